resource "aws_cloudwatch_event_target" "everything_to_log" {
  rule           = aws_cloudwatch_event_rule.everything.name
  event_bus_name = aws_cloudwatch_event_bus.shop.name
  target_id      = "log"
  arn            = aws_kinesis_firehose_delivery_stream.log.arn
  role_arn       = aws_iam_role.everything.arn
  input_path     = "$.detail"

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.not_kept.arn
  }
}
