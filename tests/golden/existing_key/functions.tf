resource "aws_lambda_function" "work" {
  function_name    = "${var.name}-work"
  role             = aws_iam_role.work.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/work.zip"
  source_code_hash = filebase64sha256("${path.module}/code/work.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  environment {
    variables = {
      SHOP_BUS_NAME      = aws_cloudwatch_event_bus.shop.name
      CLICKS_STREAM_NAME = aws_kinesis_stream.clicks.name
      REPORTS_BUCKET     = aws_s3_bucket.reports.bucket
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.work.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.work]
}

resource "aws_cloudwatch_log_group" "work" {
  name              = "/aws/lambda/${var.name}-work"
  retention_in_days = 30
  kms_key_id        = var.company_key
  tags              = local.tags
}

resource "aws_iam_role" "work" {
  name = "${var.name}-work"
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

resource "aws_iam_role_policy" "work" {
  name = "pipeline"
  role = aws_iam_role.work.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.work.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "ReceiveFromInbox"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.inbox.arn
      },
      {
        Sid      = "UseKeyToReceive"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.company_key
      },
      {
        Sid      = "SendToShop"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.shop.arn
      },
      {
        Sid      = "SendToClicks"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = aws_kinesis_stream.clicks.arn
      },
      {
        Sid      = "UseKeyToSend"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = var.company_key
      },
      {
        Sid      = "SendToReports"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.reports.arn}/*"
      },
    ]
  })
}
