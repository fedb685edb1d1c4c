resource "aws_cloudtrail" "audit" {
  name                          = "${var.name}-audit"
  s3_bucket_name                = aws_s3_bucket.audit_log.bucket
  kms_key_id                    = aws_kms_key.this.arn
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true

  tags = local.tags

  # CloudTrail tries to write before it takes the trail
  depends_on = [aws_s3_bucket_policy.audit_log, aws_kms_key_policy.this]
}
