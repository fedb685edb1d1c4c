resource "aws_cloudwatch_event_target" "queue_changes_to_audited" {
  rule      = aws_cloudwatch_event_rule.queue_changes.name
  target_id = "audited"
  arn       = aws_sqs_queue.audited.arn

  retry_policy {
    maximum_retry_attempts       = 0
    maximum_event_age_in_seconds = 600
  }

  dead_letter_config {
    arn = aws_sqs_queue.queue_changes_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "queue_reads_to_audited" {
  rule      = aws_cloudwatch_event_rule.queue_reads.name
  target_id = "audited"
  arn       = aws_sqs_queue.audited.arn

  retry_policy {
    maximum_retry_attempts       = 0
    maximum_event_age_in_seconds = 600
  }

  dead_letter_config {
    arn = aws_sqs_queue.queue_reads_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "uploaded_to_in_order" {
  rule      = aws_cloudwatch_event_rule.uploaded.name
  target_id = "in-order"
  arn       = aws_sqs_queue.in_order.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.uploaded_dead_letter.arn
  }

  sqs_target {
    message_group_id = "uploads"
  }
}
