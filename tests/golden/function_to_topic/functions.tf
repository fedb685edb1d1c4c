resource "aws_lambda_function" "publish" {
  function_name     = "${var.name}-publish"
  description       = "Publishes what it is told."
  role              = aws_iam_role.publish.arn
  runtime           = "nodejs22.x"
  handler           = "index.handler"
  s3_bucket         = "company-releases"
  s3_key            = "publish/1.4.0.zip"
  s3_object_version = "q97sGwmTk2pZ"
  architectures     = ["arm64"]
  timeout           = 30
  memory_size       = 256
  layers            = ["arn:aws:lambda:eu-west-1:123456789012:layer:tools:7"]

  environment {
    variables = {
      NEWS_TOPIC_ARN   = aws_sns_topic.news.arn
      LEDGER_TOPIC_ARN = aws_sns_topic.ledger.arn
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.publish.name
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.publish]
}

resource "aws_cloudwatch_log_group" "publish" {
  name              = "/aws/lambda/${var.name}-publish"
  retention_in_days = 1
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
        Sid      = "SendToNews"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = aws_sns_topic.news.arn
      },
      {
        Sid      = "SendToLedger"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = aws_sns_topic.ledger.arn
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
