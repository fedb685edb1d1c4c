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
    target = aws_cloudwatch_event_rule.orders
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/orders" }
  }

  override_resource {
    target = aws_iam_role.orders
    values = { arn = "arn:aws:iam::123456789012:role/orders" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.visits
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/visits" }
  }

  override_resource {
    target = aws_iam_role.visits
    values = { arn = "arn:aws:iam::123456789012:role/visits" }
  }

  override_resource {
    target = aws_kinesis_stream.by_customer
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/by-customer" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_cloudwatch_event_rule.orders.name == "${var.name}-orders"
    error_message = "orders: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.orders.event_bus_name, "default") == "default"
    error_message = "orders: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.orders.event_pattern)) == jsonencode({
      source      = ["shop"]
      detail-type = [{ prefix = "Order" }]
    })
    error_message = "orders: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.orders.state, "ENABLED") != "DISABLED"
    error_message = "orders: it is switched off"
  }

  assert {
    condition     = aws_iam_role.orders.name == "${var.name}-orders"
    error_message = "orders: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.orders.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "orders: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.orders.policy).Statement) == 2
    error_message = "orders: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.orders.role == aws_iam_role.orders.id
    error_message = "orders: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.orders.policy).Statement, {
      Sid      = "SendToByCustomer"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.by_customer.arn
    }), false)
    error_message = "orders -> by-customer: the role of orders does not say SendToByCustomer as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.orders.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "orders -> by-customer: the role of orders does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.visits.name == "${var.name}-visits"
    error_message = "visits: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.visits.event_bus_name, "default") == "default"
    error_message = "visits: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.visits.event_pattern)) == jsonencode({
      source      = ["shop"]
      detail-type = ["Visit"]
    })
    error_message = "visits: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.visits.state, "ENABLED") != "DISABLED"
    error_message = "visits: it is switched off"
  }

  assert {
    condition     = aws_iam_role.visits.name == "${var.name}-visits"
    error_message = "visits: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.visits.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "visits: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.visits.policy).Statement) == 2
    error_message = "visits: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.visits.role == aws_iam_role.visits.id
    error_message = "visits: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.visits.policy).Statement, {
      Sid      = "SendToByCustomer"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.by_customer.arn
    }), false)
    error_message = "visits -> by-customer: the role of visits does not say SendToByCustomer as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.visits.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "visits -> by-customer: the role of visits does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_kinesis_stream.by_customer.name == "${var.name}-by-customer"
    error_message = "by-customer: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.by_customer.stream_mode_details[*].stream_mode) == "PROVISIONED"
    error_message = "by-customer: its mode is not provisioned"
  }

  assert {
    condition     = aws_kinesis_stream.by_customer.shard_count == 4
    error_message = "by-customer: it has not 4 shards"
  }

  assert {
    condition     = aws_kinesis_stream.by_customer.kms_key_id == aws_kms_key.this.arn
    error_message = "by-customer: it is not encrypted with the key of the page"
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
    condition     = length(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement) == 2
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
    condition = try(contains(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement, {
      Sid       = "EventsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.orders_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> by-customer: the policy of orders.dead_letter does not say EventsFromOrders as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_by_customer.rule == aws_cloudwatch_event_rule.orders.name
    error_message = "orders -> by-customer: the target is not that of orders"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.orders_to_by_customer.event_bus_name, "default") == "default"
    error_message = "orders -> by-customer: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_by_customer.arn == aws_kinesis_stream.by_customer.arn
    error_message = "orders -> by-customer: what gets the events is not by-customer"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_by_customer.role_arn == aws_iam_role.orders.arn
    error_message = "orders -> by-customer: the role is not that of orders"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_by_customer.input == null
    error_message = "orders -> by-customer: by-customer gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_by_customer.input_path == null
    error_message = "orders -> by-customer: by-customer gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.orders_to_by_customer.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "orders -> by-customer: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.orders_to_by_customer.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "orders -> by-customer: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.orders_to_by_customer.dead_letter_config[*].arn) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> by-customer: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.orders_to_by_customer.kinesis_target[*].partition_key_path) == "$.detail.customer"
    error_message = "orders -> by-customer: records have another partition key"
  }

  assert {
    condition     = aws_cloudwatch_event_target.visits_to_by_customer.rule == aws_cloudwatch_event_rule.visits.name
    error_message = "visits -> by-customer: the target is not that of visits"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.visits_to_by_customer.event_bus_name, "default") == "default"
    error_message = "visits -> by-customer: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.visits_to_by_customer.arn == aws_kinesis_stream.by_customer.arn
    error_message = "visits -> by-customer: what gets the events is not by-customer"
  }

  assert {
    condition     = aws_cloudwatch_event_target.visits_to_by_customer.role_arn == aws_iam_role.visits.arn
    error_message = "visits -> by-customer: the role is not that of visits"
  }

  assert {
    condition     = aws_cloudwatch_event_target.visits_to_by_customer.input == null
    error_message = "visits -> by-customer: by-customer gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.visits_to_by_customer.input_path == null
    error_message = "visits -> by-customer: by-customer gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.visits_to_by_customer.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "visits -> by-customer: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.visits_to_by_customer.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "visits -> by-customer: an event is tried for another time"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.visits_to_by_customer.dead_letter_config) == 0
    error_message = "visits -> by-customer: the page has no dead-letter queue here"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.visits_to_by_customer.kinesis_target) == 0
    error_message = "visits -> by-customer: records have another partition key"
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation == true
    error_message = "the key of the module does not rotate"
  }

  assert {
    condition     = aws_kms_key_policy.this.key_id == aws_kms_key.this.key_id
    error_message = "the policy is of another key"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say Account as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "RolesThatSend"
      Effect    = "Allow"
      Principal = { AWS = [aws_iam_role.orders.arn, aws_iam_role.visits.arn] }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }
}
