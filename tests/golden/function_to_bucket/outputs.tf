output "reports_arn" {
  description = "ARN of reports."
  value       = aws_s3_bucket.reports.arn
}

output "reports_bucket" {
  description = "Bucket of reports."
  value       = aws_s3_bucket.reports.bucket
}

output "write_arn" {
  description = "ARN of write."
  value       = aws_lambda_function.write.arn
}

output "write_function_name" {
  description = "Function name of write."
  value       = aws_lambda_function.write.function_name
}
