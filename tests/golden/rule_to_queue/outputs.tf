output "uploads_arn" {
  description = "ARN of uploads."
  value       = aws_s3_bucket.uploads.arn
}

output "uploads_bucket" {
  description = "Bucket of uploads."
  value       = aws_s3_bucket.uploads.bucket
}

output "calls_arn" {
  description = "ARN of calls."
  value       = aws_s3_bucket.calls.arn
}

output "calls_bucket" {
  description = "Bucket of calls."
  value       = aws_s3_bucket.calls.bucket
}

output "audit_arn" {
  description = "ARN of audit."
  value       = aws_cloudtrail.audit.arn
}

output "audit_name" {
  description = "Name of audit."
  value       = aws_cloudtrail.audit.name
}

output "queue_changes_arn" {
  description = "ARN of queue-changes."
  value       = aws_cloudwatch_event_rule.queue_changes.arn
}

output "queue_changes_name" {
  description = "Name of queue-changes."
  value       = aws_cloudwatch_event_rule.queue_changes.name
}

output "queue_reads_arn" {
  description = "ARN of queue-reads."
  value       = aws_cloudwatch_event_rule.queue_reads.arn
}

output "queue_reads_name" {
  description = "Name of queue-reads."
  value       = aws_cloudwatch_event_rule.queue_reads.name
}

output "uploaded_arn" {
  description = "ARN of uploaded."
  value       = aws_cloudwatch_event_rule.uploaded.arn
}

output "uploaded_name" {
  description = "Name of uploaded."
  value       = aws_cloudwatch_event_rule.uploaded.name
}

output "audited_arn" {
  description = "ARN of audited."
  value       = aws_sqs_queue.audited.arn
}

output "audited_url" {
  description = "URL of audited."
  value       = aws_sqs_queue.audited.url
}

output "audited_name" {
  description = "Name of audited."
  value       = aws_sqs_queue.audited.name
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

output "audited_dead_letter_arn" {
  description = "ARN of audited.dead_letter."
  value       = aws_sqs_queue.audited_dead_letter.arn
}

output "audited_dead_letter_url" {
  description = "URL of audited.dead_letter."
  value       = aws_sqs_queue.audited_dead_letter.url
}

output "audited_dead_letter_name" {
  description = "Name of audited.dead_letter."
  value       = aws_sqs_queue.audited_dead_letter.name
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

output "queue_changes_dead_letter_arn" {
  description = "ARN of queue-changes.dead_letter."
  value       = aws_sqs_queue.queue_changes_dead_letter.arn
}

output "queue_changes_dead_letter_url" {
  description = "URL of queue-changes.dead_letter."
  value       = aws_sqs_queue.queue_changes_dead_letter.url
}

output "queue_changes_dead_letter_name" {
  description = "Name of queue-changes.dead_letter."
  value       = aws_sqs_queue.queue_changes_dead_letter.name
}

output "queue_reads_dead_letter_arn" {
  description = "ARN of queue-reads.dead_letter."
  value       = aws_sqs_queue.queue_reads_dead_letter.arn
}

output "queue_reads_dead_letter_url" {
  description = "URL of queue-reads.dead_letter."
  value       = aws_sqs_queue.queue_reads_dead_letter.url
}

output "queue_reads_dead_letter_name" {
  description = "Name of queue-reads.dead_letter."
  value       = aws_sqs_queue.queue_reads_dead_letter.name
}

output "uploaded_dead_letter_arn" {
  description = "ARN of uploaded.dead_letter."
  value       = aws_sqs_queue.uploaded_dead_letter.arn
}

output "uploaded_dead_letter_url" {
  description = "URL of uploaded.dead_letter."
  value       = aws_sqs_queue.uploaded_dead_letter.url
}

output "uploaded_dead_letter_name" {
  description = "Name of uploaded.dead_letter."
  value       = aws_sqs_queue.uploaded_dead_letter.name
}
