resource "aws_cloudwatch_event_target" "overdue_to_alerts" {
  rule           = element(reverse(split("/", "arn:aws:events:eu-west-1:123456789012:rule/shop/overdue")), 0)
  event_bus_name = "arn:aws:events:eu-west-1:123456789012:event-bus/shop"
  target_id      = "alerts"
  arn            = aws_sns_topic.alerts.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.overdue_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "failed_builds_to_alerts" {
  rule      = aws_cloudwatch_event_rule.failed_builds.name
  target_id = "alerts"
  arn       = aws_sns_topic.alerts.arn
  input     = jsonencode("A build of the team \"${var.team}\" has failed.")

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.failed_builds_dead_letter.arn
  }
}
