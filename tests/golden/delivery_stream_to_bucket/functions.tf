resource "aws_lambda_function" "reshape" {
  function_name    = "${var.name}-reshape"
  role             = aws_iam_role.reshape.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/reshape.zip"
  source_code_hash = filebase64sha256("${path.module}/code/reshape.zip")
  architectures    = ["arm64"]
  timeout          = 60
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.reshape.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.reshape]
}

resource "aws_cloudwatch_log_group" "reshape" {
  name              = "/aws/lambda/${var.name}-reshape"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "reshape" {
  name = "${var.name}-reshape"
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

resource "aws_iam_role_policy" "reshape" {
  name = "pipeline"
  role = aws_iam_role.reshape.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.reshape.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
    ]
  })
}
