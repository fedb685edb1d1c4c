output "oncall_arn" {
  description = "ARN of oncall."
  value       = aws_sns_topic.oncall.arn
}

output "oncall_name" {
  description = "Name of oncall."
  value       = aws_sns_topic.oncall.name
}

output "orders_arn" {
  description = "ARN of orders."
  value       = aws_sns_topic.orders.arn
}

output "orders_name" {
  description = "Name of orders."
  value       = aws_sns_topic.orders.name
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

output "returned_arn" {
  description = "ARN of returned."
  value       = aws_cloudwatch_event_rule.returned.arn
}

output "returned_name" {
  description = "Name of returned."
  value       = aws_cloudwatch_event_rule.returned.name
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

output "audit_arn" {
  description = "ARN of audit."
  value       = aws_sqs_queue.audit.arn
}

output "audit_url" {
  description = "URL of audit."
  value       = aws_sqs_queue.audit.url
}

output "audit_name" {
  description = "Name of audit."
  value       = aws_sqs_queue.audit.name
}

output "failed_arn" {
  description = "ARN of failed."
  value       = aws_sqs_queue.failed.arn
}

output "failed_url" {
  description = "URL of failed."
  value       = aws_sqs_queue.failed.url
}

output "failed_name" {
  description = "Name of failed."
  value       = aws_sqs_queue.failed.name
}

output "bulk_arn" {
  description = "ARN of bulk."
  value       = aws_sqs_queue.bulk.arn
}

output "bulk_url" {
  description = "URL of bulk."
  value       = aws_sqs_queue.bulk.url
}

output "bulk_name" {
  description = "Name of bulk."
  value       = aws_sqs_queue.bulk.name
}

output "clicks_arn" {
  description = "ARN of clicks."
  value       = aws_kinesis_stream.clicks.arn
}

output "clicks_name" {
  description = "Name of clicks."
  value       = aws_kinesis_stream.clicks.name
}

output "taps_arn" {
  description = "ARN of taps."
  value       = aws_kinesis_stream.taps.arn
}

output "taps_name" {
  description = "Name of taps."
  value       = aws_kinesis_stream.taps.name
}

output "to_lake_arn" {
  description = "ARN of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.arn
}

output "to_lake_name" {
  description = "Name of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.name
}

output "lake_arn" {
  description = "ARN of lake."
  value       = aws_s3_bucket.lake.arn
}

output "lake_bucket" {
  description = "Bucket of lake."
  value       = aws_s3_bucket.lake.bucket
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

output "tell_arn" {
  description = "ARN of tell."
  value       = aws_lambda_function.tell.arn
}

output "tell_function_name" {
  description = "Function name of tell."
  value       = aws_lambda_function.tell.function_name
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

output "bulk_dead_letter_arn" {
  description = "ARN of bulk.dead_letter."
  value       = aws_sqs_queue.bulk_dead_letter.arn
}

output "bulk_dead_letter_url" {
  description = "URL of bulk.dead_letter."
  value       = aws_sqs_queue.bulk_dead_letter.url
}

output "bulk_dead_letter_name" {
  description = "Name of bulk.dead_letter."
  value       = aws_sqs_queue.bulk_dead_letter.name
}

output "oncall_dead_letter_arn" {
  description = "ARN of oncall.dead_letter."
  value       = aws_sqs_queue.oncall_dead_letter.arn
}

output "oncall_dead_letter_url" {
  description = "URL of oncall.dead_letter."
  value       = aws_sqs_queue.oncall_dead_letter.url
}

output "oncall_dead_letter_name" {
  description = "Name of oncall.dead_letter."
  value       = aws_sqs_queue.oncall_dead_letter.name
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

output "returned_dead_letter_arn" {
  description = "ARN of returned.dead_letter."
  value       = aws_sqs_queue.returned_dead_letter.arn
}

output "returned_dead_letter_url" {
  description = "URL of returned.dead_letter."
  value       = aws_sqs_queue.returned_dead_letter.url
}

output "returned_dead_letter_name" {
  description = "Name of returned.dead_letter."
  value       = aws_sqs_queue.returned_dead_letter.name
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

output "tell_dead_letter_arn" {
  description = "ARN of tell.dead_letter."
  value       = aws_sqs_queue.tell_dead_letter.arn
}

output "tell_dead_letter_url" {
  description = "URL of tell.dead_letter."
  value       = aws_sqs_queue.tell_dead_letter.url
}

output "tell_dead_letter_name" {
  description = "Name of tell.dead_letter."
  value       = aws_sqs_queue.tell_dead_letter.name
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
