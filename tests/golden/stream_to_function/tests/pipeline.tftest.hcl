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
    target = aws_sqs_queue.given_up
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:given-up" }
  }

  override_resource {
    target = aws_kinesis_stream.readings
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/readings" }
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
    target = aws_lambda_function.alarm
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:alarm" }
  }

  override_resource {
    target = aws_iam_role.alarm
    values = { arn = "arn:aws:iam::123456789012:role/alarm" }
  }

  override_resource {
    target = aws_sqs_queue.readings_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:readings-dead-letter" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sqs_queue.given_up.name == "${var.name}-given-up"
    error_message = "given-up: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.given_up.fifo_queue, false) == false
    error_message = "given-up: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.given_up.kms_master_key_id == aws_kms_key.this.arn
    error_message = "given-up: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.given_up.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "given-up: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.given_up.queue_url == aws_sqs_queue.given_up.url
    error_message = "given-up: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.given_up.policy).Statement) == 1
    error_message = "given-up: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.given_up.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.given_up.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "given-up: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_kinesis_stream.readings.name == "${var.name}-readings"
    error_message = "readings: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.readings.stream_mode_details[*].stream_mode) == "PROVISIONED"
    error_message = "readings: its mode is not provisioned"
  }

  assert {
    condition     = aws_kinesis_stream.readings.shard_count == 2
    error_message = "readings: it has not 2 shards"
  }

  assert {
    condition     = aws_kinesis_stream.readings.kms_key_id == aws_kms_key.this.arn
    error_message = "readings: it is not encrypted with the key of the page"
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
    condition     = length(jsondecode(aws_iam_role_policy.handle.policy).Statement) == 6
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
      Sid    = "ReceiveFromReadings"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
      ]
      Resource = aws_kinesis_stream.readings.arn
    }), false)
    error_message = "readings -> handle: the role of handle does not say ReceiveFromReadings as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.handle.policy).Statement, {
      Sid      = "UseKeyToReceive"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "readings -> handle: the role of handle does not say UseKeyToReceive as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.handle.policy).Statement, {
      Sid      = "SendToReadingsDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.readings_dead_letter.arn
    }), false)
    error_message = "readings -> handle: the role of handle does not say SendToReadingsDeadLetter as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.handle.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "readings -> handle: the role of handle does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_lambda_function.alarm.function_name == "${var.name}-alarm"
    error_message = "alarm: it has another name"
  }

  assert {
    condition     = aws_iam_role.alarm.name == "${var.name}-alarm"
    error_message = "alarm: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.alarm.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "alarm: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.alarm.role == aws_iam_role.alarm.arn
    error_message = "alarm: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.alarm.policy).Statement) == 6
    error_message = "alarm: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.alarm.role == aws_iam_role.alarm.id
    error_message = "alarm: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.alarm.name == "/aws/lambda/${var.name}-alarm"
    error_message = "alarm: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.alarm.logging_config[*].log_group) == aws_cloudwatch_log_group.alarm.name
    error_message = "alarm: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.alarm.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.alarm.arn}:*"
    }), false)
    error_message = "alarm: the role of alarm does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.alarm.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "alarm: the role of alarm does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.alarm.policy).Statement, {
      Sid    = "ReceiveFromReadings"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
      ]
      Resource = aws_kinesis_stream.readings.arn
    }), false)
    error_message = "readings -> alarm: the role of alarm does not say ReceiveFromReadings as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.alarm.policy).Statement, {
      Sid      = "UseKeyToReceive"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "readings -> alarm: the role of alarm does not say UseKeyToReceive as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.alarm.policy).Statement, {
      Sid      = "SendToGivenUp"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.given_up.arn
    }), false)
    error_message = "readings -> alarm: the role of alarm does not say SendToGivenUp as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.alarm.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "readings -> alarm: the role of alarm does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_sqs_queue.readings_dead_letter.name == "${var.name}-readings-dead-letter"
    error_message = "readings.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.readings_dead_letter.fifo_queue, false) == false
    error_message = "readings.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.readings_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "readings.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.readings_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "readings.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.readings_dead_letter.queue_url == aws_sqs_queue.readings_dead_letter.url
    error_message = "readings.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.readings_dead_letter.policy).Statement) == 1
    error_message = "readings.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.readings_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.readings_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "readings.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_handle.event_source_arn == aws_kinesis_stream.readings.arn
    error_message = "readings -> handle: what is read is not readings"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_handle.function_name == aws_lambda_function.handle.function_name
    error_message = "readings -> handle: what is invoked is not handle"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_handle.batch_size == 100
    error_message = "readings -> handle: a batch has another size than 100"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.readings_to_handle.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "readings -> handle: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.readings_to_handle.filter_criteria) == 0
    error_message = "readings -> handle: the page filters nothing"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_handle.starting_position == "TRIM_HORIZON"
    error_message = "readings -> handle: reading does not begin at trim_horizon"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_handle.maximum_retry_attempts == 5
    error_message = "readings -> handle: a batch is not tried 5 times"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_event_source_mapping.readings_to_handle.destination_config[*].on_failure[*].destination_arn)) == aws_sqs_queue.readings_dead_letter.arn
    error_message = "readings -> handle: what cannot be delivered does not go to readings.dead_letter"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_alarm.event_source_arn == aws_kinesis_stream.readings.arn
    error_message = "readings -> alarm: what is read is not readings"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_alarm.function_name == aws_lambda_function.alarm.function_name
    error_message = "readings -> alarm: what is invoked is not alarm"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_alarm.batch_size == 500
    error_message = "readings -> alarm: a batch has another size than 500"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.readings_to_alarm.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "readings -> alarm: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = toset(flatten([for each in aws_lambda_event_source_mapping.readings_to_alarm.filter_criteria : [for one in each.filter : jsonencode(jsondecode(one.pattern))]])) == toset([jsonencode({ data = { temperature = [{ numeric = [">", 90] }] } })])
    error_message = "readings -> alarm: its filter is another"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_alarm.starting_position == "LATEST"
    error_message = "readings -> alarm: reading does not begin at latest"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.readings_to_alarm.maximum_retry_attempts == 2
    error_message = "readings -> alarm: a batch is not tried 2 times"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_event_source_mapping.readings_to_alarm.destination_config[*].on_failure[*].destination_arn)) == aws_sqs_queue.given_up.arn
    error_message = "readings -> alarm: what cannot be delivered does not go to given-up"
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
      Principal = { AWS = [aws_iam_role.handle.arn, aws_iam_role.alarm.arn] }
      Action    = "kms:Decrypt"
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatRead as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "RolesThatSend"
      Effect    = "Allow"
      Principal = { AWS = [aws_iam_role.alarm.arn, aws_iam_role.handle.arn] }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }
}
