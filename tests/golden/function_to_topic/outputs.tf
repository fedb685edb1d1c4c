output "news_arn" {
  description = "ARN of news."
  value       = aws_sns_topic.news.arn
}

output "news_name" {
  description = "Name of news."
  value       = aws_sns_topic.news.name
}

output "ledger_arn" {
  description = "ARN of ledger."
  value       = aws_sns_topic.ledger.arn
}

output "ledger_name" {
  description = "Name of ledger."
  value       = aws_sns_topic.ledger.name
}

output "publish_arn" {
  description = "ARN of publish: Publishes what it is told."
  value       = aws_lambda_function.publish.arn
}

output "publish_function_name" {
  description = "Function name of publish."
  value       = aws_lambda_function.publish.function_name
}
