output "shop_arn" {
  description = "ARN of shop."
  value       = aws_cloudwatch_event_bus.shop.arn
}

output "shop_name" {
  description = "Name of shop."
  value       = aws_cloudwatch_event_bus.shop.name
}

output "everything_arn" {
  description = "ARN of everything: All that the shop says."
  value       = aws_cloudwatch_event_rule.everything.arn
}

output "everything_name" {
  description = "Name of everything."
  value       = aws_cloudwatch_event_rule.everything.name
}

output "not_kept_arn" {
  description = "ARN of not-kept."
  value       = aws_sqs_queue.not_kept.arn
}

output "not_kept_url" {
  description = "URL of not-kept."
  value       = aws_sqs_queue.not_kept.url
}

output "not_kept_name" {
  description = "Name of not-kept."
  value       = aws_sqs_queue.not_kept.name
}

output "log_arn" {
  description = "ARN of log."
  value       = aws_kinesis_firehose_delivery_stream.log.arn
}

output "log_name" {
  description = "Name of log."
  value       = aws_kinesis_firehose_delivery_stream.log.name
}

output "events_arn" {
  description = "ARN of events."
  value       = aws_s3_bucket.events.arn
}

output "events_bucket" {
  description = "Bucket of events."
  value       = aws_s3_bucket.events.bucket
}
