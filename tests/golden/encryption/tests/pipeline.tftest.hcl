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
    target = aws_cloudtrail.audit
    values = { arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit" }
  }

  override_resource {
    target = aws_s3_bucket.uploads
    values = { arn = "arn:aws:s3:::uploads" }
  }

  override_resource {
    target = aws_s3_bucket.lake
    values = { arn = "arn:aws:s3:::lake" }
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
    target = aws_cloudwatch_event_rule.deleted
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/deleted" }
  }

  override_resource {
    target = aws_sns_topic.orders
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:orders" }
  }

  override_resource {
    target = aws_sqs_queue.inbox
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:inbox" }
  }

  override_resource {
    target = aws_kinesis_stream.clicks
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks" }
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
    target = aws_lambda_function.quiet
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:quiet" }
  }

  override_resource {
    target = aws_iam_role.quiet
    values = { arn = "arn:aws:iam::123456789012:role/quiet" }
  }

  override_resource {
    target = aws_s3_bucket.audit_log
    values = { arn = "arn:aws:s3:::audit-log" }
  }

  override_resource {
    target = aws_sqs_queue.inbox_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:inbox-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.placed_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:placed-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.deleted_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:deleted-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.clicks_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:clicks-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.quiet_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:quiet-dead-letter" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_cloudtrail.audit.name == "${var.name}-audit"
    error_message = "audit: it has another name"
  }

  assert {
    condition     = aws_cloudtrail.audit.s3_bucket_name == aws_s3_bucket.audit_log.bucket
    error_message = "audit: it does not write to audit.log"
  }

  assert {
    condition     = aws_s3_bucket.uploads.bucket_prefix == "${var.name}-uploads-"
    error_message = "uploads: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.uploads.block_public_acls && aws_s3_bucket_public_access_block.uploads.block_public_policy && aws_s3_bucket_public_access_block.uploads.ignore_public_acls && aws_s3_bucket_public_access_block.uploads.restrict_public_buckets])
    error_message = "uploads: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.uploads.bucket == aws_s3_bucket.uploads.bucket
    error_message = "uploads: what is closed to the public is another bucket"
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.uploads.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    error_message = "uploads: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_s3_bucket_policy.uploads.bucket == aws_s3_bucket.uploads.bucket
    error_message = "uploads: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.uploads.policy).Statement) == 1
    error_message = "uploads: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.uploads.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.uploads.arn, "${aws_s3_bucket.uploads.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "uploads: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_s3_bucket_notification.uploads.bucket == aws_s3_bucket.uploads.bucket
    error_message = "uploads: its notification is on another bucket"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.queue : jsonencode([each.queue_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sqs_queue.inbox.arn, ["s3:ObjectCreated:*"], null, null])), false)
    error_message = "uploads -> inbox: uploads tells someone else, or of other objects"
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
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.lake.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    error_message = "lake: it is not encrypted with the key of the page"
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
    condition     = aws_cloudwatch_event_bus.shop.name == "${var.name}-shop"
    error_message = "shop: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.shop.kms_key_identifier == aws_kms_key.this.arn
    error_message = "shop: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.shop.name == "${var.name}-shop"
    error_message = "shop: its archive has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.shop.event_source_arn == aws_cloudwatch_event_bus.shop.arn
    error_message = "shop: the archive is not that of shop"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.shop.retention_days == 30
    error_message = "shop: its archive does not keep events for 30 days"
  }

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
    condition     = length(jsondecode(aws_iam_role_policy.placed.policy).Statement) == 3
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
    condition = try(contains(jsondecode(aws_iam_role_policy.placed.policy).Statement, {
      Sid      = "SendToClicks"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.clicks.arn
    }), false)
    error_message = "placed -> clicks: the role of placed does not say SendToClicks as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.placed.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "placed -> clicks: the role of placed does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.deleted.name == "${var.name}-deleted"
    error_message = "deleted: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.deleted.event_bus_name, "default") == "default"
    error_message = "deleted: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.deleted.event_pattern)) == jsonencode({
      source      = ["aws.s3"]
      detail-type = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource = ["s3.amazonaws.com"]
        eventName   = ["DeleteBucket"]
      }
    })
    error_message = "deleted: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.deleted.state, "ENABLED") != "DISABLED"
    error_message = "deleted: it is switched off"
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
    condition     = aws_sns_topic.orders.kms_master_key_id == aws_kms_key.this.arn
    error_message = "orders: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.orders.arn == aws_sns_topic.orders.arn
    error_message = "orders: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.orders.policy).Statement) == 3
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
    condition = try(contains(jsondecode(aws_sns_topic_policy.orders.policy).Statement, {
      Sid       = "EventsFromDeleted"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.orders.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.deleted.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "deleted -> orders: the policy of orders does not say EventsFromDeleted as it has to"
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
    condition     = aws_sqs_queue.inbox.kms_master_key_id == aws_kms_key.this.arn
    error_message = "inbox: it is not encrypted with the key of the page"
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
    condition     = length(jsondecode(aws_sqs_queue_policy.inbox.policy).Statement) == 4
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
      Sid       = "EventsFromPlaced"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.inbox.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.placed.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "placed -> inbox: the policy of inbox does not say EventsFromPlaced as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.inbox.policy).Statement, {
      Sid       = "S3FromUploads"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.inbox.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploads -> inbox: the policy of inbox does not say S3FromUploads as it has to"
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
    condition     = aws_kinesis_stream.clicks.kms_key_id == aws_kms_key.this.arn
    error_message = "clicks: it is not encrypted with the key of the page"
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
    condition     = length(jsondecode(aws_iam_role_policy.to_lake.policy).Statement) == 6
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
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "UseKeyToReceive"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "clicks -> to-lake: the role of to-lake does not say UseKeyToReceive as it has to"
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
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "to-lake -> lake: the role of to-lake does not say UseKeyToSend as it has to"
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
    condition     = length(jsondecode(aws_iam_role_policy.ingest.policy).Statement) == 2
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
    condition = try(contains(jsondecode(aws_iam_role_policy.ingest.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "ingest -> clicks: the role of ingest does not say UseKeyToSend as it has to"
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
    condition     = length(jsondecode(aws_iam_role_policy.work.policy).Statement) == 9
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
      Sid      = "Permission1"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${aws_s3_bucket.lake.arn}/*"]
    }), false)
    error_message = "work: the role of work does not say Permission1 as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "UseKeyToReceive"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "work: the role of work does not say UseKeyToReceive as it has to"
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
    condition     = try(aws_lambda_function.work.environment[0].variables["SHOP_BUS_NAME"], null) == aws_cloudwatch_event_bus.shop.name
    error_message = "work -> shop: SHOP_BUS_NAME of work says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "SendToShop"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = aws_cloudwatch_event_bus.shop.arn
    }), false)
    error_message = "work -> shop: the role of work does not say SendToShop as it has to"
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
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "clicks -> work: the role of work does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_lambda_function.quiet.function_name == "${var.name}-quiet"
    error_message = "quiet: it has another name"
  }

  assert {
    condition     = aws_iam_role.quiet.name == "${var.name}-quiet"
    error_message = "quiet: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.quiet.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "quiet: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.quiet.role == aws_iam_role.quiet.arn
    error_message = "quiet: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.quiet.policy).Statement) == 4
    error_message = "quiet: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.quiet.role == aws_iam_role.quiet.id
    error_message = "quiet: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.quiet.name == "/aws/lambda/${var.name}-quiet"
    error_message = "quiet: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.quiet.logging_config[*].log_group) == aws_cloudwatch_log_group.quiet.name
    error_message = "quiet: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.quiet.function_name == aws_lambda_function.quiet.function_name
    error_message = "quiet: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.quiet.maximum_retry_attempts == 2
    error_message = "quiet: a failed event is not tried 2 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.quiet.maximum_event_age_in_seconds == 21600
    error_message = "quiet: an event does not wait for 21600 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.quiet.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.quiet_dead_letter.arn
    error_message = "quiet: what it fails on does not go to quiet.dead_letter"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.quiet.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.quiet.arn}:*"
    }), false)
    error_message = "quiet: the role of quiet does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.quiet.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "quiet: the role of quiet does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.quiet.policy).Statement, {
      Sid      = "SendToQuietDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.quiet_dead_letter.arn
    }), false)
    error_message = "orders -> quiet: the role of quiet does not say SendToQuietDeadLetter as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.quiet.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "orders -> quiet: the role of quiet does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_s3_bucket.audit_log.bucket_prefix == "${var.name}-audit-log-"
    error_message = "audit.log: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.audit_log.block_public_acls && aws_s3_bucket_public_access_block.audit_log.block_public_policy && aws_s3_bucket_public_access_block.audit_log.ignore_public_acls && aws_s3_bucket_public_access_block.audit_log.restrict_public_buckets])
    error_message = "audit.log: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.audit_log.bucket == aws_s3_bucket.audit_log.bucket
    error_message = "audit.log: what is closed to the public is another bucket"
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.audit_log.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    error_message = "audit.log: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_s3_bucket_policy.audit_log.bucket == aws_s3_bucket.audit_log.bucket
    error_message = "audit.log: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.audit_log.policy).Statement) == 3
    error_message = "audit.log: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.audit_log.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.audit_log.arn, "${aws_s3_bucket.audit_log.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "audit.log: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.audit_log.policy).Statement, {
      Sid       = "CloudTrailChecksAclForAudit"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = aws_s3_bucket.audit_log.arn
      Condition = {
        StringEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}-audit"
        }
      }
    }), false)
    error_message = "audit: the policy of audit.log does not say CloudTrailChecksAclForAudit as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.audit_log.policy).Statement, {
      Sid       = "CloudTrailWritesForAudit"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.audit_log.arn}/AWSLogs/${local.account_id}/*"
      Condition = {
        StringEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}-audit"
          "s3:x-amz-acl"  = "bucket-owner-full-control"
        }
      }
    }), false)
    error_message = "audit: the policy of audit.log does not say CloudTrailWritesForAudit as it has to"
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
    condition     = aws_sqs_queue.inbox_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "inbox.dead_letter: it is not encrypted with the key of the page"
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
    condition     = aws_sqs_queue.placed_dead_letter.name == "${var.name}-placed-dead-letter"
    error_message = "placed.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.placed_dead_letter.fifo_queue, false) == false
    error_message = "placed.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.placed_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "placed.dead_letter: it is not encrypted with the key of the page"
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
    condition     = aws_sqs_queue.deleted_dead_letter.name == "${var.name}-deleted-dead-letter"
    error_message = "deleted.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.deleted_dead_letter.fifo_queue, false) == false
    error_message = "deleted.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.deleted_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "deleted.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.deleted_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "deleted.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.deleted_dead_letter.queue_url == aws_sqs_queue.deleted_dead_letter.url
    error_message = "deleted.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.deleted_dead_letter.policy).Statement) == 2
    error_message = "deleted.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.deleted_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.deleted_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "deleted.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.deleted_dead_letter.policy).Statement, {
      Sid       = "EventsFromDeleted"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.deleted_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.deleted.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "deleted -> orders: the policy of deleted.dead_letter does not say EventsFromDeleted as it has to"
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
    condition     = aws_sqs_queue.orders_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "orders.dead_letter: it is not encrypted with the key of the page"
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
    condition     = aws_sqs_queue.clicks_dead_letter.name == "${var.name}-clicks-dead-letter"
    error_message = "clicks.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.clicks_dead_letter.fifo_queue, false) == false
    error_message = "clicks.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.clicks_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "clicks.dead_letter: it is not encrypted with the key of the page"
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
    condition     = aws_sqs_queue.quiet_dead_letter.name == "${var.name}-quiet-dead-letter"
    error_message = "quiet.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.quiet_dead_letter.fifo_queue, false) == false
    error_message = "quiet.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.quiet_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "quiet.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.quiet_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "quiet.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.quiet_dead_letter.queue_url == aws_sqs_queue.quiet_dead_letter.url
    error_message = "quiet.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.quiet_dead_letter.policy).Statement) == 1
    error_message = "quiet.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.quiet_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.quiet_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "quiet.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_orders.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> orders: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_orders.event_bus_name, "default") == "default"
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
    condition     = aws_cloudwatch_event_target.placed_to_inbox.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> inbox: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_inbox.event_bus_name, "default") == "default"
    error_message = "placed -> inbox: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_inbox.arn == aws_sqs_queue.inbox.arn
    error_message = "placed -> inbox: what gets the events is not inbox"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_inbox.input == null
    error_message = "placed -> inbox: inbox gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_inbox.input_path == null
    error_message = "placed -> inbox: inbox gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_inbox.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "placed -> inbox: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_inbox.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "placed -> inbox: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_inbox.dead_letter_config[*].arn) == aws_sqs_queue.placed_dead_letter.arn
    error_message = "placed -> inbox: what cannot be delivered does not go to placed.dead_letter"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.placed_to_inbox.sqs_target) == 0
    error_message = "placed -> inbox: events come in another message group"
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
    condition     = aws_cloudwatch_event_target.placed_to_clicks.rule == aws_cloudwatch_event_rule.placed.name
    error_message = "placed -> clicks: the target is not that of placed"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.placed_to_clicks.event_bus_name, "default") == "default"
    error_message = "placed -> clicks: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_clicks.arn == aws_kinesis_stream.clicks.arn
    error_message = "placed -> clicks: what gets the events is not clicks"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_clicks.role_arn == aws_iam_role.placed.arn
    error_message = "placed -> clicks: the role is not that of placed"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_clicks.input == null
    error_message = "placed -> clicks: clicks gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.placed_to_clicks.input_path == null
    error_message = "placed -> clicks: clicks gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_clicks.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "placed -> clicks: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_clicks.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "placed -> clicks: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.placed_to_clicks.dead_letter_config[*].arn) == aws_sqs_queue.placed_dead_letter.arn
    error_message = "placed -> clicks: what cannot be delivered does not go to placed.dead_letter"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.placed_to_clicks.kinesis_target) == 0
    error_message = "placed -> clicks: records have another partition key"
  }

  assert {
    condition     = aws_cloudwatch_event_target.deleted_to_orders.rule == aws_cloudwatch_event_rule.deleted.name
    error_message = "deleted -> orders: the target is not that of deleted"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.deleted_to_orders.event_bus_name, "default") == "default"
    error_message = "deleted -> orders: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.deleted_to_orders.arn == aws_sns_topic.orders.arn
    error_message = "deleted -> orders: what gets the events is not orders"
  }

  assert {
    condition     = aws_cloudwatch_event_target.deleted_to_orders.input == null
    error_message = "deleted -> orders: orders gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.deleted_to_orders.input_path == null
    error_message = "deleted -> orders: orders gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.deleted_to_orders.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "deleted -> orders: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.deleted_to_orders.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "deleted -> orders: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.deleted_to_orders.dead_letter_config[*].arn) == aws_sqs_queue.deleted_dead_letter.arn
    error_message = "deleted -> orders: what cannot be delivered does not go to deleted.dead_letter"
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
    condition     = aws_sns_topic_subscription.orders_to_quiet.topic_arn == aws_sns_topic.orders.arn
    error_message = "orders -> quiet: the subscription is not one of orders"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_quiet.protocol == "lambda"
    error_message = "orders -> quiet: quiet gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_quiet.endpoint == aws_lambda_function.quiet.arn
    error_message = "orders -> quiet: what gets the messages is not quiet"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_quiet.filter_policy == null
    error_message = "orders -> quiet: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_quiet.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> quiet: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_quiet.principal == "sns.amazonaws.com"
    error_message = "orders -> quiet: sns.amazonaws.com may not invoke quiet, or others may"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_quiet.action == "lambda:InvokeFunction"
    error_message = "orders -> quiet: quiet may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_quiet.function_name == aws_lambda_function.quiet.function_name
    error_message = "orders -> quiet: the permission is not that of quiet"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_quiet.source_arn == aws_sns_topic.orders.arn
    error_message = "orders -> quiet: the permission is not on behalf of orders"
  }

  assert {
    condition     = aws_lambda_permission.orders_to_quiet.source_account == local.account_id
    error_message = "orders -> quiet: other accounts may invoke quiet"
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
      Sid       = "Cloudtrail"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}-audit"
        }
      }
    }), false)
    error_message = "the key of the module does not say Cloudtrail as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "Events"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "aws:SourceArn" = [
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-placed",
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-deleted",
          ]
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Events as it has to"
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
          "kms:EncryptionContext:aws:events:event-bus:arn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}-shop"
        }
      }
    }), false)
    error_message = "the key of the module does not say EventsOnBuses as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "EventsToTopics"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "kms:EncryptionContext:aws:sns:topicArn" = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-orders"
        }
      }
    }), false)
    error_message = "the key of the module does not say EventsToTopics as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "Logs"
      Effect    = "Allow"
      Principal = { Service = "logs.${local.region}.amazonaws.com" }
      Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "kms:EncryptionContext:aws:logs:arn" = [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/vendedlogs/states/${var.name}-order",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/apigateway/${var.name}-ingest",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/lambda/${var.name}-work",
          ]
        }
      }
    }), false)
    error_message = "the key of the module does not say Logs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "RolesThatRead"
      Effect    = "Allow"
      Principal = { AWS = [aws_iam_role.work.arn, aws_iam_role.to_lake.arn] }
      Action    = "kms:Decrypt"
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatRead as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid    = "RolesThatSend"
      Effect = "Allow"
      Principal = {
        AWS = [
          aws_iam_role.to_lake.arn,
          aws_iam_role.placed.arn,
          aws_iam_role.ingest.arn,
          aws_iam_role.work.arn,
          aws_iam_role.quiet.arn,
        ]
      }
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "S3"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say S3 as it has to"
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
          "aws:SourceArn" = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-orders"
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Sns as it has to"
  }
}
