output "uploads_arn" {
  description = "ARN of uploads."
  value       = aws_s3_bucket.uploads.arn
}

output "uploads_bucket" {
  description = "Bucket of uploads."
  value       = aws_s3_bucket.uploads.bucket
}

output "thumbs_arn" {
  description = "ARN of thumbs."
  value       = aws_s3_bucket.thumbs.arn
}

output "thumbs_bucket" {
  description = "Bucket of thumbs."
  value       = aws_s3_bucket.thumbs.bucket
}

output "images_arn" {
  description = "ARN of images."
  value       = aws_sqs_queue.images.arn
}

output "images_url" {
  description = "URL of images."
  value       = aws_sqs_queue.images.url
}

output "images_name" {
  description = "Name of images."
  value       = aws_sqs_queue.images.name
}

output "removed_arn" {
  description = "ARN of removed."
  value       = aws_sns_topic.removed.arn
}

output "removed_name" {
  description = "Name of removed."
  value       = aws_sns_topic.removed.name
}

output "resize_arn" {
  description = "ARN of resize."
  value       = aws_lambda_function.resize.arn
}

output "resize_function_name" {
  description = "Function name of resize."
  value       = aws_lambda_function.resize.function_name
}

output "audit_arn" {
  description = "ARN of audit."
  value       = aws_lambda_function.audit.arn
}

output "audit_function_name" {
  description = "Function name of audit."
  value       = aws_lambda_function.audit.function_name
}

output "images_dead_letter_arn" {
  description = "ARN of images.dead_letter."
  value       = aws_sqs_queue.images_dead_letter.arn
}

output "images_dead_letter_url" {
  description = "URL of images.dead_letter."
  value       = aws_sqs_queue.images_dead_letter.url
}

output "images_dead_letter_name" {
  description = "Name of images.dead_letter."
  value       = aws_sqs_queue.images_dead_letter.name
}

output "audit_dead_letter_arn" {
  description = "ARN of audit.dead_letter."
  value       = aws_sqs_queue.audit_dead_letter.arn
}

output "audit_dead_letter_url" {
  description = "URL of audit.dead_letter."
  value       = aws_sqs_queue.audit_dead_letter.url
}

output "audit_dead_letter_name" {
  description = "Name of audit.dead_letter."
  value       = aws_sqs_queue.audit_dead_letter.name
}
