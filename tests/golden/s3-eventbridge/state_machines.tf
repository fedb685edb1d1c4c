resource "aws_sfn_state_machine" "moderate" {
  name       = "${var.name}-moderate"
  role_arn   = aws_iam_role.moderate.arn
  type       = "STANDARD"
  definition = file("${path.module}/definitions/moderate.asl.json")

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.moderate_execution.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  tags = local.tags

  # the machine is tried against its role when it is made
  depends_on = [aws_iam_role_policy.moderate]
}

resource "aws_cloudwatch_log_group" "moderate_execution" {
  name              = "/aws/vendedlogs/states/${var.name}-moderate"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "moderate" {
  name = "${var.name}-moderate"
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

resource "aws_iam_role_policy" "moderate" {
  name = "pipeline"
  role = aws_iam_role.moderate.id
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
