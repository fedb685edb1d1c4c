resource "aws_lambda_function" "greet" {
  function_name    = "${var.name}-greet"
  role             = aws_iam_role.greet.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/greet.zip"
  source_code_hash = filebase64sha256("${path.module}/code/greet.zip")
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 256

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.greet.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.greet]
}

resource "aws_cloudwatch_log_group" "greet" {
  name              = "/aws/lambda/${var.name}-greet"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "greet" {
  name = "${var.name}-greet"
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

resource "aws_iam_role_policy" "greet" {
  name = "pipeline"
  role = aws_iam_role.greet.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.greet.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToNotGreeted"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.not_greeted.arn
      },
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "greet" {
  function_name                = aws_lambda_function.greet.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.not_greeted.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.greet]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.greet.arn]
  }
}

resource "aws_lambda_function" "count" {
  function_name    = "${var.name}-count"
  role             = aws_iam_role.count.arn
  runtime          = "java21"
  handler          = "shop.Count::handle"
  filename         = var.count_package
  source_code_hash = filebase64sha256(var.count_package)
  architectures    = ["arm64"]
  timeout          = 30
  memory_size      = 512

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.count.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.count]
}

resource "aws_cloudwatch_log_group" "count" {
  name              = "/aws/lambda/${var.name}-count"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "count" {
  name = "${var.name}-count"
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

resource "aws_iam_role_policy" "count" {
  name = "pipeline"
  role = aws_iam_role.count.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.count.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToCountDeadLetter"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.count_dead_letter.arn
      },
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "count" {
  function_name                = aws_lambda_function.count.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.count_dead_letter.arn
    }
  }

  # Lambda tries whether the role may send there
  depends_on = [aws_iam_role_policy.count]

  # a function that is replaced loses its setting
  lifecycle {
    replace_triggered_by = [aws_lambda_function.count.arn]
  }
}
