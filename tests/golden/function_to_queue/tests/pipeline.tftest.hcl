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
    target = aws_sqs_queue.jobs
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:jobs" }
  }

  override_resource {
    target = aws_sqs_queue.in_order
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:in-order.fifo" }
  }

  override_resource {
    target = aws_lambda_function.dispatch
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:dispatch" }
  }

  override_resource {
    target = aws_iam_role.dispatch
    values = { arn = "arn:aws:iam::123456789012:role/dispatch" }
  }

  override_resource {
    target = aws_sqs_queue.jobs_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:jobs-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.in_order_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:in-order-dead-letter.fifo" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sqs_queue.jobs.name == "${var.name}-jobs"
    error_message = "jobs: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.jobs.fifo_queue, false) == false
    error_message = "jobs: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.jobs.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.jobs_dead_letter.arn
    error_message = "jobs: what nobody could handle does not go to jobs.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.jobs.redrive_policy).maxReceiveCount, null) == 5
    error_message = "jobs: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.jobs_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.jobs.arn]
    error_message = "jobs.dead_letter: it does not take the dead letters of jobs, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.jobs.queue_url == aws_sqs_queue.jobs.url
    error_message = "jobs: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.jobs.policy).Statement) == 1
    error_message = "jobs: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.jobs.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.jobs.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "jobs: its policy lets in who does not come over TLS"
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
    condition     = length(jsondecode(aws_sqs_queue_policy.in_order.policy).Statement) == 1
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
    condition     = aws_lambda_function.dispatch.function_name == "${var.name}-dispatch"
    error_message = "dispatch: it has another name"
  }

  assert {
    condition     = aws_iam_role.dispatch.name == "${var.name}-dispatch"
    error_message = "dispatch: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.dispatch.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "dispatch: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.dispatch.role == aws_iam_role.dispatch.arn
    error_message = "dispatch: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.dispatch.policy).Statement) == 6
    error_message = "dispatch: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.dispatch.role == aws_iam_role.dispatch.id
    error_message = "dispatch: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.dispatch.name == "/aws/lambda/${var.name}-dispatch"
    error_message = "dispatch: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.dispatch.logging_config[*].log_group) == aws_cloudwatch_log_group.dispatch.name
    error_message = "dispatch: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.dispatch.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.dispatch.arn}:*"
    }), false)
    error_message = "dispatch: the role of dispatch does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.dispatch.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "dispatch: the role of dispatch does not say WriteTraces as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.dispatch.environment[0].variables["JOBS_QUEUE_URL"], null) == aws_sqs_queue.jobs.url
    error_message = "dispatch -> jobs: JOBS_QUEUE_URL of dispatch says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.dispatch.policy).Statement, {
      Sid      = "SendToJobs"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.jobs.arn
    }), false)
    error_message = "dispatch -> jobs: the role of dispatch does not say SendToJobs as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.dispatch.environment[0].variables["IN_ORDER_QUEUE_URL"], null) == aws_sqs_queue.in_order.url
    error_message = "dispatch -> in-order: IN_ORDER_QUEUE_URL of dispatch says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.dispatch.policy).Statement, {
      Sid      = "SendToInOrder"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.in_order.arn
    }), false)
    error_message = "dispatch -> in-order: the role of dispatch does not say SendToInOrder as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.dispatch.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "dispatch -> in-order: the role of dispatch does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.dispatch.environment[0].variables["LEGACY_QUEUE_URL"], null) == "https://sqs.eu-west-1.amazonaws.com/123456789012/legacy"
    error_message = "dispatch -> legacy: LEGACY_QUEUE_URL of dispatch says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.dispatch.policy).Statement, {
      Sid      = "SendToLegacy"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = "arn:aws:sqs:eu-west-1:123456789012:legacy"
    }), false)
    error_message = "dispatch -> legacy: the role of dispatch does not say SendToLegacy as it has to"
  }

  assert {
    condition     = aws_sqs_queue.jobs_dead_letter.name == "${var.name}-jobs-dead-letter"
    error_message = "jobs.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.jobs_dead_letter.fifo_queue, false) == false
    error_message = "jobs.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.jobs_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "jobs.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.jobs_dead_letter.queue_url == aws_sqs_queue.jobs_dead_letter.url
    error_message = "jobs.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.jobs_dead_letter.policy).Statement) == 1
    error_message = "jobs.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.jobs_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.jobs_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "jobs.dead_letter: its policy lets in who does not come over TLS"
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
      Sid       = "RolesThatSend"
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.dispatch.arn }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }
}
