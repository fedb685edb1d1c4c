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
    target = aws_cloudwatch_event_bus.operations
    values = { arn = "arn:aws:events:eu-west-1:123456789012:event-bus/operations" }
  }

  override_resource {
    target = aws_cloudwatch_event_bus.shop
    values = { arn = "arn:aws:events:eu-west-1:123456789012:event-bus/shop" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.instances
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/instances" }
  }

  override_resource {
    target = aws_iam_role.instances
    values = { arn = "arn:aws:iam::123456789012:role/instances" }
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
    target = aws_sqs_queue.instances_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:instances-dead-letter" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_cloudwatch_event_bus.operations.name == "${var.name}-operations"
    error_message = "operations: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.operations.kms_key_identifier == aws_kms_key.this.arn
    error_message = "operations: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.shop.name == "${var.name}-shop"
    error_message = "shop: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.instances.name == "${var.name}-instances"
    error_message = "instances: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.instances.event_bus_name, "default") == "default"
    error_message = "instances: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.instances.event_pattern)) == jsonencode({
      source      = ["aws.ec2"]
      detail-type = ["EC2 Instance State-change Notification"]
    })
    error_message = "instances: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.instances.state, "ENABLED") != "DISABLED"
    error_message = "instances: it is switched off"
  }

  assert {
    condition     = aws_iam_role.instances.name == "${var.name}-instances"
    error_message = "instances: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.instances.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "instances: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.instances.policy).Statement) == 1
    error_message = "instances: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.instances.role == aws_iam_role.instances.id
    error_message = "instances: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.instances.policy).Statement, {
      Sid      = "SendToOperations"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = aws_cloudwatch_event_bus.operations.arn
    }), false)
    error_message = "instances -> operations: the role of instances does not say SendToOperations as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.orders.name == "${var.name}-orders"
    error_message = "orders: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.orders.event_bus_name, "default") == aws_cloudwatch_event_bus.shop.name
    error_message = "orders: it listens to another bus"
  }

  assert {
    condition     = jsonencode(jsondecode(aws_cloudwatch_event_rule.orders.event_pattern)) == jsonencode({ detail-type = ["Order Placed", "Order Cancelled"] })
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
    condition     = length(jsondecode(aws_iam_role_policy.orders.policy).Statement) == 1
    error_message = "orders: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.orders.role == aws_iam_role.orders.id
    error_message = "orders: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.orders.policy).Statement, {
      Sid      = "SendToDefault"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
    }), false)
    error_message = "orders -> default: the role of orders does not say SendToDefault as it has to"
  }

  assert {
    condition     = aws_sqs_queue.instances_dead_letter.name == "${var.name}-instances-dead-letter"
    error_message = "instances.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.instances_dead_letter.fifo_queue, false) == false
    error_message = "instances.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.instances_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "instances.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.instances_dead_letter.queue_url == aws_sqs_queue.instances_dead_letter.url
    error_message = "instances.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.instances_dead_letter.policy).Statement) == 2
    error_message = "instances.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.instances_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.instances_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "instances.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.instances_dead_letter.policy).Statement, {
      Sid       = "EventsFromInstances"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.instances_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.instances.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "instances -> operations: the policy of instances.dead_letter does not say EventsFromInstances as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.instances_to_operations.rule == aws_cloudwatch_event_rule.instances.name
    error_message = "instances -> operations: the target is not that of instances"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.instances_to_operations.event_bus_name, "default") == "default"
    error_message = "instances -> operations: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.instances_to_operations.arn == aws_cloudwatch_event_bus.operations.arn
    error_message = "instances -> operations: what gets the events is not operations"
  }

  assert {
    condition     = aws_cloudwatch_event_target.instances_to_operations.role_arn == aws_iam_role.instances.arn
    error_message = "instances -> operations: the role is not that of instances"
  }

  assert {
    condition     = aws_cloudwatch_event_target.instances_to_operations.input == null
    error_message = "instances -> operations: operations gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.instances_to_operations.input_path == null
    error_message = "instances -> operations: operations gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.instances_to_operations.retry_policy[*].maximum_retry_attempts) == 20
    error_message = "instances -> operations: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.instances_to_operations.retry_policy[*].maximum_event_age_in_seconds) == 3600
    error_message = "instances -> operations: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.instances_to_operations.dead_letter_config[*].arn) == aws_sqs_queue.instances_dead_letter.arn
    error_message = "instances -> operations: what cannot be delivered does not go to instances.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_default.rule == aws_cloudwatch_event_rule.orders.name
    error_message = "orders -> default: the target is not that of orders"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.orders_to_default.event_bus_name, "default") == aws_cloudwatch_event_bus.shop.name
    error_message = "orders -> default: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_default.arn == "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
    error_message = "orders -> default: what gets the events is not default"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_default.role_arn == aws_iam_role.orders.arn
    error_message = "orders -> default: the role is not that of orders"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_default.input == null
    error_message = "orders -> default: default gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.orders_to_default.input_path == null
    error_message = "orders -> default: default gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.orders_to_default.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "orders -> default: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.orders_to_default.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "orders -> default: an event is tried for another time"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.orders_to_default.dead_letter_config) == 0
    error_message = "orders -> default: the page has no dead-letter queue here"
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
      Sid       = "EventsDescribe"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "kms:DescribeKey"
      Resource  = "*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }), false)
    error_message = "the key of the module does not say EventsDescribe as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "EventsOnBuses"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "kms:EncryptionContext:aws:events:event-bus:arn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}-operations"
        }
      }
    }), false)
    error_message = "the key of the module does not say EventsOnBuses as it has to"
  }
}
