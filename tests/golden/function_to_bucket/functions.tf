resource "aws_lambda_function" "write" {
  function_name    = "${var.name}-write"
  role             = aws_iam_role.write.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/write.zip"
  source_code_hash = filebase64sha256("${path.module}/code/write.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  environment {
    variables = {
      LOG_LEVEL      = "DEBUG"
      REPORTS_BUCKET = aws_s3_bucket.reports.bucket
      ARCHIVE_BUCKET = "company-archive"
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.write.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.write]
}

resource "aws_cloudwatch_log_group" "write" {
  name              = "/aws/lambda/${var.name}-write"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "write" {
  name = "${var.name}-write"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "lambda.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  tags = local.tags
}

resource "aws_iam_role_policy" "write" {
  name = "pipeline"
  role = aws_iam_role.write.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.write.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "Permission1"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:Query"]
        Resource = ["arn:aws:dynamodb:eu-west-1:123456789012:table/orders"]
      },
      {
        Sid      = "SendToReports"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.reports.arn}/*"
      },
      {
        Sid      = "UseKeyToSend"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = aws_kms_key.this.arn
      },
      {
        Sid      = "SendToArchive"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::company-archive/*"
      },
    ]
  })
}
