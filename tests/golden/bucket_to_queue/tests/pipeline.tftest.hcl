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
    target = aws_sqs_queue.pictures
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:pictures" }
  }

  override_resource {
    target = aws_sqs_queue.films
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:films" }
  }

  override_resource {
    target = aws_sqs_queue.pictures_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:pictures-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.films_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:films-dead-letter" }
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
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.uploads.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    error_message = "uploads: it is not encrypted with the key of the page"
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
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.queue : jsonencode([each.queue_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sqs_queue.pictures.arn, ["s3:ObjectCreated:*"], null, ".jpg"])), false)
    error_message = "uploads -> pictures: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.queue : jsonencode([each.queue_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sqs_queue.films.arn, ["s3:ObjectCreated:*"], var.films_folder, ".mp4"])), false)
    error_message = "uploads -> films: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.uploads.queue : jsonencode([each.queue_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sqs_queue.films.arn, ["s3:ObjectCreated:*"], "trailers/", ".mp4"])), false)
    error_message = "uploads -> films: uploads tells someone else, or of other objects"
  }

  assert {
    condition     = aws_sqs_queue.pictures.name == "${var.name}-pictures"
    error_message = "pictures: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.pictures.fifo_queue, false) == false
    error_message = "pictures: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.pictures.kms_master_key_id == aws_kms_key.this.arn
    error_message = "pictures: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.pictures.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.pictures_dead_letter.arn
    error_message = "pictures: what nobody could handle does not go to pictures.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.pictures.redrive_policy).maxReceiveCount, null) == 5
    error_message = "pictures: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.pictures_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.pictures.arn]
    error_message = "pictures.dead_letter: it does not take the dead letters of pictures, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.pictures.queue_url == aws_sqs_queue.pictures.url
    error_message = "pictures: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.pictures.policy).Statement) == 2
    error_message = "pictures: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.pictures.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.pictures.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "pictures: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.pictures.policy).Statement, {
      Sid       = "S3FromUploads"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.pictures.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploads -> pictures: the policy of pictures does not say S3FromUploads as it has to"
  }

  assert {
    condition     = aws_sqs_queue.films.name == "${var.name}-films"
    error_message = "films: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.films.fifo_queue, false) == false
    error_message = "films: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.films.kms_master_key_id == aws_kms_key.this.arn
    error_message = "films: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.films.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.films_dead_letter.arn
    error_message = "films: what nobody could handle does not go to films.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.films.redrive_policy).maxReceiveCount, null) == 3
    error_message = "films: a message is not a dead letter after 3 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.films_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.films.arn]
    error_message = "films.dead_letter: it does not take the dead letters of films, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.films.queue_url == aws_sqs_queue.films.url
    error_message = "films: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.films.policy).Statement) == 2
    error_message = "films: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.films.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.films.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "films: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.films.policy).Statement, {
      Sid       = "S3FromUploads"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.films.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "uploads -> films: the policy of films does not say S3FromUploads as it has to"
  }

  assert {
    condition     = aws_sqs_queue.pictures_dead_letter.name == "${var.name}-pictures-dead-letter"
    error_message = "pictures.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.pictures_dead_letter.fifo_queue, false) == false
    error_message = "pictures.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.pictures_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "pictures.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.pictures_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "pictures.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.pictures_dead_letter.queue_url == aws_sqs_queue.pictures_dead_letter.url
    error_message = "pictures.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.pictures_dead_letter.policy).Statement) == 1
    error_message = "pictures.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.pictures_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.pictures_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "pictures.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.films_dead_letter.name == "${var.name}-films-dead-letter"
    error_message = "films.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.films_dead_letter.fifo_queue, false) == false
    error_message = "films.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.films_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "films.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.films_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "films.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.films_dead_letter.queue_url == aws_sqs_queue.films_dead_letter.url
    error_message = "films.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.films_dead_letter.policy).Statement) == 1
    error_message = "films.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.films_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.films_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "films.dead_letter: its policy lets in who does not come over TLS"
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
      Sid       = "S3"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say S3 as it has to"
  }
}
