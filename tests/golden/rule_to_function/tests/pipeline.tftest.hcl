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
    target = aws_cloudwatch_event_rule.placed
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/placed" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.cancelled
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/cancelled" }
  }

  override_resource {
    target = aws_lambda_function.greet
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:greet" }
  }

  override_resource {
    target = aws_iam_role.greet
    values = { arn = "arn:aws:iam::123456789012:role/greet" }
  }

  override_resource {
    target = aws_lambda_function.count
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:count" }
  }

  override_resource {
    target = aws_iam_role.count
    values = { arn = "arn:aws:iam::123456789012:role/count" }
  }

  override_resource {
    target = aws_sqs_queue.not_greeted
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:not-greeted" }
  }

  override_resource {
    target = aws_sqs_queue.placed_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:placed-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.count_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:count-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.cancelled_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:cancelled-dead-letter" }
  }
}

variables {
  refund_arn    = "arn:aws:lambda:eu-west-1:123456789012:function:refund"
  count_package = "versions.tf"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_cloudwatch_event_rule.placed.name == "${var.name}-placed"
    error_message = "placed: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.placed.event_bus_name, "default") == "default"
    error_message = "placed: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.placed.event_pattern)) == jsonencode({
      source      = ["shop"]
      detail-type = ["Order Placed"]
      detail      = { total = [{ numeric = [">=", 100] }] }
    })
    error_message = "placed: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.placed.state, "ENABLED") != "DISABLED"
    error_message = "placed: it is switched off"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.cancelled.name == "${var.name}-cancelled"
    error_message = "cancelled: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.cancelled.event_bus_name, "default") == "default"
    error_message = "cancelled: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.cancelled.event_pattern)) == jsonencode({
      source      = ["shop"]
      detail-type = ["Order Cancelled"]
    })
    error_message = "cancelled: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.cancelled.state, "ENABLED") != "DISABLED"
    error_message = "cancelled: it is switched off"
  }

  assert {
    condition     = aws_lambda_function.greet.function_name == "${var.name}-greet"
    error_message = "greet: it has another name"
  }

  assert {
    condition     = aws_iam_role.greet.name == "${var.name}-greet"
    error_message = "greet: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.greet.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "greet: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.greet.role == aws_iam_role.greet.arn
    error_message = "greet: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.greet.policy).Statement) == 3
    error_message = "greet: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.greet.role == aws_iam_role.greet.id
    error_message = "greet: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.greet.name == "/aws/lambda/${var.name}-greet"
    error_message = "greet: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.greet.logging_config[*].log_group) == aws_cloudwatch_log_group.greet.name
    error_message = "greet: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.greet.function_name == aws_lambda_function.greet.function_name
    error_message = "greet: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.greet.maximum_retry_attempts == 2
    error_message = "greet: a failed event is not tried 2 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.greet.maximum_event_age_in_seconds == 21600
    error_message = "greet: an event does not wait for 21600 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.greet.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.not_greeted.arn
    error_message = "greet: what it fails on does not go to not-greeted"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.greet.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.greet.arn}:*"
    }), false)
    error_message = "greet: the role of greet does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.greet.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "greet: the role of greet does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.greet.policy).Statement, {
      Sid      = "SendToNotGreeted"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.not_greeted.arn
    }), false)
    error_message = "greet: the role of greet does not say SendToNotGreeted as it has to"
  }

  assert {
    condition     = aws_lambda_function.count.function_name == "${var.name}-count"
    error_message = "count: it has another name"
  }

  assert {
    condition     = aws_iam_role.count.name == "${var.name}-count"
    error_message = "count: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.count.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "count: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.count.role == aws_iam_role.count.arn
    error_message = "count: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.count.policy).Statement) == 3
    error_message = "count: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.count.role == aws_iam_role.count.id
    error_message = "count: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.count.name == "/aws/lambda/${var.name}-count"
    error_message = "count: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.count.logging_config[*].log_group) == aws_cloudwatch_log_group.count.name
    error_message = "count: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.count.function_name == aws_lambda_function.count.function_name
    error_message = "count: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.count.maximum_retry_attempts == 2
    error_message = "count: a failed event is not tried 2 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.count.maximum_event_age_in_seconds == 21600
    error_message = "count: an event does not wait for 21600 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.count.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.count_dead_letter.arn
    error_message = "count: what it fails on does not go to count.dead_letter"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.count.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.count.arn}:*"
    }), false)
    error_message = "count: the role of count does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.count.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "count: the role of count does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.count.policy).Statement, {
      Sid      = "SendToCountDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.count_dead_letter.arn
    }), false)
    error_message = "placed -> count: the role of count does not say SendToCountDeadLetter as it has to"
  }

  assert {
    condition     = aws_sqs_queue.not_greeted.name == "${var.name}-not-greeted"
    error_message = "not-greeted: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.not_greeted.fifo_queue, false) == false
    error_message = "not-greeted: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.not_greeted.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "not-greeted: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.not_greeted.queue_url == aws_sqs_queue.not_greeted.url
    error_message = "not-greeted: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.not_greeted.policy).Statement) == 1
    error_message = "not-greeted: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.not_greeted.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.not_greeted.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "not-greeted: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.placed_dead_letter.name == "${var.name}-placed-dead-letter"
    error_message = "placed.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.placed_dead_letter.fifo_queue, false) == false
    error_message = "placed.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.placed_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "placed.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.placed_dead_letter.queue_url == aws_sqs_queue.placed_dead_letter.url
    error_message = "placed.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.placed_dead_letter.policy).Statement) == 2
    error_message = "placed.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.placed_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.placed_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "placed.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.placed_dead_letter.policy).Statement, {
      Sid       = "EventsFromPlaced"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.placed_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.placed.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "placed -> greet: the policy of placed.dead_letter does not say EventsFromPlaced as it has to"
  }

  assert {
    condition     = aws_sqs_queue.count_dead_letter.name == "${var.name}-count-dead-letter"
    error_message = "count.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.count_dead_letter.fifo_queue, false) == false
    error_message = "count.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.count_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "count.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.count_dead_letter.queue_url == aws_sqs_queue.count_dead_letter.url
    error_message = "count.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.count_dead_letter.policy).Statement) == 1
    error_message = "count.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.count_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.count_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "count.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.cancelled_dead_letter.name == "${var.name}-cancelled-dead-letter"
    error_message = "cancelled.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.cancelled_dead_letter.fifo_queue, false) == false
    error_message = "cancelled.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.cancelled_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "cancelled.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.cancelled_dead_letter.queue_url == aws_sqs_queue.cancelled_dead_letter.url
    error_message = "cancelled.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.cancelled_dead_letter.policy).Statement) == 2
    error_message = "cancelled.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.cancelled_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.cancelled_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "cancelled.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.cancelled_dead_letter.policy).Statement, {
      Sid       = "EventsFromCancelled"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.cancelled_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.cancelled.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "cancelled -> refund: the policy of cancelled.dead_letter does not say EventsFromCancelled as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_greet.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> greet: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_greet.event_bus_name, "default") == "default"
    error_message = "placed -> greet: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_greet.arn == aws_lambda_function.greet.arn
    error_message = "placed -> greet: what gets the events is not greet"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_greet.input == null
    error_message = "placed -> greet: greet gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_greet.input_path == null
    error_message = "placed -> greet: greet gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_greet.retry_policy[*].maximum_retry_attempts) == 3
    error_message = "placed -> greet: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_greet.retry_policy[*].maximum_event_age_in_seconds) == 900
    error_message = "placed -> greet: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_greet.dead_letter_config[*].arn) == aws_sqs_queue.placed_dead_letter.arn
    error_message = "placed -> greet: what cannot be delivered does not go to placed.dead_letter"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_greet.principal == "events.amazonaws.com"
    error_message = "placed -> greet: events.amazonaws.com may not invoke greet, or others may"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_greet.action == "lambda:InvokeFunction"
    error_message = "placed -> greet: greet may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_greet.function_name == aws_lambda_function.greet.function_name
    error_message = "placed -> greet: the permission is not that of greet"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_greet.source_arn == aws_cloudwatch_event_rule.placed.arn
    error_message = "placed -> greet: the permission is not on behalf of placed"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_greet.source_account == local.account_id
    error_message = "placed -> greet: other accounts may invoke greet"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_count.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> count: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_count.event_bus_name, "default") == "default"
    error_message = "placed -> count: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_count.arn == aws_lambda_function.count.arn
    error_message = "placed -> count: what gets the events is not count"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_count.input == null
    error_message = "placed -> count: count gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_count.input_path == null
    error_message = "placed -> count: count gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_count.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "placed -> count: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_count.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "placed -> count: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_count.dead_letter_config[*].arn) == aws_sqs_queue.placed_dead_letter.arn
    error_message = "placed -> count: what cannot be delivered does not go to placed.dead_letter"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_count.principal == "events.amazonaws.com"
    error_message = "placed -> count: events.amazonaws.com may not invoke count, or others may"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_count.action == "lambda:InvokeFunction"
    error_message = "placed -> count: count may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_count.function_name == aws_lambda_function.count.function_name
    error_message = "placed -> count: the permission is not that of count"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_count.source_arn == aws_cloudwatch_event_rule.placed.arn
    error_message = "placed -> count: the permission is not on behalf of placed"
  }

  assert {
    condition     = aws_lambda_permission.placed_to_count.source_account == local.account_id
    error_message = "placed -> count: other accounts may invoke count"
  }

  assert {
    condition     = aws_cloudwatch_event_target.cancelled_to_refund.rule == aws_cloudwatch_event_rule.cancelled.name
    error_message = "cancelled -> refund: the target is not that of cancelled"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.cancelled_to_refund.event_bus_name, "default") == "default"
    error_message = "cancelled -> refund: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.cancelled_to_refund.arn == var.refund_arn
    error_message = "cancelled -> refund: what gets the events is not refund"
  }

  assert {
    condition     = aws_cloudwatch_event_target.cancelled_to_refund.input == jsonencode("{\"reason\": \"cancelled\"}")
    error_message = "cancelled -> refund: refund gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.cancelled_to_refund.input_path == null
    error_message = "cancelled -> refund: refund gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.cancelled_to_refund.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "cancelled -> refund: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.cancelled_to_refund.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "cancelled -> refund: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.cancelled_to_refund.dead_letter_config[*].arn) == aws_sqs_queue.cancelled_dead_letter.arn
    error_message = "cancelled -> refund: what cannot be delivered does not go to cancelled.dead_letter"
  }

  assert {
    condition     = aws_lambda_permission.cancelled_to_refund.principal == "events.amazonaws.com"
    error_message = "cancelled -> refund: events.amazonaws.com may not invoke refund, or others may"
  }

  assert {
    condition     = aws_lambda_permission.cancelled_to_refund.action == "lambda:InvokeFunction"
    error_message = "cancelled -> refund: refund may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.cancelled_to_refund.function_name == var.refund_arn
    error_message = "cancelled -> refund: the permission is not that of refund"
  }

  assert {
    condition     = aws_lambda_permission.cancelled_to_refund.source_arn == aws_cloudwatch_event_rule.cancelled.arn
    error_message = "cancelled -> refund: the permission is not on behalf of cancelled"
  }

  assert {
    condition     = aws_lambda_permission.cancelled_to_refund.source_account == local.account_id
    error_message = "cancelled -> refund: other accounts may invoke refund"
  }
}
