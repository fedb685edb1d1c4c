resource "aws_kinesis_firehose_delivery_stream" "log" {
  name        = "${var.name}-log"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }

  extended_s3_configuration {
    role_arn           = aws_iam_role.log.arn
    bucket_arn         = aws_s3_bucket.events.arn
    buffering_size     = 5
    buffering_interval = 0
    compression_format = "ZIP"

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
      log_group_name  = aws_cloudwatch_log_group.log_delivery.name
      log_stream_name = aws_cloudwatch_log_stream.log_delivery.name
    }
  }

  tags = local.tags

  # Firehose tries its role at once
  depends_on = [aws_iam_role_policy.log]
}

resource "aws_cloudwatch_log_group" "log_delivery" {
  name              = "/aws/kinesisfirehose/${var.name}-log"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_cloudwatch_log_stream" "log_delivery" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.log_delivery.name
}

resource "aws_iam_role" "log" {
  name = "${var.name}-log"
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

resource "aws_iam_role_policy" "log" {
  name = "pipeline"
  role = aws_iam_role.log.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "${aws_cloudwatch_log_group.log_delivery.arn}:*"
      },
      {
        Sid      = "ListEvents"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = aws_s3_bucket.events.arn
      },
      {
        Sid      = "WriteToEvents"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Resource = "${aws_s3_bucket.events.arn}/*"
      },
    ]
  })
}
