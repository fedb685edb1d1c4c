output "reports_arn" {
  description = "ARN of reports."
  value       = aws_s3_bucket.reports.arn
}

output "reports_bucket" {
  description = "Bucket of reports."
  value       = aws_s3_bucket.reports.bucket
}

output "published_arn" {
  description = "ARN of published."
  value       = aws_sns_topic.published.arn
}

output "published_name" {
  description = "Name of published."
  value       = aws_sns_topic.published.name
}
