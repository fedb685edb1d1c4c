resource "aws_lambda_function" "dispatch" {
  function_name    = "${var.name}-dispatch"
  role             = aws_iam_role.dispatch.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/dispatch.zip"
  source_code_hash = filebase64sha256("${path.module}/code/dispatch.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  environment {
    variables = {
      WHERE_JOBS_GO      = aws_sqs_queue.jobs.url
      HOW_IT_IS_WRITTEN  = "$${queues.jobs.url}"
      JOBS_QUEUE_URL     = aws_sqs_queue.jobs.url
      IN_ORDER_QUEUE_URL = aws_sqs_queue.in_order.url
      LEGACY_QUEUE_URL   = "https://sqs.eu-west-1.amazonaws.com/123456789012/legacy"
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.dispatch.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.dispatch]
}

resource "aws_cloudwatch_log_group" "dispatch" {
  name              = "/aws/lambda/${var.name}-dispatch"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "dispatch" {
  name = "${var.name}-dispatch"
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

resource "aws_iam_role_policy" "dispatch" {
  name = "pipeline"
  role = aws_iam_role.dispatch.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.dispatch.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToJobs"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.jobs.arn
      },
      {
        Sid      = "SendToInOrder"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.in_order.arn
      },
      {
        Sid      = "UseKeyToSend"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = aws_kms_key.this.arn
      },
      {
        Sid      = "SendToLegacy"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = "arn:aws:sqs:eu-west-1:123456789012:legacy"
      },
    ]
  })
}
