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
    target = aws_s3_bucket.calls
    values = { arn = "arn:aws:s3:::calls" }
  }

  override_resource {
    target = aws_cloudtrail.audit
    values = { arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.queue_changes
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/queue-changes" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.queue_reads
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/queue-reads" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.uploaded
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/uploaded" }
  }

  override_resource {
    target = aws_sqs_queue.audited
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:audited" }
  }

  override_resource {
    target = aws_sqs_queue.in_order
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:in-order.fifo" }
  }

  override_resource {
    target = aws_sqs_queue.audited_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:audited-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.in_order_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:in-order-dead-letter.fifo" }
  }

  override_resource {
    target = aws_sqs_queue.queue_changes_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:queue-changes-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.queue_reads_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:queue-reads-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.uploaded_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:uploaded-dead-letter" }
  }
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
    condition     = aws_s3_bucket_notification.uploads.eventbridge == true
    error_message = "uploads -> default: uploads sends nothing to EventBridge"
  }

  assert {
    condition     = aws_s3_bucket.calls.bucket_prefix == "${var.name}-calls-"
    error_message = "calls: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.calls.block_public_acls && aws_s3_bucket_public_access_block.calls.block_public_policy && aws_s3_bucket_public_access_block.calls.ignore_public_acls && aws_s3_bucket_public_access_block.calls.restrict_public_buckets])
    error_message = "calls: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.calls.bucket == aws_s3_bucket.calls.bucket
    error_message = "calls: what is closed to the public is another bucket"
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.calls.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    error_message = "calls: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_s3_bucket_policy.calls.bucket == aws_s3_bucket.calls.bucket
    error_message = "calls: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.calls.policy).Statement) == 3
    error_message = "calls: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.calls.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.calls.arn, "${aws_s3_bucket.calls.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "calls: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.calls.policy).Statement, {
      Sid       = "CloudTrailChecksAclForAudit"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = aws_s3_bucket.calls.arn
      Condition = {
        StringEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}-audit"
        }
      }
    }), false)
    error_message = "audit: the policy of calls does not say CloudTrailChecksAclForAudit as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.calls.policy).Statement, {
      Sid       = "CloudTrailWritesForAudit"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.calls.arn}/AWSLogs/${local.account_id}/*"
      Condition = {
        StringEquals = {
          "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}-audit"
          "s3:x-amz-acl"  = "bucket-owner-full-control"
        }
      }
    }), false)
    error_message = "audit: the policy of calls does not say CloudTrailWritesForAudit as it has to"
  }

  assert {
    condition     = aws_cloudtrail.audit.name == "${var.name}-audit"
    error_message = "audit: it has another name"
  }

  assert {
    condition     = aws_cloudtrail.audit.s3_bucket_name == aws_s3_bucket.calls.bucket
    error_message = "audit: it does not write to calls"
  }

  assert {
    condition     = toset(flatten(aws_cloudtrail.audit.event_selector[*].data_resource[*].values)) == toset(["${aws_s3_bucket.uploads.arn}/"])
    error_message = "audit: it watches the objects of other buckets"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.queue_changes.name == "${var.name}-queue-changes"
    error_message = "queue-changes: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.queue_changes.event_bus_name, "default") == "default"
    error_message = "queue-changes: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.queue_changes.event_pattern)) == jsonencode({
      source      = ["aws.sqs"]
      detail-type = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource = ["sqs.amazonaws.com"]
        eventName   = ["DeleteQueue", "PurgeQueue"]
      }
    })
    error_message = "queue-changes: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.queue_changes.state, "ENABLED") != "DISABLED"
    error_message = "queue-changes: it is switched off"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.queue_reads.name == "${var.name}-queue-reads"
    error_message = "queue-reads: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.queue_reads.event_bus_name, "default") == "default"
    error_message = "queue-reads: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.queue_reads.event_pattern)) == jsonencode({
      source      = ["aws.sqs"]
      detail-type = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource = ["sqs.amazonaws.com"]
        eventName   = ["GetQueueAttributes"]
      }
    })
    error_message = "queue-reads: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.queue_reads.state, "ENABLED") != "DISABLED"
    error_message = "queue-reads: it is switched off"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.uploaded.name == "${var.name}-uploaded"
    error_message = "uploaded: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.uploaded.event_bus_name, "default") == "default"
    error_message = "uploaded: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.uploaded.event_pattern)) == jsonencode({
      source      = ["aws.s3"]
      detail-type = ["Object Created"]
      detail = {
        bucket = { name = [aws_s3_bucket.uploads.bucket] }
        object = { size = [{ numeric = [">", 0] }] }
      }
    })
    error_message = "uploaded: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.uploaded.state, "ENABLED") != "DISABLED"
    error_message = "uploaded: it is switched off"
  }

  assert {
    condition     = aws_sqs_queue.audited.name == "${var.name}-audited"
    error_message = "audited: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.audited.fifo_queue, false) == false
    error_message = "audited: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.audited.kms_master_key_id == aws_kms_key.this.arn
    error_message = "audited: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.audited.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.audited_dead_letter.arn
    error_message = "audited: what nobody could handle does not go to audited.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.audited.redrive_policy).maxReceiveCount, null) == 5
    error_message = "audited: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.audited_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.audited.arn]
    error_message = "audited.dead_letter: it does not take the dead letters of audited, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.audited.queue_url == aws_sqs_queue.audited.url
    error_message = "audited: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.audited.policy).Statement) == 3
    error_message = "audited: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audited.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.audited.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "audited: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audited.policy).Statement, {
      Sid       = "EventsFromQueueChanges"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.audited.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.queue_changes.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "queue-changes -> audited: the policy of audited does not say EventsFromQueueChanges as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audited.policy).Statement, {
      Sid       = "EventsFromQueueReads"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.audited.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.queue_reads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "queue-reads -> audited: the policy of audited does not say EventsFromQueueReads as it has to"
  }

  assert {
    condition     = aws_sqs_queue.in_order.name == "${var.name}-in-order.fifo"
    error_message = "in-order: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.in_order.fifo_queue, false) == true
    error_message = "in-order: it is no FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.in_order.kms_master_key_id == aws_kms_key.this.arn
    error_message = "in-order: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.in_order.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.in_order_dead_letter.arn
    error_message = "in-order: what nobody could handle does not go to in-order.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.in_order.redrive_policy).maxReceiveCount, null) == 5
    error_message = "in-order: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.in_order_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.in_order.arn]
    error_message = "in-order.dead_letter: it does not take the dead letters of in-order, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.in_order.queue_url == aws_sqs_queue.in_order.url
    error_message = "in-order: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.in_order.policy).Statement) == 2
    error_message = "in-order: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.in_order.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.in_order.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "in-order: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.in_order.policy).Statement, {
      Sid       = "EventsFromUploaded"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.in_order.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.uploaded.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploaded -> in-order: the policy of in-order does not say EventsFromUploaded as it has to"
  }

  assert {
    condition     = aws_sqs_queue.audited_dead_letter.name == "${var.name}-audited-dead-letter"
    error_message = "audited.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.audited_dead_letter.fifo_queue, false) == false
    error_message = "audited.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.audited_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "audited.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.audited_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "audited.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.audited_dead_letter.queue_url == aws_sqs_queue.audited_dead_letter.url
    error_message = "audited.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.audited_dead_letter.policy).Statement) == 1
    error_message = "audited.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audited_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.audited_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "audited.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.in_order_dead_letter.name == "${var.name}-in-order-dead-letter.fifo"
    error_message = "in-order.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.in_order_dead_letter.fifo_queue, false) == true
    error_message = "in-order.dead_letter: it is no FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.in_order_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "in-order.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.in_order_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "in-order.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.in_order_dead_letter.queue_url == aws_sqs_queue.in_order_dead_letter.url
    error_message = "in-order.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.in_order_dead_letter.policy).Statement) == 1
    error_message = "in-order.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.in_order_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.in_order_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "in-order.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.queue_changes_dead_letter.name == "${var.name}-queue-changes-dead-letter"
    error_message = "queue-changes.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.queue_changes_dead_letter.fifo_queue, false) == false
    error_message = "queue-changes.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.queue_changes_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "queue-changes.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.queue_changes_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "queue-changes.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.queue_changes_dead_letter.queue_url == aws_sqs_queue.queue_changes_dead_letter.url
    error_message = "queue-changes.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.queue_changes_dead_letter.policy).Statement) == 2
    error_message = "queue-changes.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.queue_changes_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.queue_changes_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "queue-changes.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.queue_changes_dead_letter.policy).Statement, {
      Sid       = "EventsFromQueueChanges"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.queue_changes_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.queue_changes.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "queue-changes -> audited: the policy of queue-changes.dead_letter does not say EventsFromQueueChanges as it has to"
  }

  assert {
    condition     = aws_sqs_queue.queue_reads_dead_letter.name == "${var.name}-queue-reads-dead-letter"
    error_message = "queue-reads.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.queue_reads_dead_letter.fifo_queue, false) == false
    error_message = "queue-reads.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.queue_reads_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "queue-reads.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.queue_reads_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "queue-reads.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.queue_reads_dead_letter.queue_url == aws_sqs_queue.queue_reads_dead_letter.url
    error_message = "queue-reads.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.queue_reads_dead_letter.policy).Statement) == 2
    error_message = "queue-reads.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.queue_reads_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.queue_reads_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "queue-reads.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.queue_reads_dead_letter.policy).Statement, {
      Sid       = "EventsFromQueueReads"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.queue_reads_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.queue_reads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "queue-reads -> audited: the policy of queue-reads.dead_letter does not say EventsFromQueueReads as it has to"
  }

  assert {
    condition     = aws_sqs_queue.uploaded_dead_letter.name == "${var.name}-uploaded-dead-letter"
    error_message = "uploaded.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.uploaded_dead_letter.fifo_queue, false) == false
    error_message = "uploaded.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.uploaded_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "uploaded.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.uploaded_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "uploaded.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.uploaded_dead_letter.queue_url == aws_sqs_queue.uploaded_dead_letter.url
    error_message = "uploaded.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.uploaded_dead_letter.policy).Statement) == 2
    error_message = "uploaded.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.uploaded_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.uploaded_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "uploaded.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.uploaded_dead_letter.policy).Statement, {
      Sid       = "EventsFromUploaded"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.uploaded_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.uploaded.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploaded -> in-order: the policy of uploaded.dead_letter does not say EventsFromUploaded as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_changes_to_audited.rule == aws_cloudwatch_event_rule.queue_changes.name
    error_message = "queue-changes -> audited: the target is not that of queue-changes"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.queue_changes_to_audited.event_bus_name, "default") == "default"
    error_message = "queue-changes -> audited: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_changes_to_audited.arn == aws_sqs_queue.audited.arn
    error_message = "queue-changes -> audited: what gets the events is not audited"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_changes_to_audited.input == null
    error_message = "queue-changes -> audited: audited gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_changes_to_audited.input_path == null
    error_message = "queue-changes -> audited: audited gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.queue_changes_to_audited.retry_policy[*].maximum_retry_attempts) == 0
    error_message = "queue-changes -> audited: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.queue_changes_to_audited.retry_policy[*].maximum_event_age_in_seconds) == 600
    error_message = "queue-changes -> audited: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.queue_changes_to_audited.dead_letter_config[*].arn) == aws_sqs_queue.queue_changes_dead_letter.arn
    error_message = "queue-changes -> audited: what cannot be delivered does not go to queue-changes.dead_letter"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.queue_changes_to_audited.sqs_target) == 0
    error_message = "queue-changes -> audited: events come in another message group"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_reads_to_audited.rule == aws_cloudwatch_event_rule.queue_reads.name
    error_message = "queue-reads -> audited: the target is not that of queue-reads"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.queue_reads_to_audited.event_bus_name, "default") == "default"
    error_message = "queue-reads -> audited: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_reads_to_audited.arn == aws_sqs_queue.audited.arn
    error_message = "queue-reads -> audited: what gets the events is not audited"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_reads_to_audited.input == null
    error_message = "queue-reads -> audited: audited gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.queue_reads_to_audited.input_path == null
    error_message = "queue-reads -> audited: audited gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.queue_reads_to_audited.retry_policy[*].maximum_retry_attempts) == 0
    error_message = "queue-reads -> audited: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.queue_reads_to_audited.retry_policy[*].maximum_event_age_in_seconds) == 600
    error_message = "queue-reads -> audited: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.queue_reads_to_audited.dead_letter_config[*].arn) == aws_sqs_queue.queue_reads_dead_letter.arn
    error_message = "queue-reads -> audited: what cannot be delivered does not go to queue-reads.dead_letter"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.queue_reads_to_audited.sqs_target) == 0
    error_message = "queue-reads -> audited: events come in another message group"
  }

  assert {
    condition     = aws_cloudwatch_event_target.uploaded_to_in_order.rule == aws_cloudwatch_event_rule.uploaded.name
    error_message = "uploaded -> in-order: the target is not that of uploaded"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.uploaded_to_in_order.event_bus_name, "default") == "default"
    error_message = "uploaded -> in-order: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.uploaded_to_in_order.arn == aws_sqs_queue.in_order.arn
    error_message = "uploaded -> in-order: what gets the events is not in-order"
  }

  assert {
    condition     = aws_cloudwatch_event_target.uploaded_to_in_order.input == null
    error_message = "uploaded -> in-order: in-order gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.uploaded_to_in_order.input_path == null
    error_message = "uploaded -> in-order: in-order gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.uploaded_to_in_order.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "uploaded -> in-order: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.uploaded_to_in_order.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "uploaded -> in-order: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.uploaded_to_in_order.dead_letter_config[*].arn) == aws_sqs_queue.uploaded_dead_letter.arn
    error_message = "uploaded -> in-order: what cannot be delivered does not go to uploaded.dead_letter"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.uploaded_to_in_order.sqs_target[*].message_group_id) == "uploads"
    error_message = "uploaded -> in-order: events come in another message group"
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
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-queue-changes",
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-queue-reads",
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-uploaded",
          ]
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Events as it has to"
  }
}
