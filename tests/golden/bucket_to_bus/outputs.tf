output "uploads_arn" {
  description = "ARN of uploads: What users upload."
  value       = aws_s3_bucket.uploads.arn
}

output "uploads_bucket" {
  description = "Bucket of uploads."
  value       = aws_s3_bucket.uploads.bucket
}

output "new_uploads_arn" {
  description = "ARN of new-uploads."
  value       = aws_cloudwatch_event_rule.new_uploads.arn
}

output "new_uploads_name" {
  description = "Name of new-uploads."
  value       = aws_cloudwatch_event_rule.new_uploads.name
}

output "work_arn" {
  description = "ARN of work."
  value       = aws_sqs_queue.work.arn
}

output "work_url" {
  description = "URL of work."
  value       = aws_sqs_queue.work.url
}

output "work_name" {
  description = "Name of work."
  value       = aws_sqs_queue.work.name
}

output "work_dead_letter_arn" {
  description = "ARN of work.dead_letter."
  value       = aws_sqs_queue.work_dead_letter.arn
}

output "work_dead_letter_url" {
  description = "URL of work.dead_letter."
  value       = aws_sqs_queue.work_dead_letter.url
}

output "work_dead_letter_name" {
  description = "Name of work.dead_letter."
  value       = aws_sqs_queue.work_dead_letter.name
}

output "new_uploads_dead_letter_arn" {
  description = "ARN of new-uploads.dead_letter."
  value       = aws_sqs_queue.new_uploads_dead_letter.arn
}

output "new_uploads_dead_letter_url" {
  description = "URL of new-uploads.dead_letter."
  value       = aws_sqs_queue.new_uploads_dead_letter.url
}

output "new_uploads_dead_letter_name" {
  description = "Name of new-uploads.dead_letter."
  value       = aws_sqs_queue.new_uploads_dead_letter.name
}
