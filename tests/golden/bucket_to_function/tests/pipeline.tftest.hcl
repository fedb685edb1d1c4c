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
    target = aws_s3_bucket.uploads
    values = { arn = "arn:aws:s3:::uploads" }
  }

  override_resource {
    target = aws_sqs_queue.lost
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:lost" }
  }

  override_resource {
    target = aws_lambda_function.picture
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:picture" }
  }

  override_resource {
    target = aws_iam_role.picture
    values = { arn = "arn:aws:iam::123456789012:role/picture" }
  }

  override_resource {
    target = aws_lambda_function.audit
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:audit" }
  }

  override_resource {
    target = aws_iam_role.audit
    values = { arn = "arn:aws:iam::123456789012:role/audit" }
  }

  override_resource {
    target = aws_sqs_queue.picture_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:picture-dead-letter" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_s3_bucket.uploads.bucket_prefix == "${var.name}-uploads-"
    error_message = "uploads: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.uploads.block_public_acls && aws_s3_bucket_public_access_block.uploads.block_public_policy && aws_s3_bucket_public_access_block.uploads.ignore_public_acls && aws_s3_bucket_public_access_block.uploads.restrict_public_buckets])
    error_message = "uploads: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.uploads.bucket == aws_s3_bucket.uploads.bucket
    error_message = "uploads: what is closed to the public is another bucket"
  }

  assert {
    condition     = aws_s3_bucket_notification.uploads.bucket == aws_s3_bucket.uploads.bucket
    error_message = "uploads: its notification is on another bucket"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.lambda_function : jsonencode([each.lambda_function_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_lambda_function.picture.arn, ["s3:ObjectCreated:Put"], "photos/", ".jpg"])), false)
    error_message = "uploads -> picture: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.lambda_function : jsonencode([each.lambda_function_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_lambda_function.picture.arn, ["s3:ObjectCreated:Put"], "photos/", ".png"])), false)
    error_message = "uploads -> picture: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.lambda_function : jsonencode([each.lambda_function_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_lambda_function.audit.arn, ["s3:LifecycleExpiration:*", "s3:ObjectRemoved:*"], null, null])), false)
    error_message = "uploads -> audit: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = aws_sqs_queue.lost.name == "${var.name}-lost"
    error_message = "lost: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.lost.fifo_queue, false) == false
    error_message = "lost: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.lost.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "lost: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.lost.queue_url == aws_sqs_queue.lost.url
    error_message = "lost: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.lost.policy).Statement) == 1
    error_message = "lost: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.lost.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.lost.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "lost: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_function.picture.function_name == "${var.name}-picture"
    error_message = "picture: it has another name"
  }

  assert {
    condition     = aws_iam_role.picture.name == "${var.name}-picture"
    error_message = "picture: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.picture.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "picture: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.picture.role == aws_iam_role.picture.arn
    error_message = "picture: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.picture.policy).Statement) == 3
    error_message = "picture: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.picture.role == aws_iam_role.picture.id
    error_message = "picture: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.picture.name == "/aws/lambda/${var.name}-picture"
    error_message = "picture: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.picture.logging_config[*].log_group) == aws_cloudwatch_log_group.picture.name
    error_message = "picture: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.picture.function_name == aws_lambda_function.picture.function_name
    error_message = "picture: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.picture.maximum_retry_attempts == 1
    error_message = "picture: a failed event is not tried 1 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.picture.maximum_event_age_in_seconds == 7200
    error_message = "picture: an event does not wait for 7200 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.picture.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.picture_dead_letter.arn
    error_message = "picture: what it fails on does not go to picture.dead_letter"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.picture.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.picture.arn}:*"
    }), false)
    error_message = "picture: the role of picture does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.picture.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "picture: the role of picture does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.picture.policy).Statement, {
      Sid      = "SendToPictureDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.picture_dead_letter.arn
    }), false)
    error_message = "uploads -> picture: the role of picture does not say SendToPictureDeadLetter as it has to"
  }

  assert {
    condition     = aws_lambda_function.audit.function_name == "${var.name}-audit"
    error_message = "audit: it has another name"
  }

  assert {
    condition     = aws_iam_role.audit.name == "${var.name}-audit"
    error_message = "audit: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.audit.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "audit: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.audit.role == aws_iam_role.audit.arn
    error_message = "audit: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.audit.policy).Statement) == 3
    error_message = "audit: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.audit.role == aws_iam_role.audit.id
    error_message = "audit: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.audit.name == "/aws/lambda/${var.name}-audit"
    error_message = "audit: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.audit.logging_config[*].log_group) == aws_cloudwatch_log_group.audit.name
    error_message = "audit: it writes its logs elsewhere"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.audit.function_name == aws_lambda_function.audit.function_name
    error_message = "audit: its tries are another's"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.audit.maximum_retry_attempts == 2
    error_message = "audit: a failed event is not tried 2 times more"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.audit.maximum_event_age_in_seconds == 21600
    error_message = "audit: an event does not wait for 21600 seconds"
  }

  assert {
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.audit.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.lost.arn
    error_message = "audit: what it fails on does not go to lost"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.audit.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.audit.arn}:*"
    }), false)
    error_message = "audit: the role of audit does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.audit.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "audit: the role of audit does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.audit.policy).Statement, {
      Sid      = "SendToLost"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.lost.arn
    }), false)
    error_message = "uploads -> audit: the role of audit does not say SendToLost as it has to"
  }

  assert {
    condition     = aws_sqs_queue.picture_dead_letter.name == "${var.name}-picture-dead-letter"
    error_message = "picture.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.picture_dead_letter.fifo_queue, false) == false
    error_message = "picture.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.picture_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "picture.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.picture_dead_letter.queue_url == aws_sqs_queue.picture_dead_letter.url
    error_message = "picture.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.picture_dead_letter.policy).Statement) == 1
    error_message = "picture.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.picture_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.picture_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "picture.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture.principal == "s3.amazonaws.com"
    error_message = "uploads -> picture: s3.amazonaws.com may not invoke picture, or others may"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture.action == "lambda:InvokeFunction"
    error_message = "uploads -> picture: picture may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture.function_name == aws_lambda_function.picture.function_name
    error_message = "uploads -> picture: the permission is not that of picture"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture.source_arn == aws_s3_bucket.uploads.arn
    error_message = "uploads -> picture: the permission is not on behalf of uploads"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture.source_account == local.account_id
    error_message = "uploads -> picture: other accounts may invoke picture"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture_2.principal == "s3.amazonaws.com"
    error_message = "uploads -> picture: s3.amazonaws.com may not invoke picture, or others may"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture_2.action == "lambda:InvokeFunction"
    error_message = "uploads -> picture: picture may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture_2.function_name == aws_lambda_function.picture.function_name
    error_message = "uploads -> picture: the permission is not that of picture"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture_2.source_arn == aws_s3_bucket.uploads.arn
    error_message = "uploads -> picture: the permission is not on behalf of uploads"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_picture_2.source_account == local.account_id
    error_message = "uploads -> picture: other accounts may invoke picture"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_audit.principal == "s3.amazonaws.com"
    error_message = "uploads -> audit: s3.amazonaws.com may not invoke audit, or others may"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_audit.action == "lambda:InvokeFunction"
    error_message = "uploads -> audit: audit may not be invoked"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_audit.function_name == aws_lambda_function.audit.function_name
    error_message = "uploads -> audit: the permission is not that of audit"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_audit.source_arn == aws_s3_bucket.uploads.arn
    error_message = "uploads -> audit: the permission is not on behalf of uploads"
  }

  assert {
    condition     = aws_lambda_permission.uploads_to_audit.source_account == local.account_id
    error_message = "uploads -> audit: other accounts may invoke audit"
  }
}
