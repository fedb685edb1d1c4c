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
    target = aws_sqs_queue.orders
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders" }
  }

  override_resource {
    target = aws_sqs_queue.payments
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:payments.fifo" }
  }

  override_resource {
    target = aws_lambda_function.handle
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:handle" }
  }

  override_resource {
    target = aws_iam_role.handle
    values = { arn = "arn:aws:iam::123456789012:role/handle" }
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
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.payments_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:payments-dead-letter.fifo" }
  }
}

variables {
  inbox_arn = "arn:aws:sqs:eu-west-1:123456789012:inbox"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sqs_queue.orders.name == "${var.name}-orders"
    error_message = "orders: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.orders.fifo_queue, false) == false
    error_message = "orders: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.orders.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders: what nobody could handle does not go to orders.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.orders.redrive_policy).maxReceiveCount, null) == 5
    error_message = "orders: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.orders_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.orders.arn]
    error_message = "orders.dead_letter: it does not take the dead letters of orders, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.orders.queue_url == aws_sqs_queue.orders.url
    error_message = "orders: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.orders.policy).Statement) == 1
    error_message = "orders: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.orders.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.orders.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "orders: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.payments.name == "${var.name}-payments.fifo"
    error_message = "payments: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.payments.fifo_queue, false) == true
    error_message = "payments: it is no FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.payments.kms_master_key_id == aws_kms_key.this.arn
    error_message = "payments: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.payments.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.payments_dead_letter.arn
    error_message = "payments: what nobody could handle does not go to payments.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.payments.redrive_policy).maxReceiveCount, null) == 5
    error_message = "payments: a message is not a dead letter after 5 receives"
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
    condition     = aws_lambda_function.handle.function_name == "${var.name}-handle"
    error_message = "handle: it has another name"
  }

  assert {
    condition     = aws_iam_role.handle.name == "${var.name}-handle"
    error_message = "handle: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.handle.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "handle: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.handle.role == aws_iam_role.handle.arn
    error_message = "handle: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.handle.policy).Statement) == 4
    error_message = "handle: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.handle.role == aws_iam_role.handle.id
    error_message = "handle: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.handle.name == "/aws/lambda/${var.name}-handle"
    error_message = "handle: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.handle.logging_config[*].log_group) == aws_cloudwatch_log_group.handle.name
    error_message = "handle: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.handle.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.handle.arn}:*"
    }), false)
    error_message = "handle: the role of handle does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.handle.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "handle: the role of handle does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.handle.policy).Statement, {
      Sid      = "ReceiveFromOrders"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.orders.arn
    }), false)
    error_message = "orders -> handle: the role of handle does not say ReceiveFromOrders as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.handle.policy).Statement, {
      Sid      = "ReceiveFromInbox"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = var.inbox_arn
    }), false)
    error_message = "inbox -> handle: the role of handle does not say ReceiveFromInbox as it has to"
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
    condition     = length(jsondecode(aws_iam_role_policy.charge.policy).Statement) == 4
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
    condition = try(contains(jsondecode(aws_iam_role_policy.charge.policy).Statement, {
      Sid      = "UseKeyToReceive"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "payments -> charge: the role of charge does not say UseKeyToReceive as it has to"
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
    condition     = try(jsondecode(aws_sqs_queue.orders_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "orders.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.orders_dead_letter.queue_url == aws_sqs_queue.orders_dead_letter.url
    error_message = "orders.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement) == 1
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
    condition     = aws_sqs_queue.payments_dead_letter.name == "${var.name}-payments-dead-letter.fifo"
    error_message = "payments.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.payments_dead_letter.fifo_queue, false) == true
    error_message = "payments.dead_letter: it is no FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.payments_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "payments.dead_letter: it is not encrypted with the key of the page"
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
    condition     = aws_lambda_event_source_mapping.orders_to_handle.event_source_arn == aws_sqs_queue.orders.arn
    error_message = "orders -> handle: what is read is not orders"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.orders_to_handle.function_name == aws_lambda_function.handle.function_name
    error_message = "orders -> handle: what is invoked is not handle"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.orders_to_handle.batch_size == 100
    error_message = "orders -> handle: a batch has another size than 100"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.orders_to_handle.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "orders -> handle: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition = toset(flatten([for each in aws_lambda_event_source_mapping.orders_to_handle.filter_criteria : [for one in each.filter : jsonencode(jsondecode(one.pattern))]])) == toset([
      jsonencode({
        body = {
          type  = ["order_placed"]
          total = [{ numeric = [">", 0] }]
        }
      }),
    ])
    error_message = "orders -> handle: its filter is another"
  }

  assert {
    condition     = one(aws_lambda_event_source_mapping.orders_to_handle.scaling_config[*].maximum_concurrency) == 20
    error_message = "orders -> handle: another number of invocations at the same time"
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
    condition     = aws_lambda_event_source_mapping.payments_to_charge.batch_size == 5
    error_message = "payments -> charge: a batch has another size than 5"
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

  assert {
    condition     = aws_lambda_event_source_mapping.inbox_to_handle.event_source_arn == var.inbox_arn
    error_message = "inbox -> handle: what is read is not inbox"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.inbox_to_handle.function_name == aws_lambda_function.handle.function_name
    error_message = "inbox -> handle: what is invoked is not handle"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.inbox_to_handle.batch_size == 10
    error_message = "inbox -> handle: a batch has another size than 10"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.inbox_to_handle.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "inbox -> handle: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.inbox_to_handle.filter_criteria) == 0
    error_message = "inbox -> handle: the page filters nothing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.inbox_to_handle.scaling_config) == 0
    error_message = "inbox -> handle: another number of invocations at the same time"
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
      Sid       = "RolesThatRead"
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.charge.arn }
      Action    = "kms:Decrypt"
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatRead as it has to"
  }
}
