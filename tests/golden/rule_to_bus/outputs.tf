output "operations_arn" {
  description = "ARN of operations."
  value       = aws_cloudwatch_event_bus.operations.arn
}

output "operations_name" {
  description = "Name of operations."
  value       = aws_cloudwatch_event_bus.operations.name
}

output "shop_arn" {
  description = "ARN of shop."
  value       = aws_cloudwatch_event_bus.shop.arn
}

output "shop_name" {
  description = "Name of shop."
  value       = aws_cloudwatch_event_bus.shop.name
}

output "instances_arn" {
  description = "ARN of instances."
  value       = aws_cloudwatch_event_rule.instances.arn
}

output "instances_name" {
  description = "Name of instances."
  value       = aws_cloudwatch_event_rule.instances.name
}

output "orders_arn" {
  description = "ARN of orders."
  value       = aws_cloudwatch_event_rule.orders.arn
}

output "orders_name" {
  description = "Name of orders."
  value       = aws_cloudwatch_event_rule.orders.name
}

output "instances_dead_letter_arn" {
  description = "ARN of instances.dead_letter."
  value       = aws_sqs_queue.instances_dead_letter.arn
}

output "instances_dead_letter_url" {
  description = "URL of instances.dead_letter."
  value       = aws_sqs_queue.instances_dead_letter.url
}

output "instances_dead_letter_name" {
  description = "Name of instances.dead_letter."
  value       = aws_sqs_queue.instances_dead_letter.name
}
