# What the page says has to hold of the module: `terraform init` and `terraform test` ask it, without any account
mock_provider "aws" {
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:mock" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mock" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab" }
  }

  override_resource {
    target = aws_sqs_queue.orders
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders" }
  }

  override_resource {
    target = aws_lambda_function.work
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:work" }
  }

  override_resource {
    target = aws_iam_role.work
    values = { arn = "arn:aws:iam::123456789012:role/work" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }
}

variables {
  oncall_arn = "arn:aws:sns:eu-west-1:123456789012:alarms-notify"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sqs_queue.orders.name == "${var.name}-orders"
    error_message = "orders: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.orders.fifo_queue, false) == false
    error_message = "orders: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.orders.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders: what nobody could handle does not go to orders.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.orders.redrive_policy).maxReceiveCount, null) == 5
    error_message = "orders: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.orders_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.orders.arn]
    error_message = "orders.dead_letter: it does not take the dead letters of orders, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.orders.queue_url == aws_sqs_queue.orders.url
    error_message = "orders: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.orders.policy).Statement) == 1
    error_message = "orders: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.orders.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.orders.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "orders: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_function.work.function_name == "${var.name}-work"
    error_message = "work: it has another name"
  }

  assert {
    condition     = aws_iam_role.work.name == "${var.name}-work"
    error_message = "work: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.work.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "work: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.work.role == aws_iam_role.work.arn
    error_message = "work: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.work.policy).Statement) == 3
    error_message = "work: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.work.role == aws_iam_role.work.id
    error_message = "work: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.work.name == "/aws/lambda/${var.name}-work"
    error_message = "work: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.work.logging_config[*].log_group) == aws_cloudwatch_log_group.work.name
    error_message = "work: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.work.arn}:*"
    }), false)
    error_message = "work: the role of work does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "work: the role of work does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "ReceiveFromOrders"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.orders.arn
    }), false)
    error_message = "orders -> work: the role of work does not say ReceiveFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.orders_dead_letter.name == "${var.name}-orders-dead-letter"
    error_message = "orders.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.orders_dead_letter.fifo_queue, false) == false
    error_message = "orders.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.orders_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "orders.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.orders_dead_letter.queue_url == aws_sqs_queue.orders_dead_letter.url
    error_message = "orders.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement) == 1
    error_message = "orders.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.orders_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "orders.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.orders_to_work.event_source_arn == aws_sqs_queue.orders.arn
    error_message = "orders -> work: what is read is not orders"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.orders_to_work.function_name == aws_lambda_function.work.function_name
    error_message = "orders -> work: what is invoked is not work"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.orders_to_work.batch_size == 10
    error_message = "orders -> work: a batch has another size than 10"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.orders_to_work.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "orders -> work: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.orders_to_work.filter_criteria) == 0
    error_message = "orders -> work: the page filters nothing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.orders_to_work.scaling_config) == 0
    error_message = "orders -> work: another number of invocations at the same time"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_oldest_message.alarm_name == "${var.name}-orders-oldest-message"
    error_message = "orders: the alarm oldest-message has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.orders_oldest_message.namespace, aws_cloudwatch_metric_alarm.orders_oldest_message.metric_name, aws_cloudwatch_metric_alarm.orders_oldest_message.statistic] == ["AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum"]
    error_message = "orders: the alarm oldest-message watches something else than ApproximateAgeOfOldestMessage"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_oldest_message.dimensions == tomap({ QueueName = aws_sqs_queue.orders.name })
    error_message = "orders: the alarm oldest-message is about something else than orders"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_oldest_message.threshold == 900
    error_message = "orders: the alarm oldest-message is not raised from 900 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_oldest_message.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "orders: the alarm oldest-message is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.orders_oldest_message.alarm_actions, var.oncall_arn), false)
    error_message = "orders: the alarm oldest-message does not tell alarms.notify"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_errors.alarm_name == "${var.name}-work-errors"
    error_message = "work: the alarm errors has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.work_errors.namespace, aws_cloudwatch_metric_alarm.work_errors.metric_name, aws_cloudwatch_metric_alarm.work_errors.statistic] == ["AWS/Lambda", "Errors", "Sum"]
    error_message = "work: the alarm errors watches something else than Errors"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_errors.dimensions == tomap({ FunctionName = aws_lambda_function.work.function_name })
    error_message = "work: the alarm errors is about something else than work"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_errors.threshold == 1
    error_message = "work: the alarm errors is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_errors.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "work: the alarm errors is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.work_errors.alarm_actions, var.oncall_arn), false)
    error_message = "work: the alarm errors does not tell alarms.notify"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_throttles.alarm_name == "${var.name}-work-throttles"
    error_message = "work: the alarm throttles has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.work_throttles.namespace, aws_cloudwatch_metric_alarm.work_throttles.metric_name, aws_cloudwatch_metric_alarm.work_throttles.statistic] == ["AWS/Lambda", "Throttles", "Sum"]
    error_message = "work: the alarm throttles watches something else than Throttles"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_throttles.dimensions == tomap({ FunctionName = aws_lambda_function.work.function_name })
    error_message = "work: the alarm throttles is about something else than work"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_throttles.threshold == 1
    error_message = "work: the alarm throttles is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_throttles.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "work: the alarm throttles is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.work_throttles.alarm_actions, var.oncall_arn), false)
    error_message = "work: the alarm throttles does not tell alarms.notify"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.alarm_name == "${var.name}-orders-dead-letter-not-empty"
    error_message = "orders.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "orders.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.orders_dead_letter.name })
    error_message = "orders.dead_letter: the alarm not-empty is about something else than orders.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.threshold == 1
    error_message = "orders.dead_letter: the alarm not-empty is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "orders.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.alarm_actions, var.oncall_arn), false)
    error_message = "orders.dead_letter: the alarm not-empty does not tell alarms.notify"
  }
}
