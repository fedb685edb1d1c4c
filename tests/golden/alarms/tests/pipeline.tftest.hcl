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
    target = aws_sns_topic.oncall
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:oncall" }
  }

  override_resource {
    target = aws_sns_topic.orders
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:orders" }
  }

  override_resource {
    target = aws_cloudwatch_event_bus.shop
    values = { arn = "arn:aws:events:eu-west-1:123456789012:event-bus/shop" }
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
    target = aws_cloudwatch_event_rule.returned
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/returned" }
  }

  override_resource {
    target = aws_sqs_queue.inbox
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:inbox" }
  }

  override_resource {
    target = aws_sqs_queue.audit
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:audit" }
  }

  override_resource {
    target = aws_sqs_queue.failed
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:failed" }
  }

  override_resource {
    target = aws_sqs_queue.bulk
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:bulk" }
  }

  override_resource {
    target = aws_kinesis_stream.clicks
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks" }
  }

  override_resource {
    target = aws_kinesis_stream.taps
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/taps" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.to_lake
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/to-lake" }
  }

  override_resource {
    target = aws_iam_role.to_lake
    values = { arn = "arn:aws:iam::123456789012:role/to_lake" }
  }

  override_resource {
    target = aws_s3_bucket.lake
    values = { arn = "arn:aws:s3:::lake" }
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
    target = aws_iam_role.ingest
    values = { arn = "arn:aws:iam::123456789012:role/ingest" }
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
    target = aws_lambda_function.tell
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:tell" }
  }

  override_resource {
    target = aws_iam_role.tell
    values = { arn = "arn:aws:iam::123456789012:role/tell" }
  }

  override_resource {
    target = aws_sqs_queue.inbox_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:inbox-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.audit_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:audit-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.bulk_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:bulk-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.oncall_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:oncall-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.placed_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:placed-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.returned_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:returned-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.tell_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:tell-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.clicks_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:clicks-dead-letter" }
  }
}

variables {
  team_email = "team@example.com"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sns_topic.oncall.name == "${var.name}-oncall"
    error_message = "oncall: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.oncall.fifo_topic, false) == false
    error_message = "oncall: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic.oncall.kms_master_key_id == aws_kms_key.this.arn
    error_message = "oncall: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.oncall.arn == aws_sns_topic.oncall.arn
    error_message = "oncall: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.oncall.policy).Statement) == 2
    error_message = "oncall: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.oncall.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.oncall.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "oncall: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.oncall.policy).Statement, {
      Sid       = "CloudwatchAlarms"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.oncall.arn
      Condition = {
        ArnLike = {
          "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-*"
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "alarms: the policy of oncall does not say CloudwatchAlarms as it has to"
  }

  assert {
    condition     = aws_sns_topic.orders.name == "${var.name}-orders"
    error_message = "orders: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.orders.fifo_topic, false) == false
    error_message = "orders: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic_policy.orders.arn == aws_sns_topic.orders.arn
    error_message = "orders: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.orders.policy).Statement) == 2
    error_message = "orders: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.orders.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.orders.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "orders: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.orders.policy).Statement, {
      Sid       = "EventsFromPlaced"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.orders.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.placed.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "placed -> orders: the policy of orders does not say EventsFromPlaced as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.shop.name == "${var.name}-shop"
    error_message = "shop: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.placed.name == "${var.name}-placed"
    error_message = "placed: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.placed.event_bus_name, "default") == aws_cloudwatch_event_bus.shop.name
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
    condition     = aws_cloudwatch_event_rule.returned.name == "${var.name}-returned"
    error_message = "returned: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.returned.event_bus_name, "default") == "default"
    error_message = "returned: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.returned.event_pattern)) == jsonencode({
      source      = ["shop"]
      detail-type = ["Order Returned"]
    })
    error_message = "returned: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.returned.state, "ENABLED") != "DISABLED"
    error_message = "returned: it is switched off"
  }

  assert {
    condition     = aws_sqs_queue.inbox.name == "${var.name}-inbox"
    error_message = "inbox: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.inbox.fifo_queue, false) == false
    error_message = "inbox: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.inbox.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.inbox_dead_letter.arn
    error_message = "inbox: what nobody could handle does not go to inbox.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.inbox.redrive_policy).maxReceiveCount, null) == 5
    error_message = "inbox: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.inbox_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.inbox.arn]
    error_message = "inbox.dead_letter: it does not take the dead letters of inbox, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.inbox.queue_url == aws_sqs_queue.inbox.url
    error_message = "inbox: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.inbox.policy).Statement) == 2
    error_message = "inbox: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.inbox.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.inbox.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "inbox: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.inbox.policy).Statement, {
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.inbox.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> inbox: the policy of inbox does not say SnsFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.audit.name == "${var.name}-audit"
    error_message = "audit: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.audit.fifo_queue, false) == false
    error_message = "audit: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.audit.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.audit_dead_letter.arn
    error_message = "audit: what nobody could handle does not go to audit.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.audit.redrive_policy).maxReceiveCount, null) == 5
    error_message = "audit: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.audit_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.audit.arn]
    error_message = "audit.dead_letter: it does not take the dead letters of audit, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.audit.queue_url == aws_sqs_queue.audit.url
    error_message = "audit: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.audit.policy).Statement) == 2
    error_message = "audit: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audit.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.audit.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "audit: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audit.policy).Statement, {
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.audit.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> audit: the policy of audit does not say SnsFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.failed.name == "${var.name}-failed"
    error_message = "failed: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.failed.fifo_queue, false) == false
    error_message = "failed: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.failed.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "failed: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.failed.queue_url == aws_sqs_queue.failed.url
    error_message = "failed: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.failed.policy).Statement) == 1
    error_message = "failed: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.failed.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.failed.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "failed: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.bulk.name == "${var.name}-bulk"
    error_message = "bulk: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.bulk.fifo_queue, false) == false
    error_message = "bulk: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bulk.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.bulk_dead_letter.arn
    error_message = "bulk: what nobody could handle does not go to bulk.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bulk.redrive_policy).maxReceiveCount, null) == 5
    error_message = "bulk: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.bulk_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.bulk.arn]
    error_message = "bulk.dead_letter: it does not take the dead letters of bulk, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.bulk.queue_url == aws_sqs_queue.bulk.url
    error_message = "bulk: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.bulk.policy).Statement) == 2
    error_message = "bulk: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bulk.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.bulk.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "bulk: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bulk.policy).Statement, {
      Sid       = "EventsFromReturned"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.bulk.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.returned.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "returned -> bulk: the policy of bulk does not say EventsFromReturned as it has to"
  }

  assert {
    condition     = aws_kinesis_stream.clicks.name == "${var.name}-clicks"
    error_message = "clicks: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.clicks.stream_mode_details[*].stream_mode) == "PROVISIONED"
    error_message = "clicks: its mode is not provisioned"
  }

  assert {
    condition     = aws_kinesis_stream.clicks.shard_count == 1
    error_message = "clicks: it has not 1 shards"
  }

  assert {
    condition     = aws_kinesis_stream.taps.name == "${var.name}-taps"
    error_message = "taps: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.taps.stream_mode_details[*].stream_mode) == "PROVISIONED"
    error_message = "taps: its mode is not provisioned"
  }

  assert {
    condition     = aws_kinesis_stream.taps.shard_count == 1
    error_message = "taps: it has not 1 shards"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.to_lake.name == "${var.name}-to-lake"
    error_message = "to-lake: it has another name"
  }

  assert {
    condition     = aws_iam_role.to_lake.name == "${var.name}-to-lake"
    error_message = "to-lake: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.to_lake.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "to-lake: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.to_lake.policy).Statement) == 4
    error_message = "to-lake: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.to_lake.role == aws_iam_role.to_lake.id
    error_message = "to-lake: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.extended_s3_configuration[*].role_arn) == aws_iam_role.to_lake.arn
    error_message = "to-lake: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.to_lake_delivery.name == "/aws/kinesisfirehose/${var.name}-to-lake"
    error_message = "to-lake: its log group has another name"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.to_lake_delivery.arn}:*"
    }), false)
    error_message = "to-lake: the role of to-lake does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.kinesis_source_configuration[*].kinesis_stream_arn) == aws_kinesis_stream.clicks.arn
    error_message = "clicks -> to-lake: what is read is not clicks"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid    = "ReceiveFromClicks"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:GetShardIterator",
        "kinesis:GetRecords",
        "kinesis:ListShards",
      ]
      Resource = aws_kinesis_stream.clicks.arn
    }), false)
    error_message = "clicks -> to-lake: the role of to-lake does not say ReceiveFromClicks as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.lake.arn
    error_message = "to-lake -> lake: what is written to is not lake"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "ListLake"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.lake.arn
    }), false)
    error_message = "to-lake -> lake: the role of to-lake does not say ListLake as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "WriteToLake"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.lake.arn}/*"
    }), false)
    error_message = "to-lake -> lake: the role of to-lake does not say WriteToLake as it has to"
  }

  assert {
    condition     = aws_s3_bucket.lake.bucket_prefix == "${var.name}-lake-"
    error_message = "lake: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.lake.block_public_acls && aws_s3_bucket_public_access_block.lake.block_public_policy && aws_s3_bucket_public_access_block.lake.ignore_public_acls && aws_s3_bucket_public_access_block.lake.restrict_public_buckets])
    error_message = "lake: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.lake.bucket == aws_s3_bucket.lake.bucket
    error_message = "lake: what is closed to the public is another bucket"
  }

  assert {
    condition     = aws_s3_bucket_policy.lake.bucket == aws_s3_bucket.lake.bucket
    error_message = "lake: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.lake.policy).Statement) == 1
    error_message = "lake: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.lake.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.lake.arn, "${aws_s3_bucket.lake.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "lake: its policy lets in who does not come over TLS"
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
    condition     = aws_api_gateway_rest_api.ingest.name == "${var.name}-ingest"
    error_message = "ingest: it has another name"
  }

  assert {
    condition     = aws_api_gateway_stage.ingest.rest_api_id == aws_api_gateway_rest_api.ingest.id
    error_message = "ingest: the stage is not that of ingest"
  }

  assert {
    condition     = aws_api_gateway_stage.ingest.stage_name == "v1"
    error_message = "ingest: its stage is not called v1"
  }

  assert {
    condition     = aws_api_gateway_stage.ingest.deployment_id == aws_api_gateway_deployment.ingest.id
    error_message = "ingest: its stage shows another deployment"
  }

  assert {
    condition     = aws_cloudwatch_log_group.ingest_access.name == "/aws/apigateway/${var.name}-ingest"
    error_message = "ingest: its log group has another name"
  }

  assert {
    condition     = aws_iam_role.ingest.name == "${var.name}-ingest"
    error_message = "ingest: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.ingest.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "apigateway.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "ingest: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.ingest.policy).Statement) == 1
    error_message = "ingest: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.ingest.role == aws_iam_role.ingest.id
    error_message = "ingest: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.ingest.policy).Statement, {
      Sid      = "SendToClicks"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.clicks.arn
    }), false)
    error_message = "ingest -> clicks: the role of ingest does not say SendToClicks as it has to"
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
    condition     = length(jsondecode(aws_iam_role_policy.work.policy).Statement) == 5
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
      Sid      = "ReceiveFromInbox"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.inbox.arn
    }), false)
    error_message = "inbox -> work: the role of work does not say ReceiveFromInbox as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid    = "ReceiveFromClicks"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
      ]
      Resource = aws_kinesis_stream.clicks.arn
    }), false)
    error_message = "clicks -> work: the role of work does not say ReceiveFromClicks as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "SendToClicksDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.clicks_dead_letter.arn
    }), false)
    error_message = "clicks -> work: the role of work does not say SendToClicksDeadLetter as it has to"
  }

  assert {
    condition     = aws_lambda_function.tell.function_name == "${var.name}-tell"
    error_message = "tell: it has another name"
  }

  assert {
    condition     = aws_iam_role.tell.name == "${var.name}-tell"
    error_message = "tell: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.tell.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "tell: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.tell.role == aws_iam_role.tell.arn
    error_message = "tell: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.tell.policy).Statement) == 5
    error_message = "tell: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.tell.role == aws_iam_role.tell.id
    error_message = "tell: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.tell.name == "/aws/lambda/${var.name}-tell"
    error_message = "tell: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.tell.logging_config[*].log_group) == aws_cloudwatch_log_group.tell.name
    error_message = "tell: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.tell.function_name == aws_lambda_function.tell.function_name
    error_message = "tell: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.tell.maximum_retry_attempts == 2
    error_message = "tell: a failed event is not tried 2 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.tell.maximum_event_age_in_seconds == 21600
    error_message = "tell: an event does not wait for 21600 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.tell.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.tell_dead_letter.arn
    error_message = "tell: what it fails on does not go to tell.dead_letter"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.tell.arn}:*"
    }), false)
    error_message = "tell: the role of tell does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "tell: the role of tell does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "SendToTellDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.tell_dead_letter.arn
    }), false)
    error_message = "orders -> tell: the role of tell does not say SendToTellDeadLetter as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid    = "ReceiveFromTaps"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
      ]
      Resource = aws_kinesis_stream.taps.arn
    }), false)
    error_message = "taps -> tell: the role of tell does not say ReceiveFromTaps as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "SendToFailed"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.failed.arn
    }), false)
    error_message = "taps -> tell: the role of tell does not say SendToFailed as it has to"
  }

  assert {
    condition     = aws_sqs_queue.inbox_dead_letter.name == "${var.name}-inbox-dead-letter"
    error_message = "inbox.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.inbox_dead_letter.fifo_queue, false) == false
    error_message = "inbox.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.inbox_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "inbox.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.inbox_dead_letter.queue_url == aws_sqs_queue.inbox_dead_letter.url
    error_message = "inbox.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.inbox_dead_letter.policy).Statement) == 1
    error_message = "inbox.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.inbox_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.inbox_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "inbox.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.audit_dead_letter.name == "${var.name}-audit-dead-letter"
    error_message = "audit.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.audit_dead_letter.fifo_queue, false) == false
    error_message = "audit.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.audit_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "audit.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.audit_dead_letter.queue_url == aws_sqs_queue.audit_dead_letter.url
    error_message = "audit.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.audit_dead_letter.policy).Statement) == 1
    error_message = "audit.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audit_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.audit_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "audit.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.bulk_dead_letter.name == "${var.name}-bulk-dead-letter"
    error_message = "bulk.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.bulk_dead_letter.fifo_queue, false) == false
    error_message = "bulk.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bulk_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "bulk.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.bulk_dead_letter.queue_url == aws_sqs_queue.bulk_dead_letter.url
    error_message = "bulk.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.bulk_dead_letter.policy).Statement) == 1
    error_message = "bulk.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bulk_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.bulk_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "bulk.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.oncall_dead_letter.name == "${var.name}-oncall-dead-letter"
    error_message = "oncall.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.oncall_dead_letter.fifo_queue, false) == false
    error_message = "oncall.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.oncall_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "oncall.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.oncall_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "oncall.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.oncall_dead_letter.queue_url == aws_sqs_queue.oncall_dead_letter.url
    error_message = "oncall.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.oncall_dead_letter.policy).Statement) == 2
    error_message = "oncall.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.oncall_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.oncall_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "oncall.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.oncall_dead_letter.policy).Statement, {
      Sid       = "SnsFromOncall"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.oncall_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.oncall.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "oncall -> team: the policy of oncall.dead_letter does not say SnsFromOncall as it has to"
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
    error_message = "placed -> orders: the policy of placed.dead_letter does not say EventsFromPlaced as it has to"
  }

  assert {
    condition     = aws_sqs_queue.returned_dead_letter.name == "${var.name}-returned-dead-letter"
    error_message = "returned.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.returned_dead_letter.fifo_queue, false) == false
    error_message = "returned.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.returned_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "returned.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.returned_dead_letter.queue_url == aws_sqs_queue.returned_dead_letter.url
    error_message = "returned.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.returned_dead_letter.policy).Statement) == 2
    error_message = "returned.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.returned_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.returned_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "returned.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.returned_dead_letter.policy).Statement, {
      Sid       = "EventsFromReturned"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.returned_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.returned.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "returned -> bulk: the policy of returned.dead_letter does not say EventsFromReturned as it has to"
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
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.orders_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> inbox: the policy of orders.dead_letter does not say SnsFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.tell_dead_letter.name == "${var.name}-tell-dead-letter"
    error_message = "tell.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.tell_dead_letter.fifo_queue, false) == false
    error_message = "tell.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.tell_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "tell.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.tell_dead_letter.queue_url == aws_sqs_queue.tell_dead_letter.url
    error_message = "tell.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.tell_dead_letter.policy).Statement) == 1
    error_message = "tell.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.tell_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.tell_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "tell.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.clicks_dead_letter.name == "${var.name}-clicks-dead-letter"
    error_message = "clicks.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.clicks_dead_letter.fifo_queue, false) == false
    error_message = "clicks.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.clicks_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "clicks.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.clicks_dead_letter.queue_url == aws_sqs_queue.clicks_dead_letter.url
    error_message = "clicks.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.clicks_dead_letter.policy).Statement) == 1
    error_message = "clicks.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.clicks_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.clicks_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "clicks.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sns_topic_subscription.oncall_to_team.topic_arn == aws_sns_topic.oncall.arn
    error_message = "oncall -> team: the subscription is not one of oncall"
  }

  assert {
    condition     = aws_sns_topic_subscription.oncall_to_team.protocol == "email"
    error_message = "oncall -> team: team gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.oncall_to_team.endpoint == var.team_email
    error_message = "oncall -> team: what gets the messages is not team"
  }

  assert {
    condition     = aws_sns_topic_subscription.oncall_to_team.filter_policy == null
    error_message = "oncall -> team: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.oncall_to_team.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.oncall_dead_letter.arn
    error_message = "oncall -> team: what cannot be delivered does not go to oncall.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_orders.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> orders: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_orders.event_bus_name, "default") == aws_cloudwatch_event_bus.shop.name
    error_message = "placed -> orders: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_orders.arn == aws_sns_topic.orders.arn
    error_message = "placed -> orders: what gets the events is not orders"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_orders.input == null
    error_message = "placed -> orders: orders gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_orders.input_path == null
    error_message = "placed -> orders: orders gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_orders.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "placed -> orders: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_orders.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "placed -> orders: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_orders.dead_letter_config[*].arn) == aws_sqs_queue.placed_dead_letter.arn
    error_message = "placed -> orders: what cannot be delivered does not go to placed.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_order.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> order: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_order.event_bus_name, "default") == aws_cloudwatch_event_bus.shop.name
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
    condition     = aws_cloudwatch_event_target.placed_to_order.input_path == null
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
    condition     = aws_cloudwatch_event_target.returned_to_bulk.rule == aws_cloudwatch_event_rule.returned.name
    error_message = "returned -> bulk: the target is not that of returned"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.returned_to_bulk.event_bus_name, "default") == "default"
    error_message = "returned -> bulk: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.returned_to_bulk.arn == aws_sqs_queue.bulk.arn
    error_message = "returned -> bulk: what gets the events is not bulk"
  }

  assert {
    condition     = aws_cloudwatch_event_target.returned_to_bulk.input == null
    error_message = "returned -> bulk: bulk gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.returned_to_bulk.input_path == null
    error_message = "returned -> bulk: bulk gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.returned_to_bulk.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "returned -> bulk: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.returned_to_bulk.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "returned -> bulk: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.returned_to_bulk.dead_letter_config[*].arn) == aws_sqs_queue.returned_dead_letter.arn
    error_message = "returned -> bulk: what cannot be delivered does not go to returned.dead_letter"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.returned_to_bulk.sqs_target) == 0
    error_message = "returned -> bulk: events come in another message group"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_inbox.topic_arn == aws_sns_topic.orders.arn
    error_message = "orders -> inbox: the subscription is not one of orders"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_inbox.protocol == "sqs"
    error_message = "orders -> inbox: inbox gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_inbox.endpoint == aws_sqs_queue.inbox.arn
    error_message = "orders -> inbox: what gets the messages is not inbox"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_inbox.filter_policy == null
    error_message = "orders -> inbox: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_inbox.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> inbox: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_inbox.raw_message_delivery == false
    error_message = "orders -> inbox: a message has no envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_audit.topic_arn == aws_sns_topic.orders.arn
    error_message = "orders -> audit: the subscription is not one of orders"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_audit.protocol == "sqs"
    error_message = "orders -> audit: audit gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_audit.endpoint == aws_sqs_queue.audit.arn
    error_message = "orders -> audit: what gets the messages is not audit"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_audit.filter_policy == null
    error_message = "orders -> audit: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_audit.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> audit: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_audit.raw_message_delivery == false
    error_message = "orders -> audit: a message has no envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_tell.topic_arn == aws_sns_topic.orders.arn
    error_message = "orders -> tell: the subscription is not one of orders"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_tell.protocol == "lambda"
    error_message = "orders -> tell: tell gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_tell.endpoint == aws_lambda_function.tell.arn
    error_message = "orders -> tell: what gets the messages is not tell"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_tell.filter_policy == null
    error_message = "orders -> tell: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_tell.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> tell: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_tell.principal == "sns.amazonaws.com"
    error_message = "orders -> tell: sns.amazonaws.com may not invoke tell, or others may"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_tell.action == "lambda:InvokeFunction"
    error_message = "orders -> tell: tell may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_tell.function_name == aws_lambda_function.tell.function_name
    error_message = "orders -> tell: the permission is not that of tell"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_tell.source_arn == aws_sns_topic.orders.arn
    error_message = "orders -> tell: the permission is not on behalf of orders"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_tell.source_account == local.account_id
    error_message = "orders -> tell: other accounts may invoke tell"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.inbox_to_work.event_source_arn == aws_sqs_queue.inbox.arn
    error_message = "inbox -> work: what is read is not inbox"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.inbox_to_work.function_name == aws_lambda_function.work.function_name
    error_message = "inbox -> work: what is invoked is not work"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.inbox_to_work.batch_size == 10
    error_message = "inbox -> work: a batch has another size than 10"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.inbox_to_work.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "inbox -> work: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.inbox_to_work.filter_criteria) == 0
    error_message = "inbox -> work: the page filters nothing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.inbox_to_work.scaling_config) == 0
    error_message = "inbox -> work: another number of invocations at the same time"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.clicks_to_work.event_source_arn == aws_kinesis_stream.clicks.arn
    error_message = "clicks -> work: what is read is not clicks"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.clicks_to_work.function_name == aws_lambda_function.work.function_name
    error_message = "clicks -> work: what is invoked is not work"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.clicks_to_work.batch_size == 100
    error_message = "clicks -> work: a batch has another size than 100"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.clicks_to_work.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "clicks -> work: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.clicks_to_work.filter_criteria) == 0
    error_message = "clicks -> work: the page filters nothing"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.clicks_to_work.starting_position == "TRIM_HORIZON"
    error_message = "clicks -> work: reading does not begin at trim_horizon"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.clicks_to_work.maximum_retry_attempts == 5
    error_message = "clicks -> work: a batch is not tried 5 times"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_event_source_mapping.clicks_to_work.destination_config[*].on_failure[*].destination_arn)) == aws_sqs_queue.clicks_dead_letter.arn
    error_message = "clicks -> work: what cannot be delivered does not go to clicks.dead_letter"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.taps_to_tell.event_source_arn == aws_kinesis_stream.taps.arn
    error_message = "taps -> tell: what is read is not taps"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.taps_to_tell.function_name == aws_lambda_function.tell.function_name
    error_message = "taps -> tell: what is invoked is not tell"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.taps_to_tell.batch_size == 100
    error_message = "taps -> tell: a batch has another size than 100"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.taps_to_tell.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "taps -> tell: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.taps_to_tell.filter_criteria) == 0
    error_message = "taps -> tell: the page filters nothing"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.taps_to_tell.starting_position == "TRIM_HORIZON"
    error_message = "taps -> tell: reading does not begin at trim_horizon"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.taps_to_tell.maximum_retry_attempts == 5
    error_message = "taps -> tell: a batch is not tried 5 times"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_event_source_mapping.taps_to_tell.destination_config[*].on_failure[*].destination_arn)) == aws_sqs_queue.failed.arn
    error_message = "taps -> tell: what cannot be delivered does not go to failed"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_clicks_post.rest_api_id == aws_api_gateway_rest_api.ingest.id
    error_message = "ingest -> clicks: POST /clicks is not a route of ingest"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_clicks_post.resource_id == aws_api_gateway_resource.ingest_clicks.id
    error_message = "ingest -> clicks: POST /clicks is at another path"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_clicks_post.http_method == "POST"
    error_message = "ingest -> clicks: POST /clicks has another method"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_clicks_post.authorization == "NONE"
    error_message = "ingest -> clicks: others may call POST /clicks"
  }

  assert {
    condition     = aws_api_gateway_integration.ingest_clicks_post.resource_id == aws_api_gateway_resource.ingest_clicks.id
    error_message = "ingest -> clicks: what puts records is at another path"
  }

  assert {
    condition     = aws_api_gateway_integration.ingest_clicks_post.uri == "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
    error_message = "ingest -> clicks: POST /clicks does not put records into a stream"
  }

  assert {
    condition     = aws_api_gateway_integration.ingest_clicks_post.credentials == aws_iam_role.ingest.arn
    error_message = "ingest -> clicks: the role is not that of ingest"
  }

  assert {
    condition = aws_api_gateway_integration.ingest_clicks_post.request_templates["application/json"] == join("\n", [
      "{",
      "  \"StreamName\": \"${aws_kinesis_stream.clicks.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$context.requestId\"",
      "}",
    ])
    error_message = "ingest -> clicks: POST /clicks puts something else than the body into clicks"
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
      Sid       = "Cloudwatch"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-*"
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Cloudwatch as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "Sns"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "aws:SourceArn" = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-oncall"
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Sns as it has to"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.placed_failed_invocations.alarm_name == "${var.name}-placed-failed-invocations"
    error_message = "placed: the alarm failed-invocations has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.placed_failed_invocations.namespace, aws_cloudwatch_metric_alarm.placed_failed_invocations.metric_name, aws_cloudwatch_metric_alarm.placed_failed_invocations.statistic] == ["AWS/Events", "FailedInvocations", "Sum"]
    error_message = "placed: the alarm failed-invocations watches something else than FailedInvocations"
  }

  assert {
    condition = aws_cloudwatch_metric_alarm.placed_failed_invocations.dimensions == tomap({
      EventBusName = aws_cloudwatch_event_bus.shop.name
      RuleName     = aws_cloudwatch_event_rule.placed.name
    })
    error_message = "placed: the alarm failed-invocations is about something else than placed"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.placed_failed_invocations.threshold == 3
    error_message = "placed: the alarm failed-invocations is not raised from 3 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.placed_failed_invocations.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "placed: the alarm failed-invocations is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.placed_failed_invocations.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "placed: the alarm failed-invocations does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_oldest_message.alarm_name == "${var.name}-inbox-oldest-message"
    error_message = "inbox: the alarm oldest-message has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.inbox_oldest_message.namespace, aws_cloudwatch_metric_alarm.inbox_oldest_message.metric_name, aws_cloudwatch_metric_alarm.inbox_oldest_message.statistic] == ["AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum"]
    error_message = "inbox: the alarm oldest-message watches something else than ApproximateAgeOfOldestMessage"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_oldest_message.dimensions == tomap({ QueueName = aws_sqs_queue.inbox.name })
    error_message = "inbox: the alarm oldest-message is about something else than inbox"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_oldest_message.threshold == 1800
    error_message = "inbox: the alarm oldest-message is not raised from 1800 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_oldest_message.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "inbox: the alarm oldest-message is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.inbox_oldest_message.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "inbox: the alarm oldest-message does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_oldest_message.alarm_name == "${var.name}-audit-oldest-message"
    error_message = "audit: the alarm oldest-message has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.audit_oldest_message.namespace, aws_cloudwatch_metric_alarm.audit_oldest_message.metric_name, aws_cloudwatch_metric_alarm.audit_oldest_message.statistic] == ["AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum"]
    error_message = "audit: the alarm oldest-message watches something else than ApproximateAgeOfOldestMessage"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_oldest_message.dimensions == tomap({ QueueName = aws_sqs_queue.audit.name })
    error_message = "audit: the alarm oldest-message is about something else than audit"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_oldest_message.threshold == 900
    error_message = "audit: the alarm oldest-message is not raised from 900 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_oldest_message.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "audit: the alarm oldest-message is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.audit_oldest_message.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "audit: the alarm oldest-message does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.failed_not_empty.alarm_name == "${var.name}-failed-not-empty"
    error_message = "failed: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.failed_not_empty.namespace, aws_cloudwatch_metric_alarm.failed_not_empty.metric_name, aws_cloudwatch_metric_alarm.failed_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "failed: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.failed_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.failed.name })
    error_message = "failed: the alarm not-empty is about something else than failed"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.failed_not_empty.threshold == 2
    error_message = "failed: the alarm not-empty is not raised from 2 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.failed_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "failed: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.failed_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "failed: the alarm not-empty does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.to_lake_freshness.alarm_name == "${var.name}-to-lake-freshness"
    error_message = "to-lake: the alarm freshness has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.to_lake_freshness.namespace, aws_cloudwatch_metric_alarm.to_lake_freshness.metric_name, aws_cloudwatch_metric_alarm.to_lake_freshness.statistic] == ["AWS/Firehose", "DeliveryToS3.DataFreshness", "Maximum"]
    error_message = "to-lake: the alarm freshness watches something else than DeliveryToS3.DataFreshness"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.to_lake_freshness.dimensions == tomap({ DeliveryStreamName = aws_kinesis_firehose_delivery_stream.to_lake.name })
    error_message = "to-lake: the alarm freshness is about something else than to-lake"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.to_lake_freshness.threshold == 3600
    error_message = "to-lake: the alarm freshness is not raised from 3600 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.to_lake_freshness.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "to-lake: the alarm freshness is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.to_lake_freshness.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "to-lake: the alarm freshness does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.order_failed_executions.alarm_name == "${var.name}-order-failed-executions"
    error_message = "order: the alarm failed-executions has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.order_failed_executions.namespace, aws_cloudwatch_metric_alarm.order_failed_executions.metric_name, aws_cloudwatch_metric_alarm.order_failed_executions.statistic] == ["AWS/States", "ExecutionsFailed", "Sum"]
    error_message = "order: the alarm failed-executions watches something else than ExecutionsFailed"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.order_failed_executions.dimensions == tomap({ StateMachineArn = aws_sfn_state_machine.order.arn })
    error_message = "order: the alarm failed-executions is about something else than order"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.order_failed_executions.threshold == 2
    error_message = "order: the alarm failed-executions is not raised from 2 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.order_failed_executions.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "order: the alarm failed-executions is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.order_failed_executions.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "order: the alarm failed-executions does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.ingest_5xx.alarm_name == "${var.name}-ingest-5xx"
    error_message = "ingest: the alarm 5xx has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.ingest_5xx.namespace, aws_cloudwatch_metric_alarm.ingest_5xx.metric_name, aws_cloudwatch_metric_alarm.ingest_5xx.statistic] == ["AWS/ApiGateway", "5XXError", "Sum"]
    error_message = "ingest: the alarm 5xx watches something else than 5XXError"
  }

  assert {
    condition = aws_cloudwatch_metric_alarm.ingest_5xx.dimensions == tomap({
      ApiName = aws_api_gateway_rest_api.ingest.name
      Stage   = aws_api_gateway_stage.ingest.stage_name
    })
    error_message = "ingest: the alarm 5xx is about something else than ingest"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.ingest_5xx.threshold == 50
    error_message = "ingest: the alarm 5xx is not raised from 50 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.ingest_5xx.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "ingest: the alarm 5xx is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.ingest_5xx.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "ingest: the alarm 5xx does not tell oncall"
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
    condition     = aws_cloudwatch_metric_alarm.work_errors.threshold == 10
    error_message = "work: the alarm errors is not raised from 10 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_errors.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "work: the alarm errors is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.work_errors.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "work: the alarm errors does not tell oncall"
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
    condition     = aws_cloudwatch_metric_alarm.work_throttles.threshold == 20
    error_message = "work: the alarm throttles is not raised from 20 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_throttles.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "work: the alarm throttles is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.work_throttles.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "work: the alarm throttles does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_iterator_age.alarm_name == "${var.name}-work-iterator-age"
    error_message = "work: the alarm iterator-age has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.work_iterator_age.namespace, aws_cloudwatch_metric_alarm.work_iterator_age.metric_name, aws_cloudwatch_metric_alarm.work_iterator_age.statistic] == ["AWS/Lambda", "IteratorAge", "Maximum"]
    error_message = "work: the alarm iterator-age watches something else than IteratorAge"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_iterator_age.dimensions == tomap({ FunctionName = aws_lambda_function.work.function_name })
    error_message = "work: the alarm iterator-age is about something else than work"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_iterator_age.threshold == 600000
    error_message = "work: the alarm iterator-age is not raised from 600000 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.work_iterator_age.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "work: the alarm iterator-age is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.work_iterator_age.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "work: the alarm iterator-age does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_errors.alarm_name == "${var.name}-tell-errors"
    error_message = "tell: the alarm errors has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.tell_errors.namespace, aws_cloudwatch_metric_alarm.tell_errors.metric_name, aws_cloudwatch_metric_alarm.tell_errors.statistic] == ["AWS/Lambda", "Errors", "Sum"]
    error_message = "tell: the alarm errors watches something else than Errors"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_errors.dimensions == tomap({ FunctionName = aws_lambda_function.tell.function_name })
    error_message = "tell: the alarm errors is about something else than tell"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_errors.threshold == 1
    error_message = "tell: the alarm errors is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_errors.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "tell: the alarm errors is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.tell_errors.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "tell: the alarm errors does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_throttles.alarm_name == "${var.name}-tell-throttles"
    error_message = "tell: the alarm throttles has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.tell_throttles.namespace, aws_cloudwatch_metric_alarm.tell_throttles.metric_name, aws_cloudwatch_metric_alarm.tell_throttles.statistic] == ["AWS/Lambda", "Throttles", "Sum"]
    error_message = "tell: the alarm throttles watches something else than Throttles"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_throttles.dimensions == tomap({ FunctionName = aws_lambda_function.tell.function_name })
    error_message = "tell: the alarm throttles is about something else than tell"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_throttles.threshold == 1
    error_message = "tell: the alarm throttles is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_throttles.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "tell: the alarm throttles is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.tell_throttles.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "tell: the alarm throttles does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_iterator_age.alarm_name == "${var.name}-tell-iterator-age"
    error_message = "tell: the alarm iterator-age has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.tell_iterator_age.namespace, aws_cloudwatch_metric_alarm.tell_iterator_age.metric_name, aws_cloudwatch_metric_alarm.tell_iterator_age.statistic] == ["AWS/Lambda", "IteratorAge", "Maximum"]
    error_message = "tell: the alarm iterator-age watches something else than IteratorAge"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_iterator_age.dimensions == tomap({ FunctionName = aws_lambda_function.tell.function_name })
    error_message = "tell: the alarm iterator-age is about something else than tell"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_iterator_age.threshold == 300000
    error_message = "tell: the alarm iterator-age is not raised from 300000 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_iterator_age.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "tell: the alarm iterator-age is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.tell_iterator_age.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "tell: the alarm iterator-age does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.alarm_name == "${var.name}-inbox-dead-letter-not-empty"
    error_message = "inbox.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "inbox.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.inbox_dead_letter.name })
    error_message = "inbox.dead_letter: the alarm not-empty is about something else than inbox.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.threshold == 100
    error_message = "inbox.dead_letter: the alarm not-empty is not raised from 100 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "inbox.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.inbox_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "inbox.dead_letter: the alarm not-empty does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.alarm_name == "${var.name}-audit-dead-letter-not-empty"
    error_message = "audit.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "audit.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.audit_dead_letter.name })
    error_message = "audit.dead_letter: the alarm not-empty is about something else than audit.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.threshold == 1
    error_message = "audit.dead_letter: the alarm not-empty is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "audit.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.audit_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "audit.dead_letter: the alarm not-empty does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.alarm_name == "${var.name}-oncall-dead-letter-not-empty"
    error_message = "oncall.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "oncall.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.oncall_dead_letter.name })
    error_message = "oncall.dead_letter: the alarm not-empty is about something else than oncall.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.threshold == 1
    error_message = "oncall.dead_letter: the alarm not-empty is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "oncall.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.oncall_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "oncall.dead_letter: the alarm not-empty does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.alarm_name == "${var.name}-placed-dead-letter-not-empty"
    error_message = "placed.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "placed.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.placed_dead_letter.name })
    error_message = "placed.dead_letter: the alarm not-empty is about something else than placed.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.threshold == 10
    error_message = "placed.dead_letter: the alarm not-empty is not raised from 10 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "placed.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.placed_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "placed.dead_letter: the alarm not-empty does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.alarm_name == "${var.name}-returned-dead-letter-not-empty"
    error_message = "returned.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "returned.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.returned_dead_letter.name })
    error_message = "returned.dead_letter: the alarm not-empty is about something else than returned.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.threshold == 1
    error_message = "returned.dead_letter: the alarm not-empty is not raised from 1 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "returned.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.returned_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "returned.dead_letter: the alarm not-empty does not tell oncall"
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
    condition     = aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.threshold == 5
    error_message = "orders.dead_letter: the alarm not-empty is not raised from 5 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "orders.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.orders_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "orders.dead_letter: the alarm not-empty does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.alarm_name == "${var.name}-tell-dead-letter-not-empty"
    error_message = "tell.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "tell.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.tell_dead_letter.name })
    error_message = "tell.dead_letter: the alarm not-empty is about something else than tell.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.threshold == 30
    error_message = "tell.dead_letter: the alarm not-empty is not raised from 30 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "tell.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.tell_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "tell.dead_letter: the alarm not-empty does not tell oncall"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.alarm_name == "${var.name}-clicks-dead-letter-not-empty"
    error_message = "clicks.dead_letter: the alarm not-empty has another name"
  }

  assert {
    condition     = [aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.namespace, aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.metric_name, aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.statistic] == ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"]
    error_message = "clicks.dead_letter: the alarm not-empty watches something else than ApproximateNumberOfMessagesVisible"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.dimensions == tomap({ QueueName = aws_sqs_queue.clicks_dead_letter.name })
    error_message = "clicks.dead_letter: the alarm not-empty is about something else than clicks.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.threshold == 20
    error_message = "clicks.dead_letter: the alarm not-empty is not raised from 20 on"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.comparison_operator == "GreaterThanOrEqualToThreshold"
    error_message = "clicks.dead_letter: the alarm not-empty is not raised as soon as its threshold is reached"
  }

  assert {
    condition     = try(contains(aws_cloudwatch_metric_alarm.clicks_dead_letter_not_empty.alarm_actions, aws_sns_topic.oncall.arn), false)
    error_message = "clicks.dead_letter: the alarm not-empty does not tell oncall"
  }
}
