resource "aws_lambda_function" "welcome" {
  function_name    = "${var.name}-welcome"
  role             = aws_iam_role.welcome.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/welcome.zip"
  source_code_hash = filebase64sha256("${path.module}/code/welcome.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.welcome.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.welcome]
}

resource "aws_cloudwatch_log_group" "welcome" {
  name              = "/aws/lambda/${var.name}-welcome"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "welcome" {
  name = "${var.name}-welcome"
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

resource "aws_iam_role_policy" "welcome" {
  name = "pipeline"
  role = aws_iam_role.welcome.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.welcome.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToWelcomeDeadLetter"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.welcome_dead_letter.arn
      },
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "welcome" {
  function_name                = aws_lambda_function.welcome.function_name
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = 1800

  destination_config {
    on_failure {
      destination = aws_sqs_queue.welcome_dead_letter.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.welcome]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.welcome.arn]
  }
}

resource "aws_lambda_function" "bill" {
  function_name    = "${var.name}-bill"
  role             = aws_iam_role.bill.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/bill.zip"
  source_code_hash = filebase64sha256("${path.module}/code/bill.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.bill.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.bill]
}

resource "aws_cloudwatch_log_group" "bill" {
  name              = "/aws/lambda/${var.name}-bill"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "bill" {
  name = "${var.name}-bill"
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

resource "aws_iam_role_policy" "bill" {
  name = "pipeline"
  role = aws_iam_role.bill.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.bill.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToUnbilled"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.unbilled.arn
      },
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "bill" {
  function_name                = aws_lambda_function.bill.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.unbilled.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.bill]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.bill.arn]
  }
}
