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
    target = aws_sns_topic.signups
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:signups" }
  }

  override_resource {
    target = aws_lambda_function.welcome
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:welcome" }
  }

  override_resource {
    target = aws_iam_role.welcome
    values = { arn = "arn:aws:iam::123456789012:role/welcome" }
  }

  override_resource {
    target = aws_lambda_function.bill
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:bill" }
  }

  override_resource {
    target = aws_iam_role.bill
    values = { arn = "arn:aws:iam::123456789012:role/bill" }
  }

  override_resource {
    target = aws_sqs_queue.unbilled
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:unbilled" }
  }

  override_resource {
    target = aws_sqs_queue.signups_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:signups-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.welcome_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:welcome-dead-letter" }
  }
}

variables {
  report_arn = "arn:aws:lambda:eu-west-1:123456789012:function:report"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sns_topic.signups.name == "${var.name}-signups"
    error_message = "signups: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.signups.fifo_topic, false) == false
    error_message = "signups: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic.signups.kms_master_key_id == aws_kms_key.this.arn
    error_message = "signups: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.signups.arn == aws_sns_topic.signups.arn
    error_message = "signups: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.signups.policy).Statement) == 1
    error_message = "signups: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.signups.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.signups.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "signups: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_function.welcome.function_name == "${var.name}-welcome"
    error_message = "welcome: it has another name"
  }

  assert {
    condition     = aws_iam_role.welcome.name == "${var.name}-welcome"
    error_message = "welcome: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.welcome.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "welcome: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.welcome.role == aws_iam_role.welcome.arn
    error_message = "welcome: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.welcome.policy).Statement) == 3
    error_message = "welcome: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.welcome.role == aws_iam_role.welcome.id
    error_message = "welcome: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.welcome.name == "/aws/lambda/${var.name}-welcome"
    error_message = "welcome: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.welcome.logging_config[*].log_group) == aws_cloudwatch_log_group.welcome.name
    error_message = "welcome: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.welcome.function_name == aws_lambda_function.welcome.function_name
    error_message = "welcome: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.welcome.maximum_retry_attempts == 0
    error_message = "welcome: a failed event is not tried 0 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.welcome.maximum_event_age_in_seconds == 1800
    error_message = "welcome: an event does not wait for 1800 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.welcome.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.welcome_dead_letter.arn
    error_message = "welcome: what it fails on does not go to welcome.dead_letter"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.welcome.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.welcome.arn}:*"
    }), false)
    error_message = "welcome: the role of welcome does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.welcome.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "welcome: the role of welcome does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.welcome.policy).Statement, {
      Sid      = "SendToWelcomeDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.welcome_dead_letter.arn
    }), false)
    error_message = "signups -> welcome: the role of welcome does not say SendToWelcomeDeadLetter as it has to"
  }

  assert {
    condition     = aws_lambda_function.bill.function_name == "${var.name}-bill"
    error_message = "bill: it has another name"
  }

  assert {
    condition     = aws_iam_role.bill.name == "${var.name}-bill"
    error_message = "bill: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.bill.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "bill: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.bill.role == aws_iam_role.bill.arn
    error_message = "bill: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.bill.policy).Statement) == 3
    error_message = "bill: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.bill.role == aws_iam_role.bill.id
    error_message = "bill: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.bill.name == "/aws/lambda/${var.name}-bill"
    error_message = "bill: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.bill.logging_config[*].log_group) == aws_cloudwatch_log_group.bill.name
    error_message = "bill: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.bill.function_name == aws_lambda_function.bill.function_name
    error_message = "bill: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.bill.maximum_retry_attempts == 2
    error_message = "bill: a failed event is not tried 2 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.bill.maximum_event_age_in_seconds == 21600
    error_message = "bill: an event does not wait for 21600 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.bill.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.unbilled.arn
    error_message = "bill: what it fails on does not go to unbilled"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.bill.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.bill.arn}:*"
    }), false)
    error_message = "bill: the role of bill does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.bill.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "bill: the role of bill does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.bill.policy).Statement, {
      Sid      = "SendToUnbilled"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.unbilled.arn
    }), false)
    error_message = "signups -> bill: the role of bill does not say SendToUnbilled as it has to"
  }

  assert {
    condition     = aws_sqs_queue.unbilled.name == "${var.name}-unbilled"
    error_message = "unbilled: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.unbilled.fifo_queue, false) == false
    error_message = "unbilled: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.unbilled.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "unbilled: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.unbilled.queue_url == aws_sqs_queue.unbilled.url
    error_message = "unbilled: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.unbilled.policy).Statement) == 2
    error_message = "unbilled: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.unbilled.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.unbilled.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "unbilled: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.unbilled.policy).Statement, {
      Sid       = "SnsFromSignups"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.unbilled.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.signups.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "signups -> bill: the policy of unbilled does not say SnsFromSignups as it has to"
  }

  assert {
    condition     = aws_sqs_queue.signups_dead_letter.name == "${var.name}-signups-dead-letter"
    error_message = "signups.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.signups_dead_letter.fifo_queue, false) == false
    error_message = "signups.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.signups_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "signups.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.signups_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "signups.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.signups_dead_letter.queue_url == aws_sqs_queue.signups_dead_letter.url
    error_message = "signups.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.signups_dead_letter.policy).Statement) == 2
    error_message = "signups.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.signups_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.signups_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "signups.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.signups_dead_letter.policy).Statement, {
      Sid       = "SnsFromSignups"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.signups_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.signups.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "signups -> welcome: the policy of signups.dead_letter does not say SnsFromSignups as it has to"
  }

  assert {
    condition     = aws_sqs_queue.welcome_dead_letter.name == "${var.name}-welcome-dead-letter"
    error_message = "welcome.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.welcome_dead_letter.fifo_queue, false) == false
    error_message = "welcome.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.welcome_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "welcome.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.welcome_dead_letter.queue_url == aws_sqs_queue.welcome_dead_letter.url
    error_message = "welcome.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.welcome_dead_letter.policy).Statement) == 1
    error_message = "welcome.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.welcome_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.welcome_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "welcome.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_welcome.topic_arn == aws_sns_topic.signups.arn
    error_message = "signups -> welcome: the subscription is not one of signups"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_welcome.protocol == "lambda"
    error_message = "signups -> welcome: welcome gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_welcome.endpoint == aws_lambda_function.welcome.arn
    error_message = "signups -> welcome: what gets the messages is not welcome"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_welcome.filter_policy == null
    error_message = "signups -> welcome: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.signups_to_welcome.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.signups_dead_letter.arn
    error_message = "signups -> welcome: what cannot be delivered does not go to signups.dead_letter"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_welcome.principal == "sns.amazonaws.com"
    error_message = "signups -> welcome: sns.amazonaws.com may not invoke welcome, or others may"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_welcome.action == "lambda:InvokeFunction"
    error_message = "signups -> welcome: welcome may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_welcome.function_name == aws_lambda_function.welcome.function_name
    error_message = "signups -> welcome: the permission is not that of welcome"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_welcome.source_arn == aws_sns_topic.signups.arn
    error_message = "signups -> welcome: the permission is not on behalf of signups"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_welcome.source_account == local.account_id
    error_message = "signups -> welcome: other accounts may invoke welcome"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_bill.topic_arn == aws_sns_topic.signups.arn
    error_message = "signups -> bill: the subscription is not one of signups"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_bill.protocol == "lambda"
    error_message = "signups -> bill: bill gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_bill.endpoint == aws_lambda_function.bill.arn
    error_message = "signups -> bill: what gets the messages is not bill"
  }

  assert {
    condition     = try(jsonencode(jsondecode(aws_sns_topic_subscription.signups_to_bill.filter_policy)), null) == jsonencode({ plan = ["pro", "team"] })
    error_message = "signups -> bill: its filter is another"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_bill.filter_policy_scope == "MessageBody"
    error_message = "signups -> bill: its filter is about another part of the messages"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.signups_to_bill.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.unbilled.arn
    error_message = "signups -> bill: what cannot be delivered does not go to unbilled"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_bill.principal == "sns.amazonaws.com"
    error_message = "signups -> bill: sns.amazonaws.com may not invoke bill, or others may"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_bill.action == "lambda:InvokeFunction"
    error_message = "signups -> bill: bill may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_bill.function_name == aws_lambda_function.bill.function_name
    error_message = "signups -> bill: the permission is not that of bill"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_bill.source_arn == aws_sns_topic.signups.arn
    error_message = "signups -> bill: the permission is not on behalf of signups"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_bill.source_account == local.account_id
    error_message = "signups -> bill: other accounts may invoke bill"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_report.topic_arn == aws_sns_topic.signups.arn
    error_message = "signups -> report: the subscription is not one of signups"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_report.protocol == "lambda"
    error_message = "signups -> report: report gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_report.endpoint == var.report_arn
    error_message = "signups -> report: what gets the messages is not report"
  }

  assert {
    condition     = aws_sns_topic_subscription.signups_to_report.filter_policy == null
    error_message = "signups -> report: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.signups_to_report.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "signups -> report: the page has no dead-letter queue here"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_report.principal == "sns.amazonaws.com"
    error_message = "signups -> report: sns.amazonaws.com may not invoke report, or others may"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_report.action == "lambda:InvokeFunction"
    error_message = "signups -> report: report may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_report.function_name == var.report_arn
    error_message = "signups -> report: the permission is not that of report"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_report.source_arn == aws_sns_topic.signups.arn
    error_message = "signups -> report: the permission is not on behalf of signups"
  }

  assert {
    condition     = aws_lambda_permission.signups_to_report.source_account == local.account_id
    error_message = "signups -> report: other accounts may invoke report"
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
      Sid       = "Sns"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "aws:SourceArn" = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-signups"
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Sns as it has to"
  }
}
