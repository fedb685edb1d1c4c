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

output "charge_arn" {
  description = "ARN of charge."
  value       = aws_lambda_function.charge.arn
}

output "charge_function_name" {
  description = "Function name of charge."
  value       = aws_lambda_function.charge.function_name
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
