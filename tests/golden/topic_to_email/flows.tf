resource "aws_sns_topic_subscription" "alerts_to_team" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = "team@example.com"

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.alerts_dead_letter.arn
  })
}

resource "aws_sns_topic_subscription" "alerts_to_on_call" {
  topic_arn           = aws_sns_topic.alerts.arn
  protocol            = "email"
  endpoint            = var.on_call
  filter_policy_scope = "MessageAttributes"
  filter_policy       = jsonencode({ severity = ["critical"] })

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.alerts_dead_letter.arn
  })
}
