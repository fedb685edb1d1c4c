resource "aws_kinesis_firehose_delivery_stream" "to_archive" {
  name        = "${var.name}-to-archive"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = aws_kms_key.this.arn
  }

  extended_s3_configuration {
    role_arn           = aws_iam_role.to_archive.arn
    bucket_arn         = aws_s3_bucket.archive.arn
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "UNCOMPRESSED"

    processing_configuration {
      enabled = true

      processors {
        type = "AppendDelimiterToRecord"

        parameters {
          parameter_name  = "Delimiter"
          parameter_value = "\\n"
        }
      }
    }

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.to_archive_delivery.name
      log_stream_name = aws_cloudwatch_log_stream.to_archive_delivery.name
    }
  }

  tags = local.tags

  # Firehose tries its role at once
  depends_on = [aws_iam_role_policy.to_archive]
}

resource "aws_cloudwatch_log_group" "to_archive_delivery" {
  name              = "/aws/kinesisfirehose/${var.name}-to-archive"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_cloudwatch_log_stream" "to_archive_delivery" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.to_archive_delivery.name
}

resource "aws_iam_role" "to_archive" {
  name = "${var.name}-to-archive"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "firehose.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  tags = local.tags
}

resource "aws_iam_role_policy" "to_archive" {
  name = "pipeline"
  role = aws_iam_role.to_archive.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "${aws_cloudwatch_log_group.to_archive_delivery.arn}:*"
      },
      {
        Sid      = "ListArchive"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = aws_s3_bucket.archive.arn
      },
      {
        Sid      = "WriteToArchive"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Resource = "${aws_s3_bucket.archive.arn}/*"
      },
    ]
  })
}

resource "aws_kinesis_firehose_delivery_stream" "to_alarms" {
  name        = "${var.name}-to-alarms"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }

  extended_s3_configuration {
    role_arn           = aws_iam_role.to_alarms.arn
    bucket_arn         = aws_s3_bucket.archive.arn
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "GZIP"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.to_alarms_delivery.name
      log_stream_name = aws_cloudwatch_log_stream.to_alarms_delivery.name
    }
  }

  tags = local.tags

  # Firehose tries its role at once
  depends_on = [aws_iam_role_policy.to_alarms]
}

resource "aws_cloudwatch_log_group" "to_alarms_delivery" {
  name              = "/aws/kinesisfirehose/${var.name}-to-alarms"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_cloudwatch_log_stream" "to_alarms_delivery" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.to_alarms_delivery.name
}

resource "aws_iam_role" "to_alarms" {
  name = "${var.name}-to-alarms"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "firehose.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  tags = local.tags
}

resource "aws_iam_role_policy" "to_alarms" {
  name = "pipeline"
  role = aws_iam_role.to_alarms.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "${aws_cloudwatch_log_group.to_alarms_delivery.arn}:*"
      },
      {
        Sid      = "ListArchive"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = aws_s3_bucket.archive.arn
      },
      {
        Sid      = "WriteToArchive"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Resource = "${aws_s3_bucket.archive.arn}/*"
      },
    ]
  })
}
