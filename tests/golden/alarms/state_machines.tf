resource "aws_sfn_state_machine" "order" {
  name       = "${var.name}-order"
  role_arn   = aws_iam_role.order.arn
  type       = "STANDARD"
  definition = file("${path.module}/definitions/order.asl.json")

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.order_execution.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  tags = local.tags

  # the machine is tried against its role when it is made
  depends_on = [aws_iam_role_policy.order]
}

resource "aws_cloudwatch_log_group" "order_execution" {
  name              = "/aws/vendedlogs/states/${var.name}-order"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "order" {
  name = "${var.name}-order"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "states.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  tags = local.tags
}

resource "aws_iam_role_policy" "order" {
  name = "pipeline"
  role = aws_iam_role.order.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "WriteLogs"
        Effect = "Allow"
        Action = [
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups",
        ]
        Resource = "*"
      },
      {
        Sid    = "WriteTraces"
        Effect = "Allow"
        Action = [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
        ]
        Resource = "*"
      },
    ]
  })
}
