resource "aws_cloudwatch_event_target" "table_deleted_to_alerts" {
  rule      = aws_cloudwatch_event_rule.table_deleted.name
  target_id = "alerts"
  arn       = aws_sns_topic.alerts.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.table_deleted_dead_letter.arn
  }
}

resource "aws_sns_topic_subscription" "alerts_to_team" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = var.team_email

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.alerts_dead_letter.arn
  })
}
