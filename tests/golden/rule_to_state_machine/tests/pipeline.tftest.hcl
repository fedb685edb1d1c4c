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
    target = aws_iam_role.placed
    values = { arn = "arn:aws:iam::123456789012:role/placed" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.packed
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/packed" }
  }

  override_resource {
    target = aws_iam_role.packed
    values = { arn = "arn:aws:iam::123456789012:role/packed" }
  }

  override_resource {
    target = aws_sfn_state_machine.order
    values = { arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:order" }
  }

  override_resource {
    target = aws_iam_role.order
    values = { arn = "arn:aws:iam::123456789012:role/order" }
  }

  override_resource {
    target = aws_sfn_state_machine.position
    values = { arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:position" }
  }

  override_resource {
    target = aws_iam_role.position
    values = { arn = "arn:aws:iam::123456789012:role/position" }
  }

  override_resource {
    target = aws_sqs_queue.shipped
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:shipped" }
  }

  override_resource {
    target = aws_sqs_queue.shipped_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:shipped-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.placed_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:placed-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.packed_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:packed-dead-letter" }
  }
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
    })
    error_message = "placed: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.placed.state, "ENABLED") != "DISABLED"
    error_message = "placed: it is switched off"
  }

  assert {
    condition     = aws_iam_role.placed.name == "${var.name}-placed"
    error_message = "placed: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.placed.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "placed: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.placed.policy).Statement) == 1
    error_message = "placed: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.placed.role == aws_iam_role.placed.id
    error_message = "placed: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.placed.policy).Statement, {
      Sid      = "SendToOrder"
      Effect   = "Allow"
      Action   = "states:StartExecution"
      Resource = aws_sfn_state_machine.order.arn
    }), false)
    error_message = "placed -> order: the role of placed does not say SendToOrder as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.packed.name == "${var.name}-packed"
    error_message = "packed: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.packed.event_bus_name, "default") == "default"
    error_message = "packed: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.packed.event_pattern)) == jsonencode({
      source      = ["shop"]
      detail-type = ["Position Packed"]
    })
    error_message = "packed: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.packed.state, "ENABLED") != "DISABLED"
    error_message = "packed: it is switched off"
  }

  assert {
    condition     = aws_iam_role.packed.name == "${var.name}-packed"
    error_message = "packed: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.packed.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "packed: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.packed.policy).Statement) == 1
    error_message = "packed: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.packed.role == aws_iam_role.packed.id
    error_message = "packed: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.packed.policy).Statement, {
      Sid      = "SendToPosition"
      Effect   = "Allow"
      Action   = "states:StartExecution"
      Resource = aws_sfn_state_machine.position.arn
    }), false)
    error_message = "packed -> position: the role of packed does not say SendToPosition as it has to"
  }

  assert {
    condition     = aws_sfn_state_machine.order.name == "${var.name}-order"
    error_message = "order: it has another name"
  }

  assert {
    condition     = aws_sfn_state_machine.order.type == "STANDARD"
    error_message = "order: its type is not standard"
  }

  assert {
    condition     = aws_iam_role.order.name == "${var.name}-order"
    error_message = "order: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.order.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "states.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "order: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_sfn_state_machine.order.role_arn == aws_iam_role.order.arn
    error_message = "order: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.order.policy).Statement) == 2
    error_message = "order: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.order.role == aws_iam_role.order.id
    error_message = "order: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.order_execution.name == "/aws/vendedlogs/states/${var.name}-order"
    error_message = "order: its log group has another name"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.order.policy).Statement, {
      Sid    = "WriteLogs"
      Effect = "Allow"
      Action = [
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
      ]
      Resource = "*"
    }), false)
    error_message = "order: the role of order does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.order.policy).Statement, {
      Sid    = "WriteTraces"
      Effect = "Allow"
      Action = [
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
      ]
      Resource = "*"
    }), false)
    error_message = "order: the role of order does not say WriteTraces as it has to"
  }

  assert {
    condition     = aws_sfn_state_machine.position.name == "${var.name}-position"
    error_message = "position: it has another name"
  }

  assert {
    condition     = aws_sfn_state_machine.position.type == "EXPRESS"
    error_message = "position: its type is not express"
  }

  assert {
    condition     = aws_iam_role.position.name == "${var.name}-position"
    error_message = "position: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.position.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "states.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "position: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_sfn_state_machine.position.role_arn == aws_iam_role.position.arn
    error_message = "position: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.position.policy).Statement) == 1
    error_message = "position: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.position.role == aws_iam_role.position.id
    error_message = "position: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.position.policy).Statement, {
      Sid      = "Permission1"
      Effect   = "Allow"
      Action   = ["sqs:SendMessage"]
      Resource = [aws_sqs_queue.shipped.arn]
    }), false)
    error_message = "position: the role of position does not say Permission1 as it has to"
  }

  assert {
    condition     = aws_sqs_queue.shipped.name == "${var.name}-shipped"
    error_message = "shipped: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.shipped.fifo_queue, false) == false
    error_message = "shipped: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.shipped.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.shipped_dead_letter.arn
    error_message = "shipped: what nobody could handle does not go to shipped.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.shipped.redrive_policy).maxReceiveCount, null) == 5
    error_message = "shipped: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.shipped_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.shipped.arn]
    error_message = "shipped.dead_letter: it does not take the dead letters of shipped, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.shipped.queue_url == aws_sqs_queue.shipped.url
    error_message = "shipped: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.shipped.policy).Statement) == 1
    error_message = "shipped: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.shipped.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.shipped.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "shipped: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.shipped_dead_letter.name == "${var.name}-shipped-dead-letter"
    error_message = "shipped.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.shipped_dead_letter.fifo_queue, false) == false
    error_message = "shipped.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.shipped_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "shipped.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.shipped_dead_letter.queue_url == aws_sqs_queue.shipped_dead_letter.url
    error_message = "shipped.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.shipped_dead_letter.policy).Statement) == 1
    error_message = "shipped.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.shipped_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.shipped_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "shipped.dead_letter: its policy lets in who does not come over TLS"
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
    error_message = "placed -> order: the policy of placed.dead_letter does not say EventsFromPlaced as it has to"
  }

  assert {
    condition     = aws_sqs_queue.packed_dead_letter.name == "${var.name}-packed-dead-letter"
    error_message = "packed.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.packed_dead_letter.fifo_queue, false) == false
    error_message = "packed.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.packed_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "packed.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.packed_dead_letter.queue_url == aws_sqs_queue.packed_dead_letter.url
    error_message = "packed.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.packed_dead_letter.policy).Statement) == 2
    error_message = "packed.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.packed_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.packed_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "packed.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.packed_dead_letter.policy).Statement, {
      Sid       = "EventsFromPacked"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.packed_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.packed.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "packed -> position: the policy of packed.dead_letter does not say EventsFromPacked as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_order.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> order: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_order.event_bus_name, "default") == "default"
    error_message = "placed -> order: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_order.arn == aws_sfn_state_machine.order.arn
    error_message = "placed -> order: what gets the events is not order"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_order.role_arn == aws_iam_role.placed.arn
    error_message = "placed -> order: the role is not that of placed"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_order.input == null
    error_message = "placed -> order: order gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_order.input_path == "$.detail"
    error_message = "placed -> order: order gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_order.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "placed -> order: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_order.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "placed -> order: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_order.dead_letter_config[*].arn) == aws_sqs_queue.placed_dead_letter.arn
    error_message = "placed -> order: what cannot be delivered does not go to placed.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_event_target.packed_to_position.rule == aws_cloudwatch_event_rule.packed.name
    error_message = "packed -> position: the target is not that of packed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.packed_to_position.event_bus_name, "default") == "default"
    error_message = "packed -> position: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.packed_to_position.arn == aws_sfn_state_machine.position.arn
    error_message = "packed -> position: what gets the events is not position"
  }

  assert {
    condition     = aws_cloudwatch_event_target.packed_to_position.role_arn == aws_iam_role.packed.arn
    error_message = "packed -> position: the role is not that of packed"
  }

  assert {
    condition     = aws_cloudwatch_event_target.packed_to_position.input == null
    error_message = "packed -> position: position gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.packed_to_position.input_path == null
    error_message = "packed -> position: position gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.packed_to_position.retry_policy[*].maximum_retry_attempts) == 10
    error_message = "packed -> position: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.packed_to_position.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "packed -> position: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.packed_to_position.dead_letter_config[*].arn) == aws_sqs_queue.packed_dead_letter.arn
    error_message = "packed -> position: what cannot be delivered does not go to packed.dead_letter"
  }
}
