resource "aws_kinesis_firehose_delivery_stream" "to_lake" {
  name        = "${var.name}-to-lake"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.clicks.arn
    role_arn           = aws_iam_role.to_lake.arn
  }

  extended_s3_configuration {
    role_arn           = aws_iam_role.to_lake.arn
    bucket_arn         = aws_s3_bucket.lake.arn
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "UNCOMPRESSED"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.to_lake_delivery.name
      log_stream_name = aws_cloudwatch_log_stream.to_lake_delivery.name
    }
  }

  tags = local.tags

  # Firehose tries its role at once
  depends_on = [aws_iam_role_policy.to_lake]
}

resource "aws_cloudwatch_log_group" "to_lake_delivery" {
  name              = "/aws/kinesisfirehose/${var.name}-to-lake"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_cloudwatch_log_stream" "to_lake_delivery" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.to_lake_delivery.name
}

resource "aws_iam_role" "to_lake" {
  name = "${var.name}-to-lake"
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

resource "aws_iam_role_policy" "to_lake" {
  name = "pipeline"
  role = aws_iam_role.to_lake.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "${aws_cloudwatch_log_group.to_lake_delivery.arn}:*"
      },
      {
        Sid    = "ReceiveFromClicks"
        Effect = "Allow"
        Action = [
          "kinesis:DescribeStream",
          "kinesis:GetShardIterator",
          "kinesis:GetRecords",
          "kinesis:ListShards",
        ]
        Resource = aws_kinesis_stream.clicks.arn
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
    ]
  })
}
