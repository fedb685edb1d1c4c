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
    target = aws_s3_bucket.lake
    values = { arn = "arn:aws:s3:::lake" }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.large_images
    values = { arn = "arn:aws:events:eu-west-1:123456789012:rule/large-images" }
  }

  override_resource {
    target = aws_iam_role.large_images
    values = { arn = "arn:aws:iam::123456789012:role/large_images" }
  }

  override_resource {
    target = aws_sfn_state_machine.moderate
    values = { arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:moderate" }
  }

  override_resource {
    target = aws_iam_role.moderate
    values = { arn = "arn:aws:iam::123456789012:role/moderate" }
  }

  override_resource {
    target = aws_kinesis_stream.images
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/images" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.to_lake
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/to-lake" }
  }

  override_resource {
    target = aws_iam_role.to_lake
    values = { arn = "arn:aws:iam::123456789012:role/to_lake" }
  }

  override_resource {
    target = aws_sqs_queue.large_images_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:large-images-dead-letter" }
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
    condition     = aws_s3_bucket_notification.uploads.eventbridge == true
    error_message = "uploads -> default: uploads sends nothing to EventBridge"
  }

  assert {
    condition     = aws_s3_bucket.lake.bucket_prefix == "${var.name}-lake-"
    error_message = "lake: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.lake.block_public_acls && aws_s3_bucket_public_access_block.lake.block_public_policy && aws_s3_bucket_public_access_block.lake.ignore_public_acls && aws_s3_bucket_public_access_block.lake.restrict_public_buckets])
    error_message = "lake: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.lake.bucket == aws_s3_bucket.lake.bucket
    error_message = "lake: what is closed to the public is another bucket"
  }

  assert {
    condition     = aws_s3_bucket_policy.lake.bucket == aws_s3_bucket.lake.bucket
    error_message = "lake: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.lake.policy).Statement) == 1
    error_message = "lake: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.lake.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.lake.arn, "${aws_s3_bucket.lake.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "lake: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.default.name == "${var.name}-default"
    error_message = "default: its archive has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.default.event_source_arn == "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
    error_message = "default: the archive is not that of default"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.default.retention_days == 30
    error_message = "default: its archive does not keep events for 30 days"
  }

  assert {
    condition     = aws_cloudwatch_event_rule.large_images.name == "${var.name}-large-images"
    error_message = "large-images: it has another name"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.large_images.event_bus_name, "default") == "default"
    error_message = "large-images: it listens to another bus"
  }

  assert {
    condition = jsonencode(jsondecode(aws_cloudwatch_event_rule.large_images.event_pattern)) == jsonencode({
      source      = ["aws.s3"]
      detail-type = ["Object Created"]
      detail = {
        bucket = { name = [aws_s3_bucket.uploads.bucket] }
        object = {
          key  = [{ suffix = ".png" }, { suffix = ".jpg" }]
          size = [{ numeric = [">", 1048576] }]
        }
      }
    })
    error_message = "large-images: it picks other events"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_rule.large_images.state, "ENABLED") != "DISABLED"
    error_message = "large-images: it is switched off"
  }

  assert {
    condition     = aws_iam_role.large_images.name == "${var.name}-large-images"
    error_message = "large-images: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.large_images.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "large-images: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.large_images.policy).Statement) == 3
    error_message = "large-images: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.large_images.role == aws_iam_role.large_images.id
    error_message = "large-images: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.large_images.policy).Statement, {
      Sid      = "SendToModerate"
      Effect   = "Allow"
      Action   = "states:StartExecution"
      Resource = aws_sfn_state_machine.moderate.arn
    }), false)
    error_message = "large-images -> moderate: the role of large-images does not say SendToModerate as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.large_images.policy).Statement, {
      Sid      = "SendToToLake"
      Effect   = "Allow"
      Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
      Resource = aws_kinesis_firehose_delivery_stream.to_lake.arn
    }), false)
    error_message = "large-images -> to-lake: the role of large-images does not say SendToToLake as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.large_images.policy).Statement, {
      Sid      = "SendToImages"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.images.arn
    }), false)
    error_message = "large-images -> images: the role of large-images does not say SendToImages as it has to"
  }

  assert {
    condition     = aws_sfn_state_machine.moderate.name == "${var.name}-moderate"
    error_message = "moderate: it has another name"
  }

  assert {
    condition     = aws_sfn_state_machine.moderate.type == "STANDARD"
    error_message = "moderate: its type is not standard"
  }

  assert {
    condition     = aws_iam_role.moderate.name == "${var.name}-moderate"
    error_message = "moderate: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.moderate.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "states.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "moderate: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_sfn_state_machine.moderate.role_arn == aws_iam_role.moderate.arn
    error_message = "moderate: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.moderate.policy).Statement) == 2
    error_message = "moderate: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.moderate.role == aws_iam_role.moderate.id
    error_message = "moderate: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.moderate_execution.name == "/aws/vendedlogs/states/${var.name}-moderate"
    error_message = "moderate: its log group has another name"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.moderate.policy).Statement, {
      Sid    = "WriteLogs"
      Effect = "Allow"
      Action = [
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
      ]
      Resource = "*"
    }), false)
    error_message = "moderate: the role of moderate does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.moderate.policy).Statement, {
      Sid    = "WriteTraces"
      Effect = "Allow"
      Action = [
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
      ]
      Resource = "*"
    }), false)
    error_message = "moderate: the role of moderate does not say WriteTraces as it has to"
  }

  assert {
    condition     = aws_kinesis_stream.images.name == "${var.name}-images"
    error_message = "images: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.images.stream_mode_details[*].stream_mode) == "ON_DEMAND"
    error_message = "images: its mode is not on_demand"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.to_lake.name == "${var.name}-to-lake"
    error_message = "to-lake: it has another name"
  }

  assert {
    condition     = aws_iam_role.to_lake.name == "${var.name}-to-lake"
    error_message = "to-lake: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.to_lake.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "to-lake: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.to_lake.policy).Statement) == 3
    error_message = "to-lake: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.to_lake.role == aws_iam_role.to_lake.id
    error_message = "to-lake: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.extended_s3_configuration[*].role_arn) == aws_iam_role.to_lake.arn
    error_message = "to-lake: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.to_lake_delivery.name == "/aws/kinesisfirehose/${var.name}-to-lake"
    error_message = "to-lake: its log group has another name"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.to_lake_delivery.arn}:*"
    }), false)
    error_message = "to-lake: the role of to-lake does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.lake.arn
    error_message = "to-lake -> lake: what is written to is not lake"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "ListLake"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.lake.arn
    }), false)
    error_message = "to-lake -> lake: the role of to-lake does not say ListLake as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "WriteToLake"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.lake.arn}/*"
    }), false)
    error_message = "to-lake -> lake: the role of to-lake does not say WriteToLake as it has to"
  }

  assert {
    condition     = aws_sqs_queue.large_images_dead_letter.name == "${var.name}-large-images-dead-letter"
    error_message = "large-images.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.large_images_dead_letter.fifo_queue, false) == false
    error_message = "large-images.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.large_images_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "large-images.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.large_images_dead_letter.queue_url == aws_sqs_queue.large_images_dead_letter.url
    error_message = "large-images.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.large_images_dead_letter.policy).Statement) == 2
    error_message = "large-images.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.large_images_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.large_images_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "large-images.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.large_images_dead_letter.policy).Statement, {
      Sid       = "EventsFromLargeImages"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.large_images_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_cloudwatch_event_rule.large_images.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "large-images -> moderate: the policy of large-images.dead_letter does not say EventsFromLargeImages as it has to"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_moderate.rule == aws_cloudwatch_event_rule.large_images.name
    error_message = "large-images -> moderate: the target is not that of large-images"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.large_images_to_moderate.event_bus_name, "default") == "default"
    error_message = "large-images -> moderate: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_moderate.arn == aws_sfn_state_machine.moderate.arn
    error_message = "large-images -> moderate: what gets the events is not moderate"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_moderate.role_arn == aws_iam_role.large_images.arn
    error_message = "large-images -> moderate: the role is not that of large-images"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_moderate.input == null
    error_message = "large-images -> moderate: moderate gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_moderate.input_path == null
    error_message = "large-images -> moderate: moderate gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_moderate.retry_policy[*].maximum_retry_attempts) == 10
    error_message = "large-images -> moderate: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_moderate.retry_policy[*].maximum_event_age_in_seconds) == 7200
    error_message = "large-images -> moderate: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_moderate.dead_letter_config[*].arn) == aws_sqs_queue.large_images_dead_letter.arn
    error_message = "large-images -> moderate: what cannot be delivered does not go to large-images.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_to_lake.rule == aws_cloudwatch_event_rule.large_images.name
    error_message = "large-images -> to-lake: the target is not that of large-images"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.large_images_to_to_lake.event_bus_name, "default") == "default"
    error_message = "large-images -> to-lake: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_to_lake.arn == aws_kinesis_firehose_delivery_stream.to_lake.arn
    error_message = "large-images -> to-lake: what gets the events is not to-lake"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_to_lake.role_arn == aws_iam_role.large_images.arn
    error_message = "large-images -> to-lake: the role is not that of large-images"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_to_lake.input == null
    error_message = "large-images -> to-lake: to-lake gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_to_lake.input_path == null
    error_message = "large-images -> to-lake: to-lake gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_to_lake.retry_policy[*].maximum_retry_attempts) == 10
    error_message = "large-images -> to-lake: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_to_lake.retry_policy[*].maximum_event_age_in_seconds) == 7200
    error_message = "large-images -> to-lake: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_to_lake.dead_letter_config[*].arn) == aws_sqs_queue.large_images_dead_letter.arn
    error_message = "large-images -> to-lake: what cannot be delivered does not go to large-images.dead_letter"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_images.rule == aws_cloudwatch_event_rule.large_images.name
    error_message = "large-images -> images: the target is not that of large-images"
  }

  assert {
    condition     = coalesce(aws_cloudwatch_event_target.large_images_to_images.event_bus_name, "default") == "default"
    error_message = "large-images -> images: the target is on another bus"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_images.arn == aws_kinesis_stream.images.arn
    error_message = "large-images -> images: what gets the events is not images"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_images.role_arn == aws_iam_role.large_images.arn
    error_message = "large-images -> images: the role is not that of large-images"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_images.input == null
    error_message = "large-images -> images: images gets another input"
  }

  assert {
    condition     = aws_cloudwatch_event_target.large_images_to_images.input_path == null
    error_message = "large-images -> images: images gets another part of the event"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_images.retry_policy[*].maximum_retry_attempts) == 10
    error_message = "large-images -> images: the tries are others"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_images.retry_policy[*].maximum_event_age_in_seconds) == 7200
    error_message = "large-images -> images: an event is tried for another time"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_images.dead_letter_config[*].arn) == aws_sqs_queue.large_images_dead_letter.arn
    error_message = "large-images -> images: what cannot be delivered does not go to large-images.dead_letter"
  }

  assert {
    condition     = one(aws_cloudwatch_event_target.large_images_to_images.kinesis_target[*].partition_key_path) == "$.detail.object.key"
    error_message = "large-images -> images: records have another partition key"
  }
}
