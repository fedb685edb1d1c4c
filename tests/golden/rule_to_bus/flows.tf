resource "aws_cloudwatch_event_target" "instances_to_operations" {
  rule      = aws_cloudwatch_event_rule.instances.name
  target_id = "operations"
  arn       = aws_cloudwatch_event_bus.operations.arn
  role_arn  = aws_iam_role.instances.arn

  retry_policy {
    maximum_retry_attempts       = 20
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = aws_sqs_queue.instances_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "orders_to_default" {
  rule           = aws_cloudwatch_event_rule.orders.name
  event_bus_name = aws_cloudwatch_event_bus.shop.name
  target_id      = "default"
  arn            = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
  role_arn       = aws_iam_role.orders.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }
}
