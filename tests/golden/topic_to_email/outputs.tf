output "alerts_arn" {
  description = "ARN of alerts."
  value       = aws_sns_topic.alerts.arn
}

output "alerts_name" {
  description = "Name of alerts."
  value       = aws_sns_topic.alerts.name
}
