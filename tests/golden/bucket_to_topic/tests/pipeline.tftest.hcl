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
    target = aws_s3_bucket.reports
    values = { arn = "arn:aws:s3:::reports" }
  }

  override_resource {
    target = aws_sns_topic.published
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:published" }
  }
}

variables {
  removals_arn = "arn:aws:sns:eu-west-1:123456789012:removals"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_s3_bucket.reports.bucket_prefix == "${var.name}-reports-"
    error_message = "reports: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.reports.block_public_acls && aws_s3_bucket_public_access_block.reports.block_public_policy && aws_s3_bucket_public_access_block.reports.ignore_public_acls && aws_s3_bucket_public_access_block.reports.restrict_public_buckets])
    error_message = "reports: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.reports.bucket == aws_s3_bucket.reports.bucket
    error_message = "reports: what is closed to the public is another bucket"
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.reports.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    error_message = "reports: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_s3_bucket_policy.reports.bucket == aws_s3_bucket.reports.bucket
    error_message = "reports: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.reports.policy).Statement) == 1
    error_message = "reports: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.reports.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.reports.arn, "${aws_s3_bucket.reports.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "reports: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_s3_bucket_notification.reports.bucket == aws_s3_bucket.reports.bucket
    error_message = "reports: its notification is on another bucket"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.reports.topic : jsonencode([each.topic_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([aws_sns_topic.published.arn, ["s3:ObjectCreated:*"], "final/", ".pdf"])), false)
    error_message = "reports -> published: reports tells someone else, or of other objects"
  }

  assert {
    condition     = try(contains([for each in aws_s3_bucket_notification.reports.topic : jsonencode([each.topic_arn, sort(each.events), each.filter_prefix, each.filter_suffix])], jsonencode([var.removals_arn, ["s3:ObjectRemoved:Delete"], null, null])), false)
    error_message = "reports -> removals: reports tells someone else, or of other objects"
  }

  assert {
    condition     = aws_sns_topic.published.name == "${var.name}-published"
    error_message = "published: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.published.fifo_topic, false) == false
    error_message = "published: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic.published.kms_master_key_id == aws_kms_key.this.arn
    error_message = "published: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.published.arn == aws_sns_topic.published.arn
    error_message = "published: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.published.policy).Statement) == 2
    error_message = "published: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.published.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.published.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "published: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.published.policy).Statement, {
      Sid       = "S3FromReports"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.published.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.reports.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "reports -> published: the policy of published does not say S3FromReports as it has to"
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
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.reports.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "the key of the module does not say S3 as it has to"
  }
}
