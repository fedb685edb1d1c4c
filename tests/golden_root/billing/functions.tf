resource "aws_lambda_function" "bill" {
  function_name = "${var.name}-bill"
  role          = aws_iam_role.bill.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/bill:1"
  architectures = ["arm64"]
  timeout       = 30
  memory_size   = 256

  environment {
    variables = { SOURCE = var.orders_placed_name }
  }

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
        Sid      = "ReceiveFromBills"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.bills.arn
      },
    ]
  })
}
