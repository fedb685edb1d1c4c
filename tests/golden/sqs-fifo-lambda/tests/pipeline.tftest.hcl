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
    target = aws_sqs_queue.payments
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:payments.fifo" }
  }

  override_resource {
    target = aws_lambda_function.charge
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:charge" }
  }

  override_resource {
    target = aws_iam_role.charge
    values = { arn = "arn:aws:iam::123456789012:role/charge" }
  }

  override_resource {
    target = aws_sqs_queue.payments_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:payments-dead-letter.fifo" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sqs_queue.payments.name == "${var.name}-payments.fifo"
    error_message = "payments: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.payments.fifo_queue, false) == true
    error_message = "payments: it is no FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.payments.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.payments_dead_letter.arn
    error_message = "payments: what nobody could handle does not go to payments.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.payments.redrive_policy).maxReceiveCount, null) == 3
    error_message = "payments: a message is not a dead letter after 3 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.payments_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.payments.arn]
    error_message = "payments.dead_letter: it does not take the dead letters of payments, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.payments.queue_url == aws_sqs_queue.payments.url
    error_message = "payments: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.payments.policy).Statement) == 1
    error_message = "payments: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.payments.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.payments.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "payments: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_function.charge.function_name == "${var.name}-charge"
    error_message = "charge: it has another name"
  }

  assert {
    condition     = aws_iam_role.charge.name == "${var.name}-charge"
    error_message = "charge: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.charge.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "charge: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.charge.role == aws_iam_role.charge.arn
    error_message = "charge: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.charge.policy).Statement) == 3
    error_message = "charge: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.charge.role == aws_iam_role.charge.id
    error_message = "charge: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.charge.name == "/aws/lambda/${var.name}-charge"
    error_message = "charge: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.charge.logging_config[*].log_group) == aws_cloudwatch_log_group.charge.name
    error_message = "charge: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.charge.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.charge.arn}:*"
    }), false)
    error_message = "charge: the role of charge does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.charge.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "charge: the role of charge does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.charge.policy).Statement, {
      Sid      = "ReceiveFromPayments"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.payments.arn
    }), false)
    error_message = "payments -> charge: the role of charge does not say ReceiveFromPayments as it has to"
  }

  assert {
    condition     = aws_sqs_queue.payments_dead_letter.name == "${var.name}-payments-dead-letter.fifo"
    error_message = "payments.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.payments_dead_letter.fifo_queue, false) == true
    error_message = "payments.dead_letter: it is no FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.payments_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "payments.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.payments_dead_letter.queue_url == aws_sqs_queue.payments_dead_letter.url
    error_message = "payments.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.payments_dead_letter.policy).Statement) == 1
    error_message = "payments.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.payments_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.payments_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "payments.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.payments_to_charge.event_source_arn == aws_sqs_queue.payments.arn
    error_message = "payments -> charge: what is read is not payments"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.payments_to_charge.function_name == aws_lambda_function.charge.function_name
    error_message = "payments -> charge: what is invoked is not charge"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.payments_to_charge.batch_size == 10
    error_message = "payments -> charge: a batch has another size than 10"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.payments_to_charge.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "payments -> charge: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.payments_to_charge.filter_criteria) == 0
    error_message = "payments -> charge: the page filters nothing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.payments_to_charge.scaling_config) == 0
    error_message = "payments -> charge: another number of invocations at the same time"
  }
}
