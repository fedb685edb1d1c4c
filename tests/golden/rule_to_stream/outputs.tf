output "orders_arn" {
  description = "ARN of orders."
  value       = aws_cloudwatch_event_rule.orders.arn
}

output "orders_name" {
  description = "Name of orders."
  value       = aws_cloudwatch_event_rule.orders.name
}

output "visits_arn" {
  description = "ARN of visits."
  value       = aws_cloudwatch_event_rule.visits.arn
}

output "visits_name" {
  description = "Name of visits."
  value       = aws_cloudwatch_event_rule.visits.name
}

output "by_customer_arn" {
  description = "ARN of by-customer."
  value       = aws_kinesis_stream.by_customer.arn
}

output "by_customer_name" {
  description = "Name of by-customer."
  value       = aws_kinesis_stream.by_customer.name
}

output "orders_dead_letter_arn" {
  description = "ARN of orders.dead_letter."
  value       = aws_sqs_queue.orders_dead_letter.arn
}

output "orders_dead_letter_url" {
  description = "URL of orders.dead_letter."
  value       = aws_sqs_queue.orders_dead_letter.url
}

output "orders_dead_letter_name" {
  description = "Name of orders.dead_letter."
  value       = aws_sqs_queue.orders_dead_letter.name
}
