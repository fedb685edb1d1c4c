resource "aws_lambda_function" "tell" {
  function_name    = "${var.name}-tell"
  role             = aws_iam_role.tell.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  filename         = "${path.module}/code/tell.zip"
  source_code_hash = filebase64sha256("${path.module}/code/tell.zip")
  architectures    = ["x86_64"]
  timeout          = 30
  memory_size      = 256

  environment {
    variables = {
      SHOP_BUS_NAME    = aws_cloudwatch_event_bus.shop.name
      LEDGER_BUS_NAME  = aws_cloudwatch_event_bus.ledger.name
      PARTNER_BUS_NAME = var.partner_bus
      DEFAULT_BUS_NAME = "default"
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.tell.name
  }

  tracing_config {
    mode = "Active"
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.tell]
}

resource "aws_cloudwatch_log_group" "tell" {
  name              = "/aws/lambda/${var.name}-tell"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "tell" {
  name = "${var.name}-tell"
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

resource "aws_iam_role_policy" "tell" {
  name = "pipeline"
  role = aws_iam_role.tell.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.tell.arn}:*"
      },
      {
        Sid      = "WriteTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      },
      {
        Sid      = "SendToShop"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.shop.arn
      },
      {
        Sid      = "SendToLedger"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.ledger.arn
      },
      {
        Sid      = "SendToPartner"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = var.partner_bus
      },
      {
        Sid      = "SendToDefault"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
      },
    ]
  })
}
