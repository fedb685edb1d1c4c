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
    target = aws_s3_bucket.thumbs
    values = { arn = "arn:aws:s3:::thumbs" }
  }

  override_resource {
    target = aws_sqs_queue.images
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:images" }
  }

  override_resource {
    target = aws_sns_topic.removed
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:removed" }
  }

  override_resource {
    target = aws_lambda_function.resize
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:resize" }
  }

  override_resource {
    target = aws_iam_role.resize
    values = { arn = "arn:aws:iam::123456789012:role/resize" }
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
    target = aws_sqs_queue.images_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:images-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.audit_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:audit-dead-letter" }
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
    condition     = aws_s3_bucket_policy.uploads.bucket == aws_s3_bucket.uploads.bucket
    error_message = "uploads: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.uploads.policy).Statement) == 1
    error_message = "uploads: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.uploads.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.uploads.arn, "${aws_s3_bucket.uploads.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "uploads: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_s3_bucket_notification.uploads.bucket == aws_s3_bucket.uploads.bucket
    error_message = "uploads: its notification is on another bucket"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.queue : jsonencode([each.queue_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sqs_queue.images.arn, ["s3:ObjectCreated:*"], "photos/", ".jpg"])), false)
    error_message = "uploads -> images: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.topic : jsonencode([each.topic_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sns_topic.removed.arn, ["s3:ObjectRemoved:*"], null, null])), false)
    error_message = "uploads -> removed: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.lambda_function : jsonencode([each.lambda_function_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_lambda_function.audit.arn, ["s3:ObjectRestore:*", "s3:Replication:*"], null, null])), false)
    error_message = "uploads -> audit: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = aws_s3_bucket.thumbs.bucket_prefix == "${var.name}-thumbs-"
    error_message = "thumbs: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.thumbs.block_public_acls && aws_s3_bucket_public_access_block.thumbs.block_public_policy && aws_s3_bucket_public_access_block.thumbs.ignore_public_acls && aws_s3_bucket_public_access_block.thumbs.restrict_public_buckets])
    error_message = "thumbs: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.thumbs.bucket == aws_s3_bucket.thumbs.bucket
    error_message = "thumbs: what is closed to the public is another bucket"
  }

  assert {
    condition     = aws_s3_bucket_policy.thumbs.bucket == aws_s3_bucket.thumbs.bucket
    error_message = "thumbs: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.thumbs.policy).Statement) == 1
    error_message = "thumbs: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.thumbs.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.thumbs.arn, "${aws_s3_bucket.thumbs.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "thumbs: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.images.name == "${var.name}-images"
    error_message = "images: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.images.fifo_queue, false) == false
    error_message = "images: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.images.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.images_dead_letter.arn
    error_message = "images: what nobody could handle does not go to images.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.images.redrive_policy).maxReceiveCount, null) == 5
    error_message = "images: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.images_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.images.arn]
    error_message = "images.dead_letter: it does not take the dead letters of images, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.images.queue_url == aws_sqs_queue.images.url
    error_message = "images: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.images.policy).Statement) == 2
    error_message = "images: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.images.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.images.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "images: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.images.policy).Statement, {
      Sid       = "S3FromUploads"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.images.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploads -> images: the policy of images does not say S3FromUploads as it has to"
  }

  assert {
    condition     = aws_sns_topic.removed.name == "${var.name}-removed"
    error_message = "removed: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.removed.fifo_topic, false) == false
    error_message = "removed: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic_policy.removed.arn == aws_sns_topic.removed.arn
    error_message = "removed: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.removed.policy).Statement) == 2
    error_message = "removed: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.removed.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.removed.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "removed: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.removed.policy).Statement, {
      Sid       = "S3FromUploads"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.removed.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploads -> removed: the policy of removed does not say S3FromUploads as it has to"
  }

  assert {
    condition     = aws_lambda_function.resize.function_name == "${var.name}-resize"
    error_message = "resize: it has another name"
  }

  assert {
    condition     = aws_iam_role.resize.name == "${var.name}-resize"
    error_message = "resize: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.resize.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "resize: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.resize.role == aws_iam_role.resize.arn
    error_message = "resize: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.resize.policy).Statement) == 5
    error_message = "resize: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.resize.role == aws_iam_role.resize.id
    error_message = "resize: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.resize.name == "/aws/lambda/${var.name}-resize"
    error_message = "resize: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.resize.logging_config[*].log_group) == aws_cloudwatch_log_group.resize.name
    error_message = "resize: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.resize.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.resize.arn}:*"
    }), false)
    error_message = "resize: the role of resize does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.resize.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "resize: the role of resize does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.resize.policy).Statement, {
      Sid      = "Permission1"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${aws_s3_bucket.uploads.arn}/photos/*"]
    }), false)
    error_message = "resize: the role of resize does not say Permission1 as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.resize.policy).Statement, {
      Sid      = "ReceiveFromImages"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.images.arn
    }), false)
    error_message = "images -> resize: the role of resize does not say ReceiveFromImages as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.resize.environment[0].variables["THUMBS_BUCKET"], null) == aws_s3_bucket.thumbs.bucket
    error_message = "resize -> thumbs: THUMBS_BUCKET of resize says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.resize.policy).Statement, {
      Sid      = "SendToThumbs"
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "${aws_s3_bucket.thumbs.arn}/*"
    }), false)
    error_message = "resize -> thumbs: the role of resize does not say SendToThumbs as it has to"
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
    condition     = join(",", flatten(aws_lambda_function_event_invoke_config.audit.destination_config[*].on_failure[*].destination)) == aws_sqs_queue.audit_dead_letter.arn
    error_message = "audit: what it fails on does not go to audit.dead_letter"
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
      Sid      = "SendToAuditDeadLetter"
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.audit_dead_letter.arn
    }), false)
    error_message = "uploads -> audit: the role of audit does not say SendToAuditDeadLetter as it has to"
  }

  assert {
    condition     = aws_sqs_queue.images_dead_letter.name == "${var.name}-images-dead-letter"
    error_message = "images.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.images_dead_letter.fifo_queue, false) == false
    error_message = "images.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.images_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "images.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.images_dead_letter.queue_url == aws_sqs_queue.images_dead_letter.url
    error_message = "images.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.images_dead_letter.policy).Statement) == 1
    error_message = "images.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.images_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.images_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "images.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.audit_dead_letter.name == "${var.name}-audit-dead-letter"
    error_message = "audit.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.audit_dead_letter.fifo_queue, false) == false
    error_message = "audit.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.audit_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "audit.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.audit_dead_letter.queue_url == aws_sqs_queue.audit_dead_letter.url
    error_message = "audit.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.audit_dead_letter.policy).Statement) == 1
    error_message = "audit.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.audit_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.audit_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "audit.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.images_to_resize.event_source_arn == aws_sqs_queue.images.arn
    error_message = "images -> resize: what is read is not images"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.images_to_resize.function_name == aws_lambda_function.resize.function_name
    error_message = "images -> resize: what is invoked is not resize"
  }

  assert {
    condition     = aws_lambda_event_source_mapping.images_to_resize.batch_size == 10
    error_message = "images -> resize: a batch has another size than 10"
  }

  assert {
    condition     = try(contains(aws_lambda_event_source_mapping.images_to_resize.function_response_types, "ReportBatchItemFailures"), false)
    error_message = "images -> resize: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.images_to_resize.filter_criteria) == 0
    error_message = "images -> resize: the page filters nothing"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.images_to_resize.scaling_config) == 0
    error_message = "images -> resize: another number of invocations at the same time"
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
