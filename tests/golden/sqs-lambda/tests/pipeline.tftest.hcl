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
    target = aws_lambda_function.process
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:process" }
  }

  override_resource {
    target = aws_iam_role.process
    values = { arn = "arn:aws:iam::123456789012:role/process" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }
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
    condition     = aws_lambda_function.process.function_name == "${var.name}-process"
    error_message = "process: it has another name"
  }

  assert {
    condition     = aws_iam_role.process.name == "${var.name}-process"
    error_message = "process: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.process.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "process: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.process.role == aws_iam_role.process.arn
    error_message = "process: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.process.policy).Statement) == 3
    error_message = "process: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.process.role == aws_iam_role.process.id
    error_message = "process: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.process.name == "/aws/lambda/${var.name}-process"
    error_message = "process: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.process.logging_config[*].log_group) == aws_cloudwatch_log_group.process.name
    error_message = "process: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.process.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.process.arn}:*"
    }), false)
    error_message = "process: the role of process does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.process.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "process: the role of process does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.process.policy).Statement, {
      Sid      = "ReceiveFromOrders"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.orders.arn
    }), false)
    error_message = "orders -> process: the role of process does not say ReceiveFromOrders as it has to"
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
    condition     = aws_lambda_event_source_mapping.orders_to_process.event_source_arn == aws_sqs_queue.orders.arn
    error_message = "orders -> process: what is read is not orders"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.orders_to_process.function_name == aws_lambda_function.process.function_name
    error_message = "orders -> process: what is invoked is not process"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.orders_to_process.batch_size == 10
    error_message = "orders -> process: a batch has another size than 10"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.orders_to_process.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "orders -> process: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.orders_to_process.filter_criteria) == 0
    error_message = "orders -> process: the page filters nothing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.orders_to_process.scaling_config) == 0
    error_message = "orders -> process: another number of invocations at the same time"
  }
}
