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
    target = aws_cloudwatch_event_rule.failed_builds
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/failed-builds" }
  }

  override_resource {
    target = aws_sns_topic.alerts
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:alerts" }
  }

  override_resource {
    target = aws_sqs_queue.overdue_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:overdue-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.failed_builds_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:failed-builds-dead-letter" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_cloudwatch_event_rule.failed_builds.name == "${var.name}-failed-builds"
    error_message = "failed-builds: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.failed_builds.event_bus_name, "default") == "default"
    error_message = "failed-builds: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.failed_builds.event_pattern)) == jsonencode({
      source      = ["aws.codebuild"]
      detail-type = ["CodeBuild Build State Change"]
      detail      = { build-status = ["FAILED", "STOPPED"] }
    })
    error_message = "failed-builds: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.failed_builds.state, "ENABLED") != "DISABLED"
    error_message = "failed-builds: it is switched off"
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
    condition     = length(jsondecode(aws_sns_topic_policy.alerts.policy).Statement) == 3
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
      Sid       = "EventsFromOverdue"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alerts.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = "arn:aws:events:eu-west-1:123456789012:rule/shop/overdue" }
        StringEquals = { "aws:SourceAccount" = "123456789012" }
      }
    }), false)
    error_message = "overdue -> alerts: the policy of alerts does not say EventsFromOverdue as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.alerts.policy).Statement, {
      Sid       = "EventsFromFailedBuilds"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alerts.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.failed_builds.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "failed-builds -> alerts: the policy of alerts does not say EventsFromFailedBuilds as it has to"
  }

  assert {
    condition     = aws_sqs_queue.overdue_dead_letter.name == "${var.name}-overdue-dead-letter"
    error_message = "overdue.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.overdue_dead_letter.fifo_queue, false) == false
    error_message = "overdue.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.overdue_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "overdue.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.overdue_dead_letter.queue_url == aws_sqs_queue.overdue_dead_letter.url
    error_message = "overdue.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.overdue_dead_letter.policy).Statement) == 2
    error_message = "overdue.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.overdue_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.overdue_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "overdue.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.overdue_dead_letter.policy).Statement, {
      Sid       = "EventsFromOverdue"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.overdue_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = "arn:aws:events:eu-west-1:123456789012:rule/shop/overdue" }
        StringEquals = { "aws:SourceAccount" = "123456789012" }
      }
    }), false)
    error_message = "overdue -> alerts: the policy of overdue.dead_letter does not say EventsFromOverdue as it has to"
  }

  assert {
    condition     = aws_sqs_queue.failed_builds_dead_letter.name == "${var.name}-failed-builds-dead-letter"
    error_message = "failed-builds.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.failed_builds_dead_letter.fifo_queue, false) == false
    error_message = "failed-builds.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.failed_builds_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "failed-builds.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.failed_builds_dead_letter.queue_url == aws_sqs_queue.failed_builds_dead_letter.url
    error_message = "failed-builds.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.failed_builds_dead_letter.policy).Statement) == 2
    error_message = "failed-builds.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.failed_builds_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.failed_builds_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "failed-builds.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.failed_builds_dead_letter.policy).Statement, {
      Sid       = "EventsFromFailedBuilds"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.failed_builds_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.failed_builds.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "failed-builds -> alerts: the policy of failed-builds.dead_letter does not say EventsFromFailedBuilds as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.overdue_to_alerts.rule == element(reverse(split("/", "arn:aws:events:eu-west-1:123456789012:rule/shop/overdue")), 0)
    error_message = "overdue -> alerts: the target is not that of overdue"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.overdue_to_alerts.event_bus_name, "default") == "arn:aws:events:eu-west-1:123456789012:event-bus/shop"
    error_message = "overdue -> alerts: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.overdue_to_alerts.arn == aws_sns_topic.alerts.arn
    error_message = "overdue -> alerts: what gets the events is not alerts"
  }

  assert {
    condition     = aws_cloudwatch_event_target.overdue_to_alerts.input == null
    error_message = "overdue -> alerts: alerts gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.overdue_to_alerts.input_path == null
    error_message = "overdue -> alerts: alerts gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.overdue_to_alerts.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "overdue -> alerts: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.overdue_to_alerts.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "overdue -> alerts: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.overdue_to_alerts.dead_letter_config[*].arn) == aws_sqs_queue.overdue_dead_letter.arn
    error_message = "overdue -> alerts: what cannot be delivered does not go to overdue.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_event_target.failed_builds_to_alerts.rule == aws_cloudwatch_event_rule.failed_builds.name
    error_message = "failed-builds -> alerts: the target is not that of failed-builds"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.failed_builds_to_alerts.event_bus_name, "default") == "default"
    error_message = "failed-builds -> alerts: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.failed_builds_to_alerts.arn == aws_sns_topic.alerts.arn
    error_message = "failed-builds -> alerts: what gets the events is not alerts"
  }

  assert {
    condition     = aws_cloudwatch_event_target.failed_builds_to_alerts.input == jsonencode("A build of the team \"${var.team}\" has failed.")
    error_message = "failed-builds -> alerts: alerts gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.failed_builds_to_alerts.input_path == null
    error_message = "failed-builds -> alerts: alerts gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.failed_builds_to_alerts.retry_policy[*].maximum_retry_attempts) == 185
    error_message = "failed-builds -> alerts: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.failed_builds_to_alerts.retry_policy[*].maximum_event_age_in_seconds) == 86400
    error_message = "failed-builds -> alerts: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.failed_builds_to_alerts.dead_letter_config[*].arn) == aws_sqs_queue.failed_builds_dead_letter.arn
    error_message = "failed-builds -> alerts: what cannot be delivered does not go to failed-builds.dead_letter"
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
}
