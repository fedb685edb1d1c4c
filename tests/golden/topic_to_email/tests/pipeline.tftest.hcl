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
    target = aws_sns_topic.alerts
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:alerts" }
  }

  override_resource {
    target = aws_sqs_queue.alerts_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:alerts-dead-letter" }
  }
}

variables {
  on_call = "team@example.com"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sns_topic.alerts.name == "${var.name}-alerts"
    error_message = "alerts: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.alerts.fifo_topic, false) == false
    error_message = "alerts: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic_policy.alerts.arn == aws_sns_topic.alerts.arn
    error_message = "alerts: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.alerts.policy).Statement) == 1
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
    condition     = aws_sqs_queue.alerts_dead_letter.name == "${var.name}-alerts-dead-letter"
    error_message = "alerts.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.alerts_dead_letter.fifo_queue, false) == false
    error_message = "alerts.dead_letter: it is a FIFO queue"
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
    condition     = aws_sns_topic_subscription.alerts_to_team.topic_arn == aws_sns_topic.alerts.arn
    error_message = "alerts -> team: the subscription is not one of alerts"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_team.protocol == "email"
    error_message = "alerts -> team: team gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_team.endpoint == "team@example.com"
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
    condition     = aws_sns_topic_subscription.alerts_to_on_call.topic_arn == aws_sns_topic.alerts.arn
    error_message = "alerts -> on-call: the subscription is not one of alerts"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_on_call.protocol == "email"
    error_message = "alerts -> on-call: on-call gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_on_call.endpoint == var.on_call
    error_message = "alerts -> on-call: what gets the messages is not on-call"
  }

  assert {
    condition     = try(jsonencode(jsondecode(aws_sns_topic_subscription.alerts_to_on_call.filter_policy)), null) == jsonencode({ severity = ["critical"] })
    error_message = "alerts -> on-call: its filter is another"
  }

  assert {
    condition     = aws_sns_topic_subscription.alerts_to_on_call.filter_policy_scope == "MessageAttributes"
    error_message = "alerts -> on-call: its filter is about another part of the messages"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.alerts_to_on_call.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.alerts_dead_letter.arn
    error_message = "alerts -> on-call: what cannot be delivered does not go to alerts.dead_letter"
  }
}
