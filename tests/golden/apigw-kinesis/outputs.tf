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

output "events_arn" {
  description = "ARN of events."
  value       = aws_kinesis_stream.events.arn
}

output "events_name" {
  description = "Name of events."
  value       = aws_kinesis_stream.events.name
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
