resource "aws_cloudwatch_event_rule" "placed" {
  name           = "${var.name}-placed"
  event_bus_name = aws_cloudwatch_event_bus.shop.name
  event_pattern = jsonencode({
    source      = ["shop"]
    detail-type = ["Order Placed"]
  })

  tags = local.tags
}

resource "aws_iam_role" "placed" {
  name = "${var.name}-placed"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  tags = local.tags
}

resource "aws_iam_role_policy" "placed" {
  name = "pipeline"
  role = aws_iam_role.placed.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SendToOrder"
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.order.arn
      },
    ]
  })
}

resource "aws_cloudwatch_event_rule" "returned" {
  name = "${var.name}-returned"
  event_pattern = jsonencode({
    source      = ["shop"]
    detail-type = ["Order Returned"]
  })

  tags = local.tags
}
