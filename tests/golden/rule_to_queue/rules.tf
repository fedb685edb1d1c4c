resource "aws_cloudwatch_event_rule" "queue_changes" {
  name = "${var.name}-queue-changes"
  event_pattern = jsonencode({
    source      = ["aws.sqs"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["sqs.amazonaws.com"]
      eventName   = ["DeleteQueue", "PurgeQueue"]
    }
  })

  tags = local.tags
}

resource "aws_cloudwatch_event_rule" "queue_reads" {
  name = "${var.name}-queue-reads"
  # calls that only read reach no rule in the plain state
  state = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
  event_pattern = jsonencode({
    source      = ["aws.sqs"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["sqs.amazonaws.com"]
      eventName   = ["GetQueueAttributes"]
    }
  })

  tags = local.tags
}

resource "aws_cloudwatch_event_rule" "uploaded" {
  name = "${var.name}-uploaded"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [aws_s3_bucket.uploads.bucket] }
      object = { size = [{ numeric = [">", 0] }] }
    }
  })

  tags = local.tags
}
