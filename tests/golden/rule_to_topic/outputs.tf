output "failed_builds_arn" {
  description = "ARN of failed-builds: Builds that failed or were stopped."
  value       = aws_cloudwatch_event_rule.failed_builds.arn
}

output "failed_builds_name" {
  description = "Name of failed-builds."
  value       = aws_cloudwatch_event_rule.failed_builds.name
}

output "alerts_arn" {
  description = "ARN of alerts."
  value       = aws_sns_topic.alerts.arn
}

output "alerts_name" {
  description = "Name of alerts."
  value       = aws_sns_topic.alerts.name
}

output "overdue_dead_letter_arn" {
  description = "ARN of overdue.dead_letter."
  value       = aws_sqs_queue.overdue_dead_letter.arn
}

output "overdue_dead_letter_url" {
  description = "URL of overdue.dead_letter."
  value       = aws_sqs_queue.overdue_dead_letter.url
}

output "overdue_dead_letter_name" {
  description = "Name of overdue.dead_letter."
  value       = aws_sqs_queue.overdue_dead_letter.name
}

output "failed_builds_dead_letter_arn" {
  description = "ARN of failed-builds.dead_letter."
  value       = aws_sqs_queue.failed_builds_dead_letter.arn
}

output "failed_builds_dead_letter_url" {
  description = "URL of failed-builds.dead_letter."
  value       = aws_sqs_queue.failed_builds_dead_letter.url
}

output "failed_builds_dead_letter_name" {
  description = "Name of failed-builds.dead_letter."
  value       = aws_sqs_queue.failed_builds_dead_letter.name
}
