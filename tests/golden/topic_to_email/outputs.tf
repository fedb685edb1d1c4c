output "alerts_arn" {
  description = "ARN of alerts."
  value       = aws_sns_topic.alerts.arn
}

output "alerts_name" {
  description = "Name of alerts."
  value       = aws_sns_topic.alerts.name
}

output "alerts_dead_letter_arn" {
  description = "ARN of alerts.dead_letter."
  value       = aws_sqs_queue.alerts_dead_letter.arn
}

output "alerts_dead_letter_url" {
  description = "URL of alerts.dead_letter."
  value       = aws_sqs_queue.alerts_dead_letter.url
}

output "alerts_dead_letter_name" {
  description = "Name of alerts.dead_letter."
  value       = aws_sqs_queue.alerts_dead_letter.name
}
