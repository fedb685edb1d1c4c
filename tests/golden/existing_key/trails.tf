resource "aws_cloudtrail" "audit" {
  name                          = "${var.name}-audit"
  s3_bucket_name                = aws_s3_bucket.reports.bucket
  kms_key_id                    = var.company_key
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true

  tags = local.tags

  # CloudTrail tries to write before it takes the trail
  depends_on = [aws_s3_bucket_policy.reports]
}
