output "readings_arn" {
  description = "ARN of readings."
  value       = aws_kinesis_stream.readings.arn
}

output "readings_name" {
  description = "Name of readings."
  value       = aws_kinesis_stream.readings.name
}

output "to_lake_arn" {
  description = "ARN of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.arn
}

output "to_lake_name" {
  description = "Name of to-lake."
  value       = aws_kinesis_firehose_delivery_stream.to_lake.name
}

output "company_to_lake_arn" {
  description = "ARN of company-to-lake."
  value       = aws_kinesis_firehose_delivery_stream.company_to_lake.arn
}

output "company_to_lake_name" {
  description = "Name of company-to-lake."
  value       = aws_kinesis_firehose_delivery_stream.company_to_lake.name
}

output "lake_arn" {
  description = "ARN of lake."
  value       = aws_s3_bucket.lake.arn
}

output "lake_bucket" {
  description = "Bucket of lake."
  value       = aws_s3_bucket.lake.bucket
}
