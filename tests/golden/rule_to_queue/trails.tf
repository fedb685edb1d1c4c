resource "aws_cloudtrail" "audit" {
  name                          = "${var.name}-audit"
  s3_bucket_name                = aws_s3_bucket.calls.bucket
  kms_key_id                    = aws_kms_key.this.arn
  is_multi_region_trail         = false
  include_global_service_events = true
  enable_log_file_validation    = true

  event_selector {
    read_write_type           = "All"
    include_management_events = true

    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.uploads.arn}/"]
    }
  }

  tags = local.tags

  # CloudTrail tries to write before it takes the trail
  depends_on = [aws_s3_bucket_policy.calls, aws_kms_key_policy.this]
}
