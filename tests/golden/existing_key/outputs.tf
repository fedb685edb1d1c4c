output "uploads_arn" {
  description = "ARN of uploads."
  value       = aws_s3_bucket.uploads.arn
}

output "uploads_bucket" {
  description = "Bucket of uploads."
  value       = aws_s3_bucket.uploads.bucket
}

output "reports_arn" {
  description = "ARN of reports."
  value       = aws_s3_bucket.reports.arn
}

output "reports_bucket" {
  description = "Bucket of reports."
  value       = aws_s3_bucket.reports.bucket
}

output "shop_arn" {
  description = "ARN of shop."
  value       = aws_cloudwatch_event_bus.shop.arn
}

output "shop_name" {
  description = "Name of shop."
  value       = aws_cloudwatch_event_bus.shop.name
}

output "orders_arn" {
  description = "ARN of orders."
  value       = aws_sns_topic.orders.arn
}

output "orders_name" {
  description = "Name of orders."
  value       = aws_sns_topic.orders.name
}

output "inbox_arn" {
  description = "ARN of inbox."
  value       = aws_sqs_queue.inbox.arn
}

output "inbox_url" {
  description = "URL of inbox."
  value       = aws_sqs_queue.inbox.url
}

output "inbox_name" {
  description = "Name of inbox."
  value       = aws_sqs_queue.inbox.name
}

output "clicks_arn" {
  description = "ARN of clicks."
  value       = aws_kinesis_stream.clicks.arn
}

output "clicks_name" {
  description = "Name of clicks."
  value       = aws_kinesis_stream.clicks.name
}

output "audit_arn" {
  description = "ARN of audit."
  value       = aws_cloudtrail.audit.arn
}

output "audit_name" {
  description = "Name of audit."
  value       = aws_cloudtrail.audit.name
}

output "work_arn" {
  description = "ARN of work."
  value       = aws_lambda_function.work.arn
}

output "work_function_name" {
  description = "Function name of work."
  value       = aws_lambda_function.work.function_name
}

output "inbox_dead_letter_arn" {
  description = "ARN of inbox.dead_letter."
  value       = aws_sqs_queue.inbox_dead_letter.arn
}

output "inbox_dead_letter_url" {
  description = "URL of inbox.dead_letter."
  value       = aws_sqs_queue.inbox_dead_letter.url
}

output "inbox_dead_letter_name" {
  description = "Name of inbox.dead_letter."
  value       = aws_sqs_queue.inbox_dead_letter.name
}

output "orders_dead_letter_arn" {
  description = "ARN of orders.dead_letter."
  value       = aws_sqs_queue.orders_dead_letter.arn
}

output "orders_dead_letter_url" {
  description = "URL of orders.dead_letter."
  value       = aws_sqs_queue.orders_dead_letter.url
}

output "orders_dead_letter_name" {
  description = "Name of orders.dead_letter."
  value       = aws_sqs_queue.orders_dead_letter.name
}
