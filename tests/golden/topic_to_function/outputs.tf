output "signups_arn" {
  description = "ARN of signups."
  value       = aws_sns_topic.signups.arn
}

output "signups_name" {
  description = "Name of signups."
  value       = aws_sns_topic.signups.name
}

output "welcome_arn" {
  description = "ARN of welcome."
  value       = aws_lambda_function.welcome.arn
}

output "welcome_function_name" {
  description = "Function name of welcome."
  value       = aws_lambda_function.welcome.function_name
}

output "bill_arn" {
  description = "ARN of bill."
  value       = aws_lambda_function.bill.arn
}

output "bill_function_name" {
  description = "Function name of bill."
  value       = aws_lambda_function.bill.function_name
}

output "unbilled_arn" {
  description = "ARN of unbilled."
  value       = aws_sqs_queue.unbilled.arn
}

output "unbilled_url" {
  description = "URL of unbilled."
  value       = aws_sqs_queue.unbilled.url
}

output "unbilled_name" {
  description = "Name of unbilled."
  value       = aws_sqs_queue.unbilled.name
}

output "signups_dead_letter_arn" {
  description = "ARN of signups.dead_letter."
  value       = aws_sqs_queue.signups_dead_letter.arn
}

output "signups_dead_letter_url" {
  description = "URL of signups.dead_letter."
  value       = aws_sqs_queue.signups_dead_letter.url
}

output "signups_dead_letter_name" {
  description = "Name of signups.dead_letter."
  value       = aws_sqs_queue.signups_dead_letter.name
}

output "welcome_dead_letter_arn" {
  description = "ARN of welcome.dead_letter."
  value       = aws_sqs_queue.welcome_dead_letter.arn
}

output "welcome_dead_letter_url" {
  description = "URL of welcome.dead_letter."
  value       = aws_sqs_queue.welcome_dead_letter.url
}

output "welcome_dead_letter_name" {
  description = "Name of welcome.dead_letter."
  value       = aws_sqs_queue.welcome_dead_letter.name
}
