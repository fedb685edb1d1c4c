resource "aws_s3_bucket" "uploads" {
  bucket_prefix = "${var.name}-uploads-"
  force_destroy = true
  tags          = local.tags
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.uploads]
}

# S3 keeps one notification configuration for a bucket: everything that hears of it stands here
resource "aws_s3_bucket_notification" "uploads" {
  bucket = aws_s3_bucket.uploads.bucket

  lambda_function {
    id                  = "uploads_to_picture"
    lambda_function_arn = aws_lambda_function.picture.arn
    events              = ["s3:ObjectCreated:Put"]
    filter_prefix       = "photos/"
    filter_suffix       = ".jpg"
  }

  lambda_function {
    id                  = "uploads_to_picture_2"
    lambda_function_arn = aws_lambda_function.picture.arn
    events              = ["s3:ObjectCreated:Put"]
    filter_prefix       = "photos/"
    filter_suffix       = ".png"
  }

  lambda_function {
    id                  = "uploads_to_audit"
    lambda_function_arn = aws_lambda_function.audit.arn
    events              = ["s3:ObjectRemoved:*", "s3:LifecycleExpiration:*"]
  }

  # S3 tries every destination before it takes the configuration
  depends_on = [
    aws_lambda_permission.uploads_to_picture,
    aws_lambda_permission.uploads_to_picture_2,
    aws_lambda_permission.uploads_to_audit,
  ]
}
