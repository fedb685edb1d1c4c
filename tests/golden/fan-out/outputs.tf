output "orders_arn" {
  description = "ARN of orders."
  value       = aws_sns_topic.orders.arn
}

output "orders_name" {
  description = "Name of orders."
  value       = aws_sns_topic.orders.name
}

output "billing_arn" {
  description = "ARN of billing."
  value       = aws_sqs_queue.billing.arn
}

output "billing_url" {
  description = "URL of billing."
  value       = aws_sqs_queue.billing.url
}

output "billing_name" {
  description = "Name of billing."
  value       = aws_sqs_queue.billing.name
}

output "shipping_arn" {
  description = "ARN of shipping."
  value       = aws_sqs_queue.shipping.arn
}

output "shipping_url" {
  description = "URL of shipping."
  value       = aws_sqs_queue.shipping.url
}

output "shipping_name" {
  description = "Name of shipping."
  value       = aws_sqs_queue.shipping.name
}

output "analytics_arn" {
  description = "ARN of analytics."
  value       = aws_sqs_queue.analytics.arn
}

output "analytics_url" {
  description = "URL of analytics."
  value       = aws_sqs_queue.analytics.url
}

output "analytics_name" {
  description = "Name of analytics."
  value       = aws_sqs_queue.analytics.name
}

output "billing_dead_letter_arn" {
  description = "ARN of billing.dead_letter."
  value       = aws_sqs_queue.billing_dead_letter.arn
}

output "billing_dead_letter_url" {
  description = "URL of billing.dead_letter."
  value       = aws_sqs_queue.billing_dead_letter.url
}

output "billing_dead_letter_name" {
  description = "Name of billing.dead_letter."
  value       = aws_sqs_queue.billing_dead_letter.name
}

output "shipping_dead_letter_arn" {
  description = "ARN of shipping.dead_letter."
  value       = aws_sqs_queue.shipping_dead_letter.arn
}

output "shipping_dead_letter_url" {
  description = "URL of shipping.dead_letter."
  value       = aws_sqs_queue.shipping_dead_letter.url
}

output "shipping_dead_letter_name" {
  description = "Name of shipping.dead_letter."
  value       = aws_sqs_queue.shipping_dead_letter.name
}

output "analytics_dead_letter_arn" {
  description = "ARN of analytics.dead_letter."
  value       = aws_sqs_queue.analytics_dead_letter.arn
}

output "analytics_dead_letter_url" {
  description = "URL of analytics.dead_letter."
  value       = aws_sqs_queue.analytics_dead_letter.url
}

output "analytics_dead_letter_name" {
  description = "Name of analytics.dead_letter."
  value       = aws_sqs_queue.analytics_dead_letter.name
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
