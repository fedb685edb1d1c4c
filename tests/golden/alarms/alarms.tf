resource "aws_cloudwatch_metric_alarm" "placed_failed_invocations" {
  alarm_name        = "${var.name}-placed-failed-invocations"
  alarm_description = "placed: a target did not get an event"

  namespace   = "AWS/Events"
  metric_name = "FailedInvocations"
  dimensions = {
    EventBusName = aws_cloudwatch_event_bus.shop.name
    RuleName     = aws_cloudwatch_event_rule.placed.name
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "inbox_oldest_message" {
  alarm_name        = "${var.name}-inbox-oldest-message"
  alarm_description = "inbox: its oldest message waits for too long"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.inbox.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1800
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "audit_oldest_message" {
  alarm_name        = "${var.name}-audit-oldest-message"
  alarm_description = "audit: its oldest message waits for too long"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.audit.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 900
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "failed_not_empty" {
  alarm_name        = "${var.name}-failed-not-empty"
  alarm_description = "failed: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.failed.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 2
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "to_lake_freshness" {
  alarm_name        = "${var.name}-to-lake-freshness"
  alarm_description = "to-lake: records do not reach the bucket"

  namespace           = "AWS/Firehose"
  metric_name         = "DeliveryToS3.DataFreshness"
  dimensions          = { DeliveryStreamName = aws_kinesis_firehose_delivery_stream.to_lake.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3600
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "order_failed_executions" {
  alarm_name        = "${var.name}-order-failed-executions"
  alarm_description = "order: executions fail"

  namespace           = "AWS/States"
  metric_name         = "ExecutionsFailed"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.order.arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 2
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "ingest_5xx" {
  alarm_name        = "${var.name}-ingest-5xx"
  alarm_description = "ingest: requests fail on the side of the server"

  namespace   = "AWS/ApiGateway"
  metric_name = "5XXError"
  dimensions = {
    ApiName = aws_api_gateway_rest_api.ingest.name
    Stage   = aws_api_gateway_stage.ingest.stage_name
  }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 50
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
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
  threshold           = 10
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
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
  threshold           = 20
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "work_iterator_age" {
  alarm_name        = "${var.name}-work-iterator-age"
  alarm_description = "work: it falls behind what comes through its streams"

  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions          = { FunctionName = aws_lambda_function.work.function_name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 600000
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "tell_errors" {
  alarm_name        = "${var.name}-tell-errors"
  alarm_description = "tell: invocations fail"

  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.tell.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "tell_throttles" {
  alarm_name        = "${var.name}-tell-throttles"
  alarm_description = "tell: invocations are throttled"

  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = aws_lambda_function.tell.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "tell_iterator_age" {
  alarm_name        = "${var.name}-tell-iterator-age"
  alarm_description = "tell: it falls behind what comes through its streams"

  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  dimensions          = { FunctionName = aws_lambda_function.tell.function_name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 300000
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "inbox_dead_letter_not_empty" {
  alarm_name        = "${var.name}-inbox-dead-letter-not-empty"
  alarm_description = "inbox.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.inbox_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 100
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "audit_dead_letter_not_empty" {
  alarm_name        = "${var.name}-audit-dead-letter-not-empty"
  alarm_description = "audit.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.audit_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "oncall_dead_letter_not_empty" {
  alarm_name        = "${var.name}-oncall-dead-letter-not-empty"
  alarm_description = "oncall.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.oncall_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "placed_dead_letter_not_empty" {
  alarm_name        = "${var.name}-placed-dead-letter-not-empty"
  alarm_description = "placed.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.placed_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 10
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "returned_dead_letter_not_empty" {
  alarm_name        = "${var.name}-returned-dead-letter-not-empty"
  alarm_description = "returned.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.returned_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
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
  threshold           = 5
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "tell_dead_letter_not_empty" {
  alarm_name        = "${var.name}-tell-dead-letter-not-empty"
  alarm_description = "tell.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.tell_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 30
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}

resource "aws_cloudwatch_metric_alarm" "clicks_dead_letter_not_empty" {
  alarm_name        = "${var.name}-clicks-dead-letter-not-empty"
  alarm_description = "clicks.dead_letter: there are messages that nobody could handle"

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.clicks_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 20
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.oncall.arn]
  ok_actions    = [aws_sns_topic.oncall.arn]
  tags          = local.tags
}
