resource "aws_kinesis_firehose_delivery_stream" "by_customer" {
  name        = "${var.name}-by-customer"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }

  extended_s3_configuration {
    role_arn            = aws_iam_role.by_customer.arn
    bucket_arn          = aws_s3_bucket.lake.arn
    buffering_size      = 64
    buffering_interval  = 60
    compression_format  = "GZIP"
    prefix              = "orders/customer=!{partitionKeyFromQuery:customer}/year=!{partitionKeyFromQuery:year}/"
    error_output_prefix = "failed/!{firehose:error-output-type}/"

    dynamic_partitioning_configuration {
      enabled = true
    }

    processing_configuration {
      enabled = true

      processors {
        type = "Lambda"

        parameters {
          parameter_name  = "LambdaArn"
          parameter_value = "${aws_lambda_function.reshape.arn}:$LATEST"
        }
      }

      processors {
        type = "MetadataExtraction"

        parameters {
          parameter_name  = "MetadataExtractionQuery"
          parameter_value = "{customer: .customer.id, year: .date[0:4]}"
        }

        parameters {
          parameter_name  = "JsonParsingEngine"
          parameter_value = "JQ-1.6"
        }
      }

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
      log_group_name  = aws_cloudwatch_log_group.by_customer_delivery.name
      log_stream_name = aws_cloudwatch_log_stream.by_customer_delivery.name
    }
  }

  tags = local.tags

  # Firehose tries its role at once
  depends_on = [aws_iam_role_policy.by_customer]
}

resource "aws_cloudwatch_log_group" "by_customer_delivery" {
  name              = "/aws/kinesisfirehose/${var.name}-by-customer"
  retention_in_days = 7
  tags              = local.tags
}

resource "aws_cloudwatch_log_stream" "by_customer_delivery" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.by_customer_delivery.name
}

resource "aws_iam_role" "by_customer" {
  name = "${var.name}-by-customer"
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

resource "aws_iam_role_policy" "by_customer" {
  name = "pipeline"
  role = aws_iam_role.by_customer.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "${aws_cloudwatch_log_group.by_customer_delivery.arn}:*"
      },
      {
        Sid      = "Transform"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"]
        Resource = [aws_lambda_function.reshape.arn, "${aws_lambda_function.reshape.arn}:*"]
      },
      {
        Sid      = "ListLake"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = aws_s3_bucket.lake.arn
      },
      {
        Sid      = "WriteToLake"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Resource = "${aws_s3_bucket.lake.arn}/*"
      },
      {
        Sid      = "UseKeyToSend"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = aws_kms_key.this.arn
      },
    ]
  })
}

resource "aws_kinesis_firehose_delivery_stream" "raw" {
  name        = "${var.name}-raw"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }

  extended_s3_configuration {
    role_arn            = aws_iam_role.raw.arn
    bucket_arn          = "arn:aws:s3:::company-archive"
    buffering_size      = 5
    buffering_interval  = 300
    compression_format  = "Snappy"
    prefix              = "raw/!{timestamp:yyyy/MM/dd}/"
    error_output_prefix = "errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.raw_delivery.name
      log_stream_name = aws_cloudwatch_log_stream.raw_delivery.name
    }
  }

  tags = local.tags

  # Firehose tries its role at once
  depends_on = [aws_iam_role_policy.raw]
}

resource "aws_cloudwatch_log_group" "raw_delivery" {
  name              = "/aws/kinesisfirehose/${var.name}-raw"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_cloudwatch_log_stream" "raw_delivery" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.raw_delivery.name
}

resource "aws_iam_role" "raw" {
  name = "${var.name}-raw"
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

resource "aws_iam_role_policy" "raw" {
  name = "pipeline"
  role = aws_iam_role.raw.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "${aws_cloudwatch_log_group.raw_delivery.arn}:*"
      },
      {
        Sid      = "ListArchive"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = "arn:aws:s3:::company-archive"
      },
      {
        Sid      = "WriteToArchive"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Resource = "arn:aws:s3:::company-archive/*"
      },
    ]
  })
}
