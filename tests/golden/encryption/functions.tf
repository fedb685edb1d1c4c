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
    variables = { SHOP_BUS_NAME = aws_cloudwatch_event_bus.shop.name }
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
  kms_key_id        = aws_kms_key.this.arn
  tags              = local.tags

  # CloudWatch Logs tries the key at once
  depends_on = [aws_kms_key_policy.this]
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
        Sid      = "Permission1"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.lake.arn}/*"]
      },
      {
        Sid      = "UseKeyToReceive"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.this.arn
      },
      {
        Sid      = "ReceiveFromInbox"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.inbox.arn
      },
      {
        Sid      = "SendToShop"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.shop.arn
      },
      {
        Sid    = "ReceiveFromClicks"
        Effect = "Allow"
        Action = [
          "kinesis:DescribeStream",
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
          "kinesis:ListStreams",
        ]
        Resource = aws_kinesis_stream.clicks.arn
      },
      {
        Sid      = "SendToClicksDeadLetter"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.clicks_dead_letter.arn
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

resource "aws_lambda_function" "quiet" {
  function_name    = "${var.name}-quiet"
  role             = aws_iam_role.quiet.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/quiet.zip"
  source_code_hash = filebase64sha256("${path.module}/code/quiet.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.quiet.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.quiet]
}

resource "aws_cloudwatch_log_group" "quiet" {
  name              = "/aws/lambda/${var.name}-quiet"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "quiet" {
  name = "${var.name}-quiet"
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

resource "aws_iam_role_policy" "quiet" {
  name = "pipeline"
  role = aws_iam_role.quiet.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.quiet.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToQuietDeadLetter"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.quiet_dead_letter.arn
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

resource "aws_lambda_function_event_invoke_config" "quiet" {
  function_name                = aws_lambda_function.quiet.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.quiet_dead_letter.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.quiet]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.quiet.arn]
  }
}
