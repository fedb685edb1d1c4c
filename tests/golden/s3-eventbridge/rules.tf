resource "aws_cloudwatch_event_rule" "large_images" {
  name = "${var.name}-large-images"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [aws_s3_bucket.uploads.bucket] }
      object = {
        key  = [{ suffix = ".png" }, { suffix = ".jpg" }]
        size = [{ numeric = [">", 1048576] }]
      }
    }
  })

  tags = local.tags
}

resource "aws_iam_role" "large_images" {
  name = "${var.name}-large-images"
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

resource "aws_iam_role_policy" "large_images" {
  name = "pipeline"
  role = aws_iam_role.large_images.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SendToModerate"
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.moderate.arn
      },
      {
        Sid      = "SendToToLake"
        Effect   = "Allow"
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Resource = aws_kinesis_firehose_delivery_stream.to_lake.arn
      },
      {
        Sid      = "SendToImages"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = aws_kinesis_stream.images.arn
      },
    ]
  })
}
