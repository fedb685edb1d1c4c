output "lake_arn" {
  description = "ARN of lake."
  value       = aws_s3_bucket.lake.arn
}

output "lake_bucket" {
  description = "Bucket of lake."
  value       = aws_s3_bucket.lake.bucket
}

output "reshape_arn" {
  description = "ARN of reshape."
  value       = aws_lambda_function.reshape.arn
}

output "reshape_function_name" {
  description = "Function name of reshape."
  value       = aws_lambda_function.reshape.function_name
}

output "by_customer_arn" {
  description = "ARN of by-customer: Orders as JSON lines."
  value       = aws_kinesis_firehose_delivery_stream.by_customer.arn
}

output "by_customer_name" {
  description = "Name of by-customer."
  value       = aws_kinesis_firehose_delivery_stream.by_customer.name
}

output "raw_arn" {
  description = "ARN of raw."
  value       = aws_kinesis_firehose_delivery_stream.raw.arn
}

output "raw_name" {
  description = "Name of raw."
  value       = aws_kinesis_firehose_delivery_stream.raw.name
}
