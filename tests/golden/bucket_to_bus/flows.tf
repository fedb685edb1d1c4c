resource "aws_cloudwatch_event_target" "new_uploads_to_work" {
  rule      = aws_cloudwatch_event_rule.new_uploads.name
  target_id = "work"
  arn       = aws_sqs_queue.work.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.new_uploads_dead_letter.arn
  }
}
