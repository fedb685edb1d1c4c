resource "aws_lambda_function" "handle" {
  function_name    = "${var.name}-handle"
  role             = aws_iam_role.handle.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/handle.zip"
  source_code_hash = filebase64sha256("${path.module}/code/handle.zip")
  architectures    = ["arm64"]
  timeout          = 45
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.handle.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.handle]
}

resource "aws_cloudwatch_log_group" "handle" {
  name              = "/aws/lambda/${var.name}-handle"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "handle" {
  name = "${var.name}-handle"
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

resource "aws_iam_role_policy" "handle" {
  name = "pipeline"
  role = aws_iam_role.handle.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.handle.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "ReceiveFromOrders"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.orders.arn
      },
      {
        Sid      = "ReceiveFromInbox"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = var.inbox_arn
      },
    ]
  })
}

resource "aws_lambda_function" "charge" {
  function_name    = "${var.name}-charge"
  role             = aws_iam_role.charge.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/charge.zip"
  source_code_hash = filebase64sha256("${path.module}/code/charge.zip")
  architectures    = ["arm64"]
  timeout          = 10
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.charge.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.charge]
}

resource "aws_cloudwatch_log_group" "charge" {
  name              = "/aws/lambda/${var.name}-charge"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "charge" {
  name = "${var.name}-charge"
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

resource "aws_iam_role_policy" "charge" {
  name = "pipeline"
  role = aws_iam_role.charge.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.charge.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "ReceiveFromPayments"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.payments.arn
      },
      {
        Sid      = "UseKeyToReceive"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.this.arn
      },
    ]
  })
}
