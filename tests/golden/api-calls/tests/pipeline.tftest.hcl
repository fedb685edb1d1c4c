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
    target = aws_cloudwatch_event_rule.table_deleted
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/table-deleted" }
  }

  override_resource {
    target = aws_sns_topic.alerts
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:alerts" }
  }

  override_resource {
    target = aws_s3_bucket.audit_log
    values = { arn = "arn:aws:s3:::audit-log" }
  }

  override_resource {
    target = aws_sqs_queue.table_deleted_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:table-deleted-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.alerts_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:alerts-dead-letter" }
  }
}

variables {
  team_email = "team@example.com"
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
    condition     = aws_cloudwatch_event_rule.table_deleted.name == "${var.name}-table-deleted"
    error_message = "table-deleted: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.table_deleted.event_bus_name, "default") == "default"
    error_message = "table-deleted: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.table_deleted.event_pattern)) == jsonencode({
      source      = ["aws.dynamodb"]
      detail-type = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource = ["dynamodb.amazonaws.com"]
        eventName   = ["DeleteTable"]
      }
    })
    error_message = "table-deleted: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.table_deleted.state, "ENABLED") != "DISABLED"
    error_message = "table-deleted: it is switched off"
  }

  assert {
    condition     = aws_sns_topic.alerts.name == "${var.name}-alerts"
    error_message = "alerts: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.alerts.fifo_topic, false) == false
    error_message = "alerts: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic.alerts.kms_master_key_id == aws_kms_key.this.arn
    error_message = "alerts: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.alerts.arn == aws_sns_topic.alerts.arn
    error_message = "alerts: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.alerts.policy).Statement) == 2
    error_message = "alerts: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.alerts.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alerts.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "alerts: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.alerts.policy).Statement, {
      Sid       = "EventsFromTableDeleted"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alerts.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.table_deleted.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "table-deleted -> alerts: the policy of alerts does not say EventsFromTableDeleted as it has to"
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
    condition     = aws_sqs_queue.table_deleted_dead_letter.name == "${var.name}-table-deleted-dead-letter"
    error_message = "table-deleted.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.table_deleted_dead_letter.fifo_queue, false) == false
    error_message = "table-deleted.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.table_deleted_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "table-deleted.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.table_deleted_dead_letter.queue_url == aws_sqs_queue.table_deleted_dead_letter.url
    error_message = "table-deleted.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.table_deleted_dead_letter.policy).Statement) == 2
    error_message = "table-deleted.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.table_deleted_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.table_deleted_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "table-deleted.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.table_deleted_dead_letter.policy).Statement, {
      Sid       = "EventsFromTableDeleted"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.table_deleted_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.table_deleted.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "table-deleted -> alerts: the policy of table-deleted.dead_letter does not say EventsFromTableDeleted as it has to"
  }

  assert {
    condition     = aws_sqs_queue.alerts_dead_letter.name == "${var.name}-alerts-dead-letter"
    error_message = "alerts.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.alerts_dead_letter.fifo_queue, false) == false
    error_message = "alerts.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.alerts_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "alerts.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.alerts_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "alerts.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.alerts_dead_letter.queue_url == aws_sqs_queue.alerts_dead_letter.url
    error_message = "alerts.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.alerts_dead_letter.policy).Statement) == 2
    error_message = "alerts.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.alerts_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.alerts_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "alerts.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.alerts_dead_letter.policy).Statement, {
      Sid       = "SnsFromAlerts"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.alerts_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.alerts.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "alerts -> team: the policy of alerts.dead_letter does not say SnsFromAlerts as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.table_deleted_to_alerts.rule == aws_cloudwatch_event_rule.table_deleted.name
    error_message = "table-deleted -> alerts: the target is not that of table-deleted"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.table_deleted_to_alerts.event_bus_name, "default") == "default"
    error_message = "table-deleted -> alerts: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.table_deleted_to_alerts.arn == aws_sns_topic.alerts.arn
    error_message = "table-deleted -> alerts: what gets the events is not alerts"
  }

  assert {
    condition     = aws_cloudwatch_event_target.table_deleted_to_alerts.input == null
    error_message = "table-deleted -> alerts: alerts gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.table_deleted_to_alerts.input_path == null
    error_message = "table-deleted -> alerts: alerts gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.table_deleted_to_alerts.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "table-deleted -> alerts: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.table_deleted_to_alerts.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "table-deleted -> alerts: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.table_deleted_to_alerts.dead_letter_config[*].arn) == aws_sqs_queue.table_deleted_dead_letter.arn
    error_message = "table-deleted -> alerts: what cannot be delivered does not go to table-deleted.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_team.topic_arn == aws_sns_topic.alerts.arn
    error_message = "alerts -> team: the subscription is not one of alerts"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_team.protocol == "email"
    error_message = "alerts -> team: team gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_team.endpoint == var.team_email
    error_message = "alerts -> team: what gets the messages is not team"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_team.filter_policy == null
    error_message = "alerts -> team: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.alerts_to_team.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.alerts_dead_letter.arn
    error_message = "alerts -> team: what cannot be delivered does not go to alerts.dead_letter"
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
      Sid       = "EventsToTopics"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "kms:EncryptionContext:aws:sns:topicArn" = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-alerts"
        }
      }
    }), false)
    error_message = "the key of the module does not say EventsToTopics as it has to"
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
          "aws:SourceArn" = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-alerts"
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Sns as it has to"
  }
}
