resource "aws_lambda_function" "publish" {
  function_name    = "${var.name}-publish"
  role             = aws_iam_role.publish.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = var.publish_package
  source_code_hash = filebase64sha256(var.publish_package)
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  environment {
    variables = {
      SENDER           = var.sender
      PLACED_TOPIC_ARN = aws_sns_topic.placed.arn
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.publish.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.publish]
}

resource "aws_cloudwatch_log_group" "publish" {
  name              = "/aws/lambda/${var.name}-publish"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "publish" {
  name = "${var.name}-publish"
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

resource "aws_iam_role_policy" "publish" {
  name = "pipeline"
  role = aws_iam_role.publish.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.publish.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToPlaced"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = aws_sns_topic.placed.arn
      },
    ]
  })
}
