output "orders_arn" {
  description = "ARN of orders: Orders of the shop."
  value       = aws_sqs_queue.orders.arn
}

output "orders_url" {
  description = "URL of orders."
  value       = aws_sqs_queue.orders.url
}

output "orders_name" {
  description = "Name of orders."
  value       = aws_sqs_queue.orders.name
}

output "payments_arn" {
  description = "ARN of payments."
  value       = aws_sqs_queue.payments.arn
}

output "payments_url" {
  description = "URL of payments."
  value       = aws_sqs_queue.payments.url
}

output "payments_name" {
  description = "Name of payments."
  value       = aws_sqs_queue.payments.name
}

output "handle_arn" {
  description = "ARN of handle."
  value       = aws_lambda_function.handle.arn
}

output "handle_function_name" {
  description = "Function name of handle."
  value       = aws_lambda_function.handle.function_name
}

output "charge_arn" {
  description = "ARN of charge."
  value       = aws_lambda_function.charge.arn
}

output "charge_function_name" {
  description = "Function name of charge."
  value       = aws_lambda_function.charge.function_name
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

output "payments_dead_letter_arn" {
  description = "ARN of payments.dead_letter."
  value       = aws_sqs_queue.payments_dead_letter.arn
}

output "payments_dead_letter_url" {
  description = "URL of payments.dead_letter."
  value       = aws_sqs_queue.payments_dead_letter.url
}

output "payments_dead_letter_name" {
  description = "Name of payments.dead_letter."
  value       = aws_sqs_queue.payments_dead_letter.name
}
