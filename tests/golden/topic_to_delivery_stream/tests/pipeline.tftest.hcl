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
    target = aws_sns_topic.news
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:news" }
  }

  override_resource {
    target = aws_iam_role.news
    values = { arn = "arn:aws:iam::123456789012:role/news" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.to_archive
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/to-archive" }
  }

  override_resource {
    target = aws_iam_role.to_archive
    values = { arn = "arn:aws:iam::123456789012:role/to_archive" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.to_alarms
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/to-alarms" }
  }

  override_resource {
    target = aws_iam_role.to_alarms
    values = { arn = "arn:aws:iam::123456789012:role/to_alarms" }
  }

  override_resource {
    target = aws_s3_bucket.archive
    values = { arn = "arn:aws:s3:::archive" }
  }

  override_resource {
    target = aws_sqs_queue.news_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:news-dead-letter" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sns_topic.news.name == "${var.name}-news"
    error_message = "news: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.news.fifo_topic, false) == false
    error_message = "news: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic.news.kms_master_key_id == aws_kms_key.this.arn
    error_message = "news: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.news.arn == aws_sns_topic.news.arn
    error_message = "news: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.news.policy).Statement) == 1
    error_message = "news: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.news.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.news.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "news: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_iam_role.news.name == "${var.name}-news"
    error_message = "news: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.news.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "sns.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "news: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.news.policy).Statement) == 2
    error_message = "news: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.news.role == aws_iam_role.news.id
    error_message = "news: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.news.policy).Statement, {
      Sid    = "SendToToArchive"
      Effect = "Allow"
      Action = [
        "firehose:DescribeDeliveryStream",
        "firehose:ListDeliveryStreams",
        "firehose:ListTagsForDeliveryStream",
        "firehose:PutRecord",
        "firehose:PutRecordBatch",
      ]
      Resource = aws_kinesis_firehose_delivery_stream.to_archive.arn
    }), false)
    error_message = "news -> to-archive: the role of news does not say SendToToArchive as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.news.policy).Statement, {
      Sid    = "SendToToAlarms"
      Effect = "Allow"
      Action = [
        "firehose:DescribeDeliveryStream",
        "firehose:ListDeliveryStreams",
        "firehose:ListTagsForDeliveryStream",
        "firehose:PutRecord",
        "firehose:PutRecordBatch",
      ]
      Resource = aws_kinesis_firehose_delivery_stream.to_alarms.arn
    }), false)
    error_message = "news -> to-alarms: the role of news does not say SendToToAlarms as it has to"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.to_archive.name == "${var.name}-to-archive"
    error_message = "to-archive: it has another name"
  }

  assert {
    condition     = aws_iam_role.to_archive.name == "${var.name}-to-archive"
    error_message = "to-archive: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.to_archive.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "to-archive: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.to_archive.policy).Statement) == 3
    error_message = "to-archive: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.to_archive.role == aws_iam_role.to_archive.id
    error_message = "to-archive: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_archive.extended_s3_configuration[*].role_arn) == aws_iam_role.to_archive.arn
    error_message = "to-archive: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.to_archive_delivery.name == "/aws/kinesisfirehose/${var.name}-to-archive"
    error_message = "to-archive: its log group has another name"
  }

  assert {
    condition     = try(contains([for each in flatten(aws_kinesis_firehose_delivery_stream.to_archive.extended_s3_configuration[*].processing_configuration[*].processors) : jsonencode([each.type, { for one in each.parameters : one.parameter_name => one.parameter_value }])], jsonencode(["AppendDelimiterToRecord", { Delimiter = "\\n" }])), false)
    error_message = "to-archive: its records do not go through AppendDelimiterToRecord as they have to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_archive.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.to_archive_delivery.arn}:*"
    }), false)
    error_message = "to-archive: the role of to-archive does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_archive.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.archive.arn
    error_message = "to-archive -> archive: what is written to is not archive"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_archive.policy).Statement, {
      Sid      = "ListArchive"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.archive.arn
    }), false)
    error_message = "to-archive -> archive: the role of to-archive does not say ListArchive as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_archive.policy).Statement, {
      Sid      = "WriteToArchive"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.archive.arn}/*"
    }), false)
    error_message = "to-archive -> archive: the role of to-archive does not say WriteToArchive as it has to"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.to_alarms.name == "${var.name}-to-alarms"
    error_message = "to-alarms: it has another name"
  }

  assert {
    condition     = aws_iam_role.to_alarms.name == "${var.name}-to-alarms"
    error_message = "to-alarms: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.to_alarms.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "to-alarms: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.to_alarms.policy).Statement) == 3
    error_message = "to-alarms: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.to_alarms.role == aws_iam_role.to_alarms.id
    error_message = "to-alarms: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_alarms.extended_s3_configuration[*].role_arn) == aws_iam_role.to_alarms.arn
    error_message = "to-alarms: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.to_alarms_delivery.name == "/aws/kinesisfirehose/${var.name}-to-alarms"
    error_message = "to-alarms: its log group has another name"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_alarms.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.to_alarms_delivery.arn}:*"
    }), false)
    error_message = "to-alarms: the role of to-alarms does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_alarms.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.archive.arn
    error_message = "to-alarms -> archive: what is written to is not archive"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_alarms.policy).Statement, {
      Sid      = "ListArchive"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.archive.arn
    }), false)
    error_message = "to-alarms -> archive: the role of to-alarms does not say ListArchive as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_alarms.policy).Statement, {
      Sid      = "WriteToArchive"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.archive.arn}/*"
    }), false)
    error_message = "to-alarms -> archive: the role of to-alarms does not say WriteToArchive as it has to"
  }

  assert {
    condition     = aws_s3_bucket.archive.bucket_prefix == "${var.name}-archive-"
    error_message = "archive: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.archive.block_public_acls && aws_s3_bucket_public_access_block.archive.block_public_policy && aws_s3_bucket_public_access_block.archive.ignore_public_acls && aws_s3_bucket_public_access_block.archive.restrict_public_buckets])
    error_message = "archive: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.archive.bucket == aws_s3_bucket.archive.bucket
    error_message = "archive: what is closed to the public is another bucket"
  }

  assert {
    condition     = aws_s3_bucket_policy.archive.bucket == aws_s3_bucket.archive.bucket
    error_message = "archive: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.archive.policy).Statement) == 1
    error_message = "archive: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.archive.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.archive.arn, "${aws_s3_bucket.archive.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "archive: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.news_dead_letter.name == "${var.name}-news-dead-letter"
    error_message = "news.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.news_dead_letter.fifo_queue, false) == false
    error_message = "news.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.news_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "news.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.news_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "news.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.news_dead_letter.queue_url == aws_sqs_queue.news_dead_letter.url
    error_message = "news.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.news_dead_letter.policy).Statement) == 2
    error_message = "news.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.news_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.news_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "news.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.news_dead_letter.policy).Statement, {
      Sid       = "SnsFromNews"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.news_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.news.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "news -> to-archive: the policy of news.dead_letter does not say SnsFromNews as it has to"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_archive.topic_arn == aws_sns_topic.news.arn
    error_message = "news -> to-archive: the subscription is not one of news"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_archive.protocol == "firehose"
    error_message = "news -> to-archive: to-archive gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_archive.endpoint == aws_kinesis_firehose_delivery_stream.to_archive.arn
    error_message = "news -> to-archive: what gets the messages is not to-archive"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_archive.filter_policy == null
    error_message = "news -> to-archive: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.news_to_to_archive.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.news_dead_letter.arn
    error_message = "news -> to-archive: what cannot be delivered does not go to news.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_archive.raw_message_delivery == true
    error_message = "news -> to-archive: a message has an envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_archive.subscription_role_arn == aws_iam_role.news.arn
    error_message = "news -> to-archive: the role is not that of news"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_alarms.topic_arn == aws_sns_topic.news.arn
    error_message = "news -> to-alarms: the subscription is not one of news"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_alarms.protocol == "firehose"
    error_message = "news -> to-alarms: to-alarms gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_alarms.endpoint == aws_kinesis_firehose_delivery_stream.to_alarms.arn
    error_message = "news -> to-alarms: what gets the messages is not to-alarms"
  }

  assert {
    condition     = try(jsonencode(jsondecode(aws_sns_topic_subscription.news_to_to_alarms.filter_policy)), null) == jsonencode({ severity = ["alarm"] })
    error_message = "news -> to-alarms: its filter is another"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_alarms.filter_policy_scope == "MessageAttributes"
    error_message = "news -> to-alarms: its filter is about another part of the messages"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.news_to_to_alarms.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "news -> to-alarms: the page has no dead-letter queue here"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_alarms.raw_message_delivery == false
    error_message = "news -> to-alarms: a message has no envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.news_to_to_alarms.subscription_role_arn == aws_iam_role.news.arn
    error_message = "news -> to-alarms: the role is not that of news"
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
          "aws:SourceArn" = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-news"
        }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say Sns as it has to"
  }
}
