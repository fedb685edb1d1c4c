output "uploads_arn" {
  description = "ARN of uploads."
  value       = aws_s3_bucket.uploads.arn
}

output "uploads_bucket" {
  description = "Bucket of uploads."
  value       = aws_s3_bucket.uploads.bucket
}

output "lost_arn" {
  description = "ARN of lost."
  value       = aws_sqs_queue.lost.arn
}

output "lost_url" {
  description = "URL of lost."
  value       = aws_sqs_queue.lost.url
}

output "lost_name" {
  description = "Name of lost."
  value       = aws_sqs_queue.lost.name
}

output "picture_arn" {
  description = "ARN of picture."
  value       = aws_lambda_function.picture.arn
}

output "picture_function_name" {
  description = "Function name of picture."
  value       = aws_lambda_function.picture.function_name
}

output "audit_arn" {
  description = "ARN of audit."
  value       = aws_lambda_function.audit.arn
}

output "audit_function_name" {
  description = "Function name of audit."
  value       = aws_lambda_function.audit.function_name
}

output "picture_dead_letter_arn" {
  description = "ARN of picture.dead_letter."
  value       = aws_sqs_queue.picture_dead_letter.arn
}

output "picture_dead_letter_url" {
  description = "URL of picture.dead_letter."
  value       = aws_sqs_queue.picture_dead_letter.url
}

output "picture_dead_letter_name" {
  description = "Name of picture.dead_letter."
  value       = aws_sqs_queue.picture_dead_letter.name
}
