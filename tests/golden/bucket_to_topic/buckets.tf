resource "aws_s3_bucket" "reports" {
  bucket_prefix = "${var.name}-reports-"
  force_destroy = false
  tags          = local.tags
}

resource "aws_s3_bucket_public_access_block" "reports" {
  bucket                  = aws_s3_bucket.reports.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "reports" {
  bucket = aws_s3_bucket.reports.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }

    bucket_key_enabled = true
  }
}

resource "aws_s3_bucket_versioning" "reports" {
  bucket = aws_s3_bucket.reports.bucket

  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "reports" {
  bucket = aws_s3_bucket.reports.bucket

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.reports]
}

resource "aws_s3_bucket_policy" "reports" {
  bucket = aws_s3_bucket.reports.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.reports.arn, "${aws_s3_bucket.reports.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.reports]
}

# S3 keeps one notification configuration for a bucket: everything that hears of it stands here
resource "aws_s3_bucket_notification" "reports" {
  bucket = aws_s3_bucket.reports.bucket

  topic {
    id            = "reports_to_published"
    topic_arn     = aws_sns_topic.published.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "final/"
    filter_suffix = ".pdf"
  }

  topic {
    id        = "reports_to_removals"
    topic_arn = var.removals_arn
    events    = ["s3:ObjectRemoved:Delete"]
  }

  # S3 tries every destination before it takes the configuration
  depends_on = [aws_sns_topic_policy.published, aws_kms_key_policy.this]
}
