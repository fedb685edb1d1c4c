output "placed_arn" {
  description = "ARN of placed."
  value       = aws_cloudwatch_event_rule.placed.arn
}

output "placed_name" {
  description = "Name of placed."
  value       = aws_cloudwatch_event_rule.placed.name
}

output "packed_arn" {
  description = "ARN of packed."
  value       = aws_cloudwatch_event_rule.packed.arn
}

output "packed_name" {
  description = "Name of packed."
  value       = aws_cloudwatch_event_rule.packed.name
}

output "order_arn" {
  description = "ARN of order: What happens to an order."
  value       = aws_sfn_state_machine.order.arn
}

output "order_name" {
  description = "Name of order."
  value       = aws_sfn_state_machine.order.name
}

output "position_arn" {
  description = "ARN of position."
  value       = aws_sfn_state_machine.position.arn
}

output "position_name" {
  description = "Name of position."
  value       = aws_sfn_state_machine.position.name
}

output "shipped_arn" {
  description = "ARN of shipped."
  value       = aws_sqs_queue.shipped.arn
}

output "shipped_url" {
  description = "URL of shipped."
  value       = aws_sqs_queue.shipped.url
}

output "shipped_name" {
  description = "Name of shipped."
  value       = aws_sqs_queue.shipped.name
}

output "shipped_dead_letter_arn" {
  description = "ARN of shipped.dead_letter."
  value       = aws_sqs_queue.shipped_dead_letter.arn
}

output "shipped_dead_letter_url" {
  description = "URL of shipped.dead_letter."
  value       = aws_sqs_queue.shipped_dead_letter.url
}

output "shipped_dead_letter_name" {
  description = "Name of shipped.dead_letter."
  value       = aws_sqs_queue.shipped_dead_letter.name
}

output "placed_dead_letter_arn" {
  description = "ARN of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.arn
}

output "placed_dead_letter_url" {
  description = "URL of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.url
}

output "placed_dead_letter_name" {
  description = "Name of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.name
}

output "packed_dead_letter_arn" {
  description = "ARN of packed.dead_letter."
  value       = aws_sqs_queue.packed_dead_letter.arn
}

output "packed_dead_letter_url" {
  description = "URL of packed.dead_letter."
  value       = aws_sqs_queue.packed_dead_letter.url
}

output "packed_dead_letter_name" {
  description = "Name of packed.dead_letter."
  value       = aws_sqs_queue.packed_dead_letter.name
}
