output "given_up_arn" {
  description = "ARN of given-up."
  value       = aws_sqs_queue.given_up.arn
}

output "given_up_url" {
  description = "URL of given-up."
  value       = aws_sqs_queue.given_up.url
}

output "given_up_name" {
  description = "Name of given-up."
  value       = aws_sqs_queue.given_up.name
}

output "readings_arn" {
  description = "ARN of readings."
  value       = aws_kinesis_stream.readings.arn
}

output "readings_name" {
  description = "Name of readings."
  value       = aws_kinesis_stream.readings.name
}

output "handle_arn" {
  description = "ARN of handle."
  value       = aws_lambda_function.handle.arn
}

output "handle_function_name" {
  description = "Function name of handle."
  value       = aws_lambda_function.handle.function_name
}

output "alarm_arn" {
  description = "ARN of alarm."
  value       = aws_lambda_function.alarm.arn
}

output "alarm_function_name" {
  description = "Function name of alarm."
  value       = aws_lambda_function.alarm.function_name
}

output "readings_dead_letter_arn" {
  description = "ARN of readings.dead_letter."
  value       = aws_sqs_queue.readings_dead_letter.arn
}

output "readings_dead_letter_url" {
  description = "URL of readings.dead_letter."
  value       = aws_sqs_queue.readings_dead_letter.url
}

output "readings_dead_letter_name" {
  description = "Name of readings.dead_letter."
  value       = aws_sqs_queue.readings_dead_letter.name
}
