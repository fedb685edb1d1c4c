output "uploads_arn" {
  description = "ARN of uploads."
  value       = aws_s3_bucket.uploads.arn
}

output "uploads_bucket" {
  description = "Bucket of uploads."
  value       = aws_s3_bucket.uploads.bucket
}

output "lake_arn" {
  description = "ARN of lake."
  value       = aws_s3_bucket.lake.arn
}

output "lake_bucket" {
  description = "Bucket of lake."
  value       = aws_s3_bucket.lake.bucket
}

output "large_images_arn" {
  description = "ARN of large-images."
  value       = aws_cloudwatch_event_rule.large_images.arn
}

output "large_images_name" {
  description = "Name of large-images."
  value       = aws_cloudwatch_event_rule.large_images.name
}

output "moderate_arn" {
  description = "ARN of moderate."
  value       = aws_sfn_state_machine.moderate.arn
}

output "moderate_name" {
  description = "Name of moderate."
  value       = aws_sfn_state_machine.moderate.name
}

output "images_arn" {
  description = "ARN of images."
  value       = aws_kinesis_stream.images.arn
}

output "images_name" {
  description = "Name of images."
  value       = aws_kinesis_stream.images.name
}

output "to_lake_arn" {
  description = "ARN of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.arn
}

output "to_lake_name" {
  description = "Name of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.name
}

output "large_images_dead_letter_arn" {
  description = "ARN of large-images.dead_letter."
  value       = aws_sqs_queue.large_images_dead_letter.arn
}

output "large_images_dead_letter_url" {
  description = "URL of large-images.dead_letter."
  value       = aws_sqs_queue.large_images_dead_letter.url
}

output "large_images_dead_letter_name" {
  description = "Name of large-images.dead_letter."
  value       = aws_sqs_queue.large_images_dead_letter.name
}
