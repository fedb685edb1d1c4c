output "jobs_arn" {
  description = "ARN of jobs."
  value       = aws_sqs_queue.jobs.arn
}

output "jobs_url" {
  description = "URL of jobs."
  value       = aws_sqs_queue.jobs.url
}

output "jobs_name" {
  description = "Name of jobs."
  value       = aws_sqs_queue.jobs.name
}

output "in_order_arn" {
  description = "ARN of in-order."
  value       = aws_sqs_queue.in_order.arn
}

output "in_order_url" {
  description = "URL of in-order."
  value       = aws_sqs_queue.in_order.url
}

output "in_order_name" {
  description = "Name of in-order."
  value       = aws_sqs_queue.in_order.name
}

output "dispatch_arn" {
  description = "ARN of dispatch."
  value       = aws_lambda_function.dispatch.arn
}

output "dispatch_function_name" {
  description = "Function name of dispatch."
  value       = aws_lambda_function.dispatch.function_name
}

output "jobs_dead_letter_arn" {
  description = "ARN of jobs.dead_letter."
  value       = aws_sqs_queue.jobs_dead_letter.arn
}

output "jobs_dead_letter_url" {
  description = "URL of jobs.dead_letter."
  value       = aws_sqs_queue.jobs_dead_letter.url
}

output "jobs_dead_letter_name" {
  description = "Name of jobs.dead_letter."
  value       = aws_sqs_queue.jobs_dead_letter.name
}

output "in_order_dead_letter_arn" {
  description = "ARN of in-order.dead_letter."
  value       = aws_sqs_queue.in_order_dead_letter.arn
}

output "in_order_dead_letter_url" {
  description = "URL of in-order.dead_letter."
  value       = aws_sqs_queue.in_order_dead_letter.url
}

output "in_order_dead_letter_name" {
  description = "Name of in-order.dead_letter."
  value       = aws_sqs_queue.in_order_dead_letter.name
}
