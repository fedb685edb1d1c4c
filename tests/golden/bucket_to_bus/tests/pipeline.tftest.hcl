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
    target = aws_cloudwatch_event_rule.new_uploads
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/new-uploads" }
  }

  override_resource {
    target = aws_sqs_queue.work
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:work" }
  }

  override_resource {
    target = aws_sqs_queue.work_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:work-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.new_uploads_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:new-uploads-dead-letter" }
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
    condition     = aws_cloudwatch_event_archive.default.name == "${var.name}-default"
    error_message = "default: its archive has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.default.event_source_arn == "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
    error_message = "default: the archive is not that of default"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.default.retention_days == 30
    error_message = "default: its archive does not keep events for 30 days"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.new_uploads.name == "${var.name}-new-uploads"
    error_message = "new-uploads: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.new_uploads.event_bus_name, "default") == "default"
    error_message = "new-uploads: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.new_uploads.event_pattern)) == jsonencode({
      source      = ["aws.s3"]
      detail-type = ["Object Created", "Object Restore Completed"]
      detail      = { bucket = { name = [aws_s3_bucket.uploads.bucket] } }
    })
    error_message = "new-uploads: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.new_uploads.state, "ENABLED") != "DISABLED"
    error_message = "new-uploads: it is switched off"
  }

  assert {
    condition     = aws_sqs_queue.work.name == "${var.name}-work"
    error_message = "work: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.work.fifo_queue, false) == false
    error_message = "work: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.work.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.work_dead_letter.arn
    error_message = "work: what nobody could handle does not go to work.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.work.redrive_policy).maxReceiveCount, null) == 5
    error_message = "work: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.work_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.work.arn]
    error_message = "work.dead_letter: it does not take the dead letters of work, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.work.queue_url == aws_sqs_queue.work.url
    error_message = "work: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.work.policy).Statement) == 2
    error_message = "work: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.work.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.work.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "work: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.work.policy).Statement, {
      Sid       = "EventsFromNewUploads"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.work.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.new_uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "new-uploads -> work: the policy of work does not say EventsFromNewUploads as it has to"
  }

  assert {
    condition     = aws_sqs_queue.work_dead_letter.name == "${var.name}-work-dead-letter"
    error_message = "work.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.work_dead_letter.fifo_queue, false) == false
    error_message = "work.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.work_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "work.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.work_dead_letter.queue_url == aws_sqs_queue.work_dead_letter.url
    error_message = "work.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.work_dead_letter.policy).Statement) == 1
    error_message = "work.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.work_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.work_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "work.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.new_uploads_dead_letter.name == "${var.name}-new-uploads-dead-letter"
    error_message = "new-uploads.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.new_uploads_dead_letter.fifo_queue, false) == false
    error_message = "new-uploads.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.new_uploads_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "new-uploads.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.new_uploads_dead_letter.queue_url == aws_sqs_queue.new_uploads_dead_letter.url
    error_message = "new-uploads.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.new_uploads_dead_letter.policy).Statement) == 2
    error_message = "new-uploads.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.new_uploads_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.new_uploads_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "new-uploads.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.new_uploads_dead_letter.policy).Statement, {
      Sid       = "EventsFromNewUploads"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.new_uploads_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.new_uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "new-uploads -> work: the policy of new-uploads.dead_letter does not say EventsFromNewUploads as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.new_uploads_to_work.rule == aws_cloudwatch_event_rule.new_uploads.name
    error_message = "new-uploads -> work: the target is not that of new-uploads"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.new_uploads_to_work.event_bus_name, "default") == "default"
    error_message = "new-uploads -> work: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.new_uploads_to_work.arn == aws_sqs_queue.work.arn
    error_message = "new-uploads -> work: what gets the events is not work"
  }

  assert {
    condition     = aws_cloudwatch_event_target.new_uploads_to_work.input == null
    error_message = "new-uploads -> work: work gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.new_uploads_to_work.input_path == null
    error_message = "new-uploads -> work: work gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.new_uploads_to_work.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "new-uploads -> work: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.new_uploads_to_work.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "new-uploads -> work: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.new_uploads_to_work.dead_letter_config[*].arn) == aws_sqs_queue.new_uploads_dead_letter.arn
    error_message = "new-uploads -> work: what cannot be delivered does not go to new-uploads.dead_letter"
  }

  assert {
    condition     = length(aws_cloudwatch_event_target.new_uploads_to_work.sqs_target) == 0
    error_message = "new-uploads -> work: events come in another message group"
  }
}
