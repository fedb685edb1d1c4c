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
    target = aws_cloudwatch_event_bus.shop
    values = { arn = "arn:aws:events:eu-west-1:123456789012:event-bus/shop" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.everything
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/everything" }
  }

  override_resource {
    target = aws_iam_role.everything
    values = { arn = "arn:aws:iam::123456789012:role/everything" }
  }

  override_resource {
    target = aws_sqs_queue.not_kept
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:not-kept" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.log
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/log" }
  }

  override_resource {
    target = aws_iam_role.log
    values = { arn = "arn:aws:iam::123456789012:role/log" }
  }

  override_resource {
    target = aws_s3_bucket.events
    values = { arn = "arn:aws:s3:::events" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_cloudwatch_event_bus.shop.name == "${var.name}-shop"
    error_message = "shop: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.everything.name == "${var.name}-everything"
    error_message = "everything: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.everything.event_bus_name, "default") == aws_cloudwatch_event_bus.shop.name
    error_message = "everything: it listens to another bus"
  }

  assert {
    condition     = jsonencode(jsondecode(aws_cloudwatch_event_rule.everything.event_pattern)) == jsonencode({ source = [{ prefix = "shop." }] })
    error_message = "everything: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.everything.state, "ENABLED") != "DISABLED"
    error_message = "everything: it is switched off"
  }

  assert {
    condition     = aws_iam_role.everything.name == "${var.name}-everything"
    error_message = "everything: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.everything.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "everything: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.everything.policy).Statement) == 1
    error_message = "everything: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.everything.role == aws_iam_role.everything.id
    error_message = "everything: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.everything.policy).Statement, {
      Sid      = "SendToLog"
      Effect   = "Allow"
      Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
      Resource = aws_kinesis_firehose_delivery_stream.log.arn
    }), false)
    error_message = "everything -> log: the role of everything does not say SendToLog as it has to"
  }

  assert {
    condition     = aws_sqs_queue.not_kept.name == "${var.name}-not-kept"
    error_message = "not-kept: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.not_kept.fifo_queue, false) == false
    error_message = "not-kept: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.not_kept.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "not-kept: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.not_kept.queue_url == aws_sqs_queue.not_kept.url
    error_message = "not-kept: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.not_kept.policy).Statement) == 2
    error_message = "not-kept: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.not_kept.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.not_kept.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "not-kept: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.not_kept.policy).Statement, {
      Sid       = "EventsFromEverything"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.not_kept.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.everything.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "everything -> log: the policy of not-kept does not say EventsFromEverything as it has to"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.log.name == "${var.name}-log"
    error_message = "log: it has another name"
  }

  assert {
    condition     = aws_iam_role.log.name == "${var.name}-log"
    error_message = "log: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.log.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "log: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.log.policy).Statement) == 3
    error_message = "log: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.log.role == aws_iam_role.log.id
    error_message = "log: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.log.extended_s3_configuration[*].role_arn) == aws_iam_role.log.arn
    error_message = "log: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.log_delivery.name == "/aws/kinesisfirehose/${var.name}-log"
    error_message = "log: its log group has another name"
  }

  assert {
    condition     = try(contains([for each in flatten(aws_kinesis_firehose_delivery_stream.log.extended_s3_configuration[*].processing_configuration[*].processors) : jsonencode([each.type, { for one in each.parameters : one.parameter_name => one.parameter_value }])], jsonencode(["AppendDelimiterToRecord", { Delimiter = "\\n" }])), false)
    error_message = "log: its records do not go through AppendDelimiterToRecord as they have to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.log.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.log_delivery.arn}:*"
    }), false)
    error_message = "log: the role of log does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.log.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.events.arn
    error_message = "log -> events: what is written to is not events"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.log.policy).Statement, {
      Sid      = "ListEvents"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.events.arn
    }), false)
    error_message = "log -> events: the role of log does not say ListEvents as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.log.policy).Statement, {
      Sid      = "WriteToEvents"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.events.arn}/*"
    }), false)
    error_message = "log -> events: the role of log does not say WriteToEvents as it has to"
  }

  assert {
    condition     = aws_s3_bucket.events.bucket_prefix == "${var.name}-events-"
    error_message = "events: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.events.block_public_acls && aws_s3_bucket_public_access_block.events.block_public_policy && aws_s3_bucket_public_access_block.events.ignore_public_acls && aws_s3_bucket_public_access_block.events.restrict_public_buckets])
    error_message = "events: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.events.bucket == aws_s3_bucket.events.bucket
    error_message = "events: what is closed to the public is another bucket"
  }

  assert {
    condition     = aws_s3_bucket_policy.events.bucket == aws_s3_bucket.events.bucket
    error_message = "events: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.events.policy).Statement) == 1
    error_message = "events: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.events.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.events.arn, "${aws_s3_bucket.events.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "events: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_cloudwatch_event_target.everything_to_log.rule == aws_cloudwatch_event_rule.everything.name
    error_message = "everything -> log: the target is not that of everything"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.everything_to_log.event_bus_name, "default") == aws_cloudwatch_event_bus.shop.name
    error_message = "everything -> log: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.everything_to_log.arn == aws_kinesis_firehose_delivery_stream.log.arn
    error_message = "everything -> log: what gets the events is not log"
  }

  assert {
    condition     = aws_cloudwatch_event_target.everything_to_log.role_arn == aws_iam_role.everything.arn
    error_message = "everything -> log: the role is not that of everything"
  }

  assert {
    condition     = aws_cloudwatch_event_target.everything_to_log.input == null
    error_message = "everything -> log: log gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.everything_to_log.input_path == "$.detail"
    error_message = "everything -> log: log gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.everything_to_log.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "everything -> log: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.everything_to_log.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "everything -> log: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.everything_to_log.dead_letter_config[*].arn) == aws_sqs_queue.not_kept.arn
    error_message = "everything -> log: what cannot be delivered does not go to not-kept"
  }
}
