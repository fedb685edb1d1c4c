resource "aws_lambda_function" "collect" {
  function_name                  = "${var.name}-collect"
  role                           = aws_iam_role.collect.arn
  package_type                   = "Image"
  image_uri                      = var.image
  architectures                  = ["arm64"]
  timeout                        = 30
  memory_size                    = 256
  reserved_concurrent_executions = 5

  environment {
    variables = { READINGS_STREAM_NAME = aws_kinesis_stream.readings.name }
  }

  vpc_config {
    subnet_ids         = [var.subnet]
    security_group_ids = [var.security_group]
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.collect.name
  }

  tags = local.tags

  # the function must not run before it may do its work
  depends_on = [aws_iam_role_policy.collect]

  # the page's own words: terraform

  image_config {
    command = ["app.handler"]
  }
}

resource "aws_cloudwatch_log_group" "collect" {
  name              = "/aws/lambda/${var.name}-collect"
  retention_in_days = 90
  kms_key_id        = aws_kms_key.this.arn
  tags              = local.tags

  # CloudWatch Logs tries the key at once
  depends_on = [aws_kms_key_policy.this]
}

resource "aws_iam_role" "collect" {
  name = "${var.name}-collect"
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

resource "aws_iam_role_policy" "collect" {
  name = "pipeline"
  role = aws_iam_role.collect.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.collect.arn}:*"
      },
      {
        Sid    = "UseNetwork"
        Effect = "Allow"
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
      {
        Sid      = "SendToReadings"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = aws_kinesis_stream.readings.arn
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
