resource "aws_cloudwatch_event_rule" "everything" {
  name           = "${var.name}-everything"
  description    = "All that the shop says."
  event_bus_name = aws_cloudwatch_event_bus.shop.name
  event_pattern  = jsonencode({ source = [{ prefix = "shop." }] })

  tags = local.tags
}

resource "aws_iam_role" "everything" {
  name = "${var.name}-everything"
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

resource "aws_iam_role_policy" "everything" {
  name = "pipeline"
  role = aws_iam_role.everything.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SendToLog"
        Effect   = "Allow"
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Resource = aws_kinesis_firehose_delivery_stream.log.arn
      },
    ]
  })
}
