output "audit_arn" {
  description = "ARN of audit."
  value       = aws_cloudtrail.audit.arn
}

output "audit_name" {
  description = "Name of audit."
  value       = aws_cloudtrail.audit.name
}

output "table_deleted_arn" {
  description = "ARN of table-deleted."
  value       = aws_cloudwatch_event_rule.table_deleted.arn
}

output "table_deleted_name" {
  description = "Name of table-deleted."
  value       = aws_cloudwatch_event_rule.table_deleted.name
}

output "alerts_arn" {
  description = "ARN of alerts."
  value       = aws_sns_topic.alerts.arn
}

output "alerts_name" {
  description = "Name of alerts."
  value       = aws_sns_topic.alerts.name
}

output "audit_log_arn" {
  description = "ARN of audit.log."
  value       = aws_s3_bucket.audit_log.arn
}

output "audit_log_bucket" {
  description = "Bucket of audit.log."
  value       = aws_s3_bucket.audit_log.bucket
}

output "table_deleted_dead_letter_arn" {
  description = "ARN of table-deleted.dead_letter."
  value       = aws_sqs_queue.table_deleted_dead_letter.arn
}

output "table_deleted_dead_letter_url" {
  description = "URL of table-deleted.dead_letter."
  value       = aws_sqs_queue.table_deleted_dead_letter.url
}

output "table_deleted_dead_letter_name" {
  description = "Name of table-deleted.dead_letter."
  value       = aws_sqs_queue.table_deleted_dead_letter.name
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
