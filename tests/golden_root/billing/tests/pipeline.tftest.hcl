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
    target = aws_sqs_queue.bills
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:bills" }
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
    target = aws_sqs_queue.bills_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:bills-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.placed_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:placed-dead-letter" }
  }
}

variables {
  orders_placed_arn  = "arn:aws:sns:eu-west-1:123456789012:placed"
  orders_placed_name = "given"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sqs_queue.bills.name == "${var.name}-bills"
    error_message = "bills: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.bills.fifo_queue, false) == false
    error_message = "bills: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bills.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.bills_dead_letter.arn
    error_message = "bills: what nobody could handle does not go to bills.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bills.redrive_policy).maxReceiveCount, null) == 5
    error_message = "bills: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.bills_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.bills.arn]
    error_message = "bills.dead_letter: it does not take the dead letters of bills, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.bills.queue_url == aws_sqs_queue.bills.url
    error_message = "bills: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.bills.policy).Statement) == 2
    error_message = "bills: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bills.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.bills.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "bills: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bills.policy).Statement, {
      Sid       = "SnsFromPlaced"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.bills.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = var.orders_placed_arn }
        StringEquals = { "aws:SourceAccount" = element(split(":", var.orders_placed_arn), 4) }
      }
    }), false)
    error_message = "placed -> bills: the policy of bills does not say SnsFromPlaced as it has to"
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
      Sid      = "ReceiveFromBills"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.bills.arn
    }), false)
    error_message = "bills -> bill: the role of bill does not say ReceiveFromBills as it has to"
  }

  assert {
    condition     = aws_sqs_queue.bills_dead_letter.name == "${var.name}-bills-dead-letter"
    error_message = "bills.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.bills_dead_letter.fifo_queue, false) == false
    error_message = "bills.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bills_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "bills.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.bills_dead_letter.queue_url == aws_sqs_queue.bills_dead_letter.url
    error_message = "bills.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.bills_dead_letter.policy).Statement) == 1
    error_message = "bills.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bills_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.bills_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "bills.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.placed_dead_letter.name == "${var.name}-placed-dead-letter"
    error_message = "placed.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.placed_dead_letter.fifo_queue, false) == false
    error_message = "placed.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.placed_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "placed.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.placed_dead_letter.queue_url == aws_sqs_queue.placed_dead_letter.url
    error_message = "placed.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.placed_dead_letter.policy).Statement) == 2
    error_message = "placed.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.placed_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.placed_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "placed.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.placed_dead_letter.policy).Statement, {
      Sid       = "SnsFromPlaced"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.placed_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = var.orders_placed_arn }
        StringEquals = { "aws:SourceAccount" = element(split(":", var.orders_placed_arn), 4) }
      }
    }), false)
    error_message = "placed -> bills: the policy of placed.dead_letter does not say SnsFromPlaced as it has to"
  }

  assert {
    condition     = aws_sns_topic_subscription.placed_to_bills.topic_arn == var.orders_placed_arn
    error_message = "placed -> bills: the subscription is not one of placed"
  }

  assert {
    condition     = aws_sns_topic_subscription.placed_to_bills.protocol == "sqs"
    error_message = "placed -> bills: bills gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.placed_to_bills.endpoint == aws_sqs_queue.bills.arn
    error_message = "placed -> bills: what gets the messages is not bills"
  }

  assert {
    condition     = aws_sns_topic_subscription.placed_to_bills.filter_policy == null
    error_message = "placed -> bills: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.placed_to_bills.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.placed_dead_letter.arn
    error_message = "placed -> bills: what cannot be delivered does not go to placed.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.placed_to_bills.raw_message_delivery == false
    error_message = "placed -> bills: a message has no envelope of SNS"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.bills_to_bill.event_source_arn == aws_sqs_queue.bills.arn
    error_message = "bills -> bill: what is read is not bills"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.bills_to_bill.function_name == aws_lambda_function.bill.function_name
    error_message = "bills -> bill: what is invoked is not bill"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.bills_to_bill.batch_size == 10
    error_message = "bills -> bill: a batch has another size than 10"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.bills_to_bill.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "bills -> bill: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.bills_to_bill.filter_criteria) == 0
    error_message = "bills -> bill: the page filters nothing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.bills_to_bill.scaling_config) == 0
    error_message = "bills -> bill: another number of invocations at the same time"
  }
}
