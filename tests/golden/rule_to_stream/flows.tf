resource "aws_cloudwatch_event_target" "orders_to_by_customer" {
  rule      = aws_cloudwatch_event_rule.orders.name
  target_id = "by-customer"
  arn       = aws_kinesis_stream.by_customer.arn
  role_arn  = aws_iam_role.orders.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.orders_dead_letter.arn
  }

  kinesis_target {
    partition_key_path = "$.detail.customer"
  }
}

resource "aws_cloudwatch_event_target" "visits_to_by_customer" {
  rule      = aws_cloudwatch_event_rule.visits.name
  target_id = "by-customer"
  arn       = aws_kinesis_stream.by_customer.arn
  role_arn  = aws_iam_role.visits.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }
}
