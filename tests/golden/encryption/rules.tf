resource "aws_cloudwatch_event_rule" "placed" {
  name = "${var.name}-placed"
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
      {
        Sid      = "SendToClicks"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = aws_kinesis_stream.clicks.arn
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

resource "aws_cloudwatch_event_rule" "deleted" {
  name = "${var.name}-deleted"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["s3.amazonaws.com"]
      eventName   = ["DeleteBucket"]
    }
  })

  tags = local.tags
}
