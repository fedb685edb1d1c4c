resource "aws_lambda_function" "picture" {
  function_name    = "${var.name}-picture"
  role             = aws_iam_role.picture.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/picture.zip"
  source_code_hash = filebase64sha256("${path.module}/code/picture.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 1024

  ephemeral_storage {
    size = 2048
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.picture.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.picture]
}

resource "aws_cloudwatch_log_group" "picture" {
  name              = "/aws/lambda/${var.name}-picture"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "picture" {
  name = "${var.name}-picture"
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

resource "aws_iam_role_policy" "picture" {
  name = "pipeline"
  role = aws_iam_role.picture.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.picture.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToPictureDeadLetter"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.picture_dead_letter.arn
      },
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "picture" {
  function_name                = aws_lambda_function.picture.function_name
  maximum_retry_attempts       = 1
  maximum_event_age_in_seconds = 7200

  destination_config {
    on_failure {
      destination = aws_sqs_queue.picture_dead_letter.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.picture]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.picture.arn]
  }
}

resource "aws_lambda_function" "audit" {
  function_name    = "${var.name}-audit"
  role             = aws_iam_role.audit.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/audit.zip"
  source_code_hash = filebase64sha256("${path.module}/code/audit.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.audit.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.audit]
}

resource "aws_cloudwatch_log_group" "audit" {
  name              = "/aws/lambda/${var.name}-audit"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "audit" {
  name = "${var.name}-audit"
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

resource "aws_iam_role_policy" "audit" {
  name = "pipeline"
  role = aws_iam_role.audit.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.audit.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToLost"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.lost.arn
      },
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "audit" {
  function_name                = aws_lambda_function.audit.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.lost.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.audit]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.audit.arn]
  }
}
