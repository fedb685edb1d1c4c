output "placed_arn" {
  description = "ARN of placed: Orders that were placed."
  value       = aws_sns_topic.placed.arn
}

output "placed_name" {
  description = "Name of placed."
  value       = aws_sns_topic.placed.name
}

output "publish_arn" {
  description = "ARN of publish."
  value       = aws_lambda_function.publish.arn
}

output "publish_function_name" {
  description = "Function name of publish."
  value       = aws_lambda_function.publish.function_name
}
