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
    target = aws_s3_bucket.uploads
    values = { arn = "arn:aws:s3:::uploads" }
  }

  override_resource {
    target = aws_s3_bucket.reports
    values = { arn = "arn:aws:s3:::reports" }
  }

  override_resource {
    target = aws_cloudwatch_event_bus.shop
    values = { arn = "arn:aws:events:eu-west-1:123456789012:event-bus/shop" }
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
    target = aws_cloudtrail.audit
    values = { arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit" }
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
    target = aws_sqs_queue.inbox_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:inbox-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }
}

variables {
  company_key = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab"
}

run "as_the_page_says" {
  command = apply

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
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.uploads.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == var.company_key
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
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.topic : jsonencode([each.topic_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sns_topic.orders.arn, ["s3:ObjectCreated:*"], null, null])), false)
    error_message = "uploads -> orders: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = aws_s3_bucket.reports.bucket_prefix == "${var.name}-reports-"
    error_message = "reports: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.reports.block_public_acls && aws_s3_bucket_public_access_block.reports.block_public_policy && aws_s3_bucket_public_access_block.reports.ignore_public_acls && aws_s3_bucket_public_access_block.reports.restrict_public_buckets])
    error_message = "reports: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.reports.bucket == aws_s3_bucket.reports.bucket
    error_message = "reports: what is closed to the public is another bucket"
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.reports.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == var.company_key
    error_message = "reports: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_s3_bucket_policy.reports.bucket == aws_s3_bucket.reports.bucket
    error_message = "reports: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.reports.policy).Statement) == 3
    error_message = "reports: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.reports.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.reports.arn, "${aws_s3_bucket.reports.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "reports: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.reports.policy).Statement, {
      Sid       = "CloudTrailChecksAclForAudit"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = aws_s3_bucket.reports.arn
      Condition = {
        StringEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}-audit"
        }
      }
    }), false)
    error_message = "audit: the policy of reports does not say CloudTrailChecksAclForAudit as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.reports.policy).Statement, {
      Sid       = "CloudTrailWritesForAudit"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.reports.arn}/AWSLogs/${local.account_id}/*"
      Condition = {
        StringEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}-audit"
          "s3:x-amz-acl"  = "bucket-owner-full-control"
        }
      }
    }), false)
    error_message = "audit: the policy of reports does not say CloudTrailWritesForAudit as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.shop.name == "${var.name}-shop"
    error_message = "shop: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.shop.kms_key_identifier == var.company_key
    error_message = "shop: it is not encrypted with the key of the page"
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
    condition     = aws_sns_topic.orders.kms_master_key_id == var.company_key
    error_message = "orders: it is not encrypted with the key of the page"
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
      Sid       = "S3FromUploads"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.orders.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploads -> orders: the policy of orders does not say S3FromUploads as it has to"
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
    condition     = aws_sqs_queue.inbox.kms_master_key_id == var.company_key
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
    condition     = aws_kinesis_stream.clicks.kms_key_id == var.company_key
    error_message = "clicks: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_cloudtrail.audit.name == "${var.name}-audit"
    error_message = "audit: it has another name"
  }

  assert {
    condition     = aws_cloudtrail.audit.s3_bucket_name == aws_s3_bucket.reports.bucket
    error_message = "audit: it does not write to reports"
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
    condition     = length(jsondecode(aws_iam_role_policy.work.policy).Statement) == 8
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
      Sid      = "UseKeyToReceive"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = var.company_key
    }), false)
    error_message = "inbox -> work: the role of work does not say UseKeyToReceive as it has to"
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
    condition     = try(aws_lambda_function.work.environment[0].variables["CLICKS_STREAM_NAME"], null) == aws_kinesis_stream.clicks.name
    error_message = "work -> clicks: CLICKS_STREAM_NAME of work says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "SendToClicks"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.clicks.arn
    }), false)
    error_message = "work -> clicks: the role of work does not say SendToClicks as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = var.company_key
    }), false)
    error_message = "work -> clicks: the role of work does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.work.environment[0].variables["REPORTS_BUCKET"], null) == aws_s3_bucket.reports.bucket
    error_message = "work -> reports: REPORTS_BUCKET of work says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.work.policy).Statement, {
      Sid      = "SendToReports"
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "${aws_s3_bucket.reports.arn}/*"
    }), false)
    error_message = "work -> reports: the role of work does not say SendToReports as it has to"
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
    condition     = aws_sqs_queue.inbox_dead_letter.kms_master_key_id == var.company_key
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
    condition     = aws_sqs_queue.orders_dead_letter.name == "${var.name}-orders-dead-letter"
    error_message = "orders.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.orders_dead_letter.fifo_queue, false) == false
    error_message = "orders.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.orders_dead_letter.kms_master_key_id == var.company_key
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
}
