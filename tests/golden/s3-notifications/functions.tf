resource "aws_lambda_function" "resize" {
  function_name    = "${var.name}-resize"
  role             = aws_iam_role.resize.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/resize.zip"
  source_code_hash = filebase64sha256("${path.module}/code/resize.zip")
  architectures    = ["arm64"]
  timeout          = 60
  memory_size      = 1024

  environment {
    variables = { THUMBS_BUCKET = aws_s3_bucket.thumbs.bucket }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.resize.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.resize]
}

resource "aws_cloudwatch_log_group" "resize" {
  name              = "/aws/lambda/${var.name}-resize"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "resize" {
  name = "${var.name}-resize"
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

resource "aws_iam_role_policy" "resize" {
  name = "pipeline"
  role = aws_iam_role.resize.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.resize.arn}:*"
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
        Resource = ["${aws_s3_bucket.uploads.arn}/photos/*"]
      },
      {
        Sid      = "ReceiveFromImages"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.images.arn
      },
      {
        Sid      = "SendToThumbs"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.thumbs.arn}/*"
      },
    ]
  })
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
        Sid      = "SendToAuditDeadLetter"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.audit_dead_letter.arn
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
      destination = aws_sqs_queue.audit_dead_letter.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.audit]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.audit.arn]
  }
}
