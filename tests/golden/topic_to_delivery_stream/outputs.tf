output "news_arn" {
  description = "ARN of news."
  value       = aws_sns_topic.news.arn
}

output "news_name" {
  description = "Name of news."
  value       = aws_sns_topic.news.name
}

output "to_archive_arn" {
  description = "ARN of to-archive."
  value       = aws_kinesis_firehose_delivery_stream.to_archive.arn
}

output "to_archive_name" {
  description = "Name of to-archive."
  value       = aws_kinesis_firehose_delivery_stream.to_archive.name
}

output "to_alarms_arn" {
  description = "ARN of to-alarms."
  value       = aws_kinesis_firehose_delivery_stream.to_alarms.arn
}

output "to_alarms_name" {
  description = "Name of to-alarms."
  value       = aws_kinesis_firehose_delivery_stream.to_alarms.name
}

output "archive_arn" {
  description = "ARN of archive."
  value       = aws_s3_bucket.archive.arn
}

output "archive_bucket" {
  description = "Bucket of archive."
  value       = aws_s3_bucket.archive.bucket
}

output "news_dead_letter_arn" {
  description = "ARN of news.dead_letter."
  value       = aws_sqs_queue.news_dead_letter.arn
}

output "news_dead_letter_url" {
  description = "URL of news.dead_letter."
  value       = aws_sqs_queue.news_dead_letter.url
}

output "news_dead_letter_name" {
  description = "Name of news.dead_letter."
  value       = aws_sqs_queue.news_dead_letter.name
}
