output "readings_arn" {
  description = "ARN of readings."
  value       = aws_kinesis_stream.readings.arn
}

output "readings_name" {
  description = "Name of readings."
  value       = aws_kinesis_stream.readings.name
}

output "collect_arn" {
  description = "ARN of collect."
  value       = aws_lambda_function.collect.arn
}

output "collect_function_name" {
  description = "Function name of collect."
  value       = aws_lambda_function.collect.function_name
}
