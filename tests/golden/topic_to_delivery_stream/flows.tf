resource "aws_sns_topic_subscription" "news_to_to_archive" {
  topic_arn             = aws_sns_topic.news.arn
  protocol              = "firehose"
  endpoint              = aws_kinesis_firehose_delivery_stream.to_archive.arn
  subscription_role_arn = aws_iam_role.news.arn
  raw_message_delivery  = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.news_dead_letter.arn
  })
}

resource "aws_sns_topic_subscription" "news_to_to_alarms" {
  topic_arn             = aws_sns_topic.news.arn
  protocol              = "firehose"
  endpoint              = aws_kinesis_firehose_delivery_stream.to_alarms.arn
  subscription_role_arn = aws_iam_role.news.arn
  raw_message_delivery  = false
  filter_policy_scope   = "MessageAttributes"
  filter_policy         = jsonencode({ severity = ["alarm"] })
}
