resource "aws_cloudwatch_metric_alarm" "orders_oldest_message" {
  alarm_name        = "${var.name}-orders-oldest-message"
  alarm_description = "orders: its oldest message waits for too long"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.orders.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 900
  treat_missing_data  = "notBreaching"

  alarm_actions = [var.oncall_arn]
  ok_actions    = [var.oncall_arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "work_errors" {
  alarm_name        = "${var.name}-work-errors"
  alarm_description = "work: invocations fail"

  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.work.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [var.oncall_arn]
  ok_actions    = [var.oncall_arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "work_throttles" {
  alarm_name        = "${var.name}-work-throttles"
  alarm_description = "work: invocations are throttled"

  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = aws_lambda_function.work.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [var.oncall_arn]
  ok_actions    = [var.oncall_arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "orders_dead_letter_not_empty" {
  alarm_name        = "${var.name}-orders-dead-letter-not-empty"
  alarm_description = "orders.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.orders_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [var.oncall_arn]
  ok_actions    = [var.oncall_arn]
  tags          = local.tags
}
