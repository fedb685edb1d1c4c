output "orders_arn" {
  description = "ARN of orders."
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

output "work_arn" {
  description = "ARN of work."
  value       = aws_lambda_function.work.arn
}

output "work_function_name" {
  description = "Function name of work."
  value       = aws_lambda_function.work.function_name
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
