output "audit_arn" {
  description = "ARN of audit."
  value       = aws_cloudtrail.audit.arn
}

output "audit_name" {
  description = "Name of audit."
  value       = aws_cloudtrail.audit.name
}

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

output "shop_arn" {
  description = "ARN of shop."
  value       = aws_cloudwatch_event_bus.shop.arn
}

output "shop_name" {
  description = "Name of shop."
  value       = aws_cloudwatch_event_bus.shop.name
}

output "placed_arn" {
  description = "ARN of placed."
  value       = aws_cloudwatch_event_rule.placed.arn
}

output "placed_name" {
  description = "Name of placed."
  value       = aws_cloudwatch_event_rule.placed.name
}

output "deleted_arn" {
  description = "ARN of deleted."
  value       = aws_cloudwatch_event_rule.deleted.arn
}

output "deleted_name" {
  description = "Name of deleted."
  value       = aws_cloudwatch_event_rule.deleted.name
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

output "to_lake_arn" {
  description = "ARN of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.arn
}

output "to_lake_name" {
  description = "Name of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.name
}

output "order_arn" {
  description = "ARN of order."
  value       = aws_sfn_state_machine.order.arn
}

output "order_name" {
  description = "Name of order."
  value       = aws_sfn_state_machine.order.name
}

output "ingest_arn" {
  description = "ARN of ingest."
  value       = aws_api_gateway_rest_api.ingest.arn
}

output "ingest_id" {
  description = "ID of ingest."
  value       = aws_api_gateway_rest_api.ingest.id
}

output "ingest_execution_arn" {
  description = "Execution arn of ingest."
  value       = aws_api_gateway_rest_api.ingest.execution_arn
}

output "work_arn" {
  description = "ARN of work."
  value       = aws_lambda_function.work.arn
}

output "work_function_name" {
  description = "Function name of work."
  value       = aws_lambda_function.work.function_name
}

output "quiet_arn" {
  description = "ARN of quiet."
  value       = aws_lambda_function.quiet.arn
}

output "quiet_function_name" {
  description = "Function name of quiet."
  value       = aws_lambda_function.quiet.function_name
}

output "audit_log_arn" {
  description = "ARN of audit.log."
  value       = aws_s3_bucket.audit_log.arn
}

output "audit_log_bucket" {
  description = "Bucket of audit.log."
  value       = aws_s3_bucket.audit_log.bucket
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

output "placed_dead_letter_arn" {
  description = "ARN of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.arn
}

output "placed_dead_letter_url" {
  description = "URL of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.url
}

output "placed_dead_letter_name" {
  description = "Name of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.name
}

output "deleted_dead_letter_arn" {
  description = "ARN of deleted.dead_letter."
  value       = aws_sqs_queue.deleted_dead_letter.arn
}

output "deleted_dead_letter_url" {
  description = "URL of deleted.dead_letter."
  value       = aws_sqs_queue.deleted_dead_letter.url
}

output "deleted_dead_letter_name" {
  description = "Name of deleted.dead_letter."
  value       = aws_sqs_queue.deleted_dead_letter.name
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

output "clicks_dead_letter_arn" {
  description = "ARN of clicks.dead_letter."
  value       = aws_sqs_queue.clicks_dead_letter.arn
}

output "clicks_dead_letter_url" {
  description = "URL of clicks.dead_letter."
  value       = aws_sqs_queue.clicks_dead_letter.url
}

output "clicks_dead_letter_name" {
  description = "Name of clicks.dead_letter."
  value       = aws_sqs_queue.clicks_dead_letter.name
}

output "quiet_dead_letter_arn" {
  description = "ARN of quiet.dead_letter."
  value       = aws_sqs_queue.quiet_dead_letter.arn
}

output "quiet_dead_letter_url" {
  description = "URL of quiet.dead_letter."
  value       = aws_sqs_queue.quiet_dead_letter.url
}

output "quiet_dead_letter_name" {
  description = "Name of quiet.dead_letter."
  value       = aws_sqs_queue.quiet_dead_letter.name
}
