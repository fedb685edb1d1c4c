output "orders_arn" {
  description = "ARN of orders."
  value       = aws_sns_topic.orders.arn
}

output "orders_name" {
  description = "Name of orders."
  value       = aws_sns_topic.orders.name
}

output "ledger_arn" {
  description = "ARN of ledger."
  value       = aws_sns_topic.ledger.arn
}

output "ledger_name" {
  description = "Name of ledger."
  value       = aws_sns_topic.ledger.name
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

output "lost_arn" {
  description = "ARN of lost."
  value       = aws_sqs_queue.lost.arn
}

output "lost_url" {
  description = "URL of lost."
  value       = aws_sqs_queue.lost.url
}

output "lost_name" {
  description = "Name of lost."
  value       = aws_sqs_queue.lost.name
}

output "bookings_arn" {
  description = "ARN of bookings."
  value       = aws_sqs_queue.bookings.arn
}

output "bookings_url" {
  description = "URL of bookings."
  value       = aws_sqs_queue.bookings.url
}

output "bookings_name" {
  description = "Name of bookings."
  value       = aws_sqs_queue.bookings.name
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

output "bookings_dead_letter_arn" {
  description = "ARN of bookings.dead_letter."
  value       = aws_sqs_queue.bookings_dead_letter.arn
}

output "bookings_dead_letter_url" {
  description = "URL of bookings.dead_letter."
  value       = aws_sqs_queue.bookings_dead_letter.url
}

output "bookings_dead_letter_name" {
  description = "Name of bookings.dead_letter."
  value       = aws_sqs_queue.bookings_dead_letter.name
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

output "upstream_dead_letter_arn" {
  description = "ARN of upstream.dead_letter."
  value       = aws_sqs_queue.upstream_dead_letter.arn
}

output "upstream_dead_letter_url" {
  description = "URL of upstream.dead_letter."
  value       = aws_sqs_queue.upstream_dead_letter.url
}

output "upstream_dead_letter_name" {
  description = "Name of upstream.dead_letter."
  value       = aws_sqs_queue.upstream_dead_letter.name
}

output "ledger_dead_letter_arn" {
  description = "ARN of ledger.dead_letter."
  value       = aws_sqs_queue.ledger_dead_letter.arn
}

output "ledger_dead_letter_url" {
  description = "URL of ledger.dead_letter."
  value       = aws_sqs_queue.ledger_dead_letter.url
}

output "ledger_dead_letter_name" {
  description = "Name of ledger.dead_letter."
  value       = aws_sqs_queue.ledger_dead_letter.name
}
