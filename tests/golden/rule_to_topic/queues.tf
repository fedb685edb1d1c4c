resource "aws_sqs_queue" "overdue_dead_letter" {
  name                       = "${var.name}-overdue-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "overdue_dead_letter" {
  queue_url = aws_sqs_queue.overdue_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.overdue_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "EventsFromOverdue"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.overdue_dead_letter.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = "arn:aws:events:eu-west-1:123456789012:rule/shop/overdue" }
          StringEquals = { "aws:SourceAccount" = "123456789012" }
        }
      },
    ]
  })
}

resource "aws_sqs_queue" "failed_builds_dead_letter" {
  name                       = "${var.name}-failed-builds-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "failed_builds_dead_letter" {
  queue_url = aws_sqs_queue.failed_builds_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.failed_builds_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "EventsFromFailedBuilds"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.failed_builds_dead_letter.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.failed_builds.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}
