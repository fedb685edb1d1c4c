output "placed_arn" {
  description = "ARN of placed."
  value       = aws_cloudwatch_event_rule.placed.arn
}

output "placed_name" {
  description = "Name of placed."
  value       = aws_cloudwatch_event_rule.placed.name
}

output "cancelled_arn" {
  description = "ARN of cancelled."
  value       = aws_cloudwatch_event_rule.cancelled.arn
}

output "cancelled_name" {
  description = "Name of cancelled."
  value       = aws_cloudwatch_event_rule.cancelled.name
}

output "greet_arn" {
  description = "ARN of greet."
  value       = aws_lambda_function.greet.arn
}

output "greet_function_name" {
  description = "Function name of greet."
  value       = aws_lambda_function.greet.function_name
}

output "count_arn" {
  description = "ARN of count."
  value       = aws_lambda_function.count.arn
}

output "count_function_name" {
  description = "Function name of count."
  value       = aws_lambda_function.count.function_name
}

output "not_greeted_arn" {
  description = "ARN of not-greeted."
  value       = aws_sqs_queue.not_greeted.arn
}

output "not_greeted_url" {
  description = "URL of not-greeted."
  value       = aws_sqs_queue.not_greeted.url
}

output "not_greeted_name" {
  description = "Name of not-greeted."
  value       = aws_sqs_queue.not_greeted.name
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

output "count_dead_letter_arn" {
  description = "ARN of count.dead_letter."
  value       = aws_sqs_queue.count_dead_letter.arn
}

output "count_dead_letter_url" {
  description = "URL of count.dead_letter."
  value       = aws_sqs_queue.count_dead_letter.url
}

output "count_dead_letter_name" {
  description = "Name of count.dead_letter."
  value       = aws_sqs_queue.count_dead_letter.name
}

output "cancelled_dead_letter_arn" {
  description = "ARN of cancelled.dead_letter."
  value       = aws_sqs_queue.cancelled_dead_letter.arn
}

output "cancelled_dead_letter_url" {
  description = "URL of cancelled.dead_letter."
  value       = aws_sqs_queue.cancelled_dead_letter.url
}

output "cancelled_dead_letter_name" {
  description = "Name of cancelled.dead_letter."
  value       = aws_sqs_queue.cancelled_dead_letter.name
}
