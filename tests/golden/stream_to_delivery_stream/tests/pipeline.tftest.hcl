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
    target = aws_kinesis_stream.readings
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/readings" }
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
    target = aws_kinesis_firehose_delivery_stream.company_to_lake
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/company-to-lake" }
  }

  override_resource {
    target = aws_iam_role.company_to_lake
    values = { arn = "arn:aws:iam::123456789012:role/company_to_lake" }
  }

  override_resource {
    target = aws_s3_bucket.lake
    values = { arn = "arn:aws:s3:::lake" }
  }
}

variables {
  company_stream = "arn:aws:kinesis:eu-west-1:123456789012:stream/company"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_kinesis_stream.readings.name == "${var.name}-readings"
    error_message = "readings: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.readings.stream_mode_details[*].stream_mode) == "ON_DEMAND"
    error_message = "readings: its mode is not on_demand"
  }

  assert {
    condition     = aws_kinesis_stream.readings.kms_key_id == aws_kms_key.this.arn
    error_message = "readings: it is not encrypted with the key of the page"
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
    condition     = length(jsondecode(aws_iam_role_policy.to_lake.policy).Statement) == 5
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
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.kinesis_source_configuration[*].kinesis_stream_arn) == aws_kinesis_stream.readings.arn
    error_message = "readings -> to-lake: what is read is not readings"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid    = "ReceiveFromReadings"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:GetShardIterator",
        "kinesis:GetRecords",
        "kinesis:ListShards",
      ]
      Resource = aws_kinesis_stream.readings.arn
    }), false)
    error_message = "readings -> to-lake: the role of to-lake does not say ReceiveFromReadings as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "UseKeyToReceive"
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "readings -> to-lake: the role of to-lake does not say UseKeyToReceive as it has to"
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
    condition     = aws_kinesis_firehose_delivery_stream.company_to_lake.name == "${var.name}-company-to-lake"
    error_message = "company-to-lake: it has another name"
  }

  assert {
    condition     = aws_iam_role.company_to_lake.name == "${var.name}-company-to-lake"
    error_message = "company-to-lake: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.company_to_lake.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "company-to-lake: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.company_to_lake.policy).Statement) == 4
    error_message = "company-to-lake: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.company_to_lake.role == aws_iam_role.company_to_lake.id
    error_message = "company-to-lake: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.company_to_lake.extended_s3_configuration[*].role_arn) == aws_iam_role.company_to_lake.arn
    error_message = "company-to-lake: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.company_to_lake_delivery.name == "/aws/kinesisfirehose/${var.name}-company-to-lake"
    error_message = "company-to-lake: its log group has another name"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.company_to_lake.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.company_to_lake_delivery.arn}:*"
    }), false)
    error_message = "company-to-lake: the role of company-to-lake does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.company_to_lake.kinesis_source_configuration[*].kinesis_stream_arn) == var.company_stream
    error_message = "company -> company-to-lake: what is read is not company"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.company_to_lake.policy).Statement, {
      Sid    = "ReceiveFromCompany"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:GetShardIterator",
        "kinesis:GetRecords",
        "kinesis:ListShards",
      ]
      Resource = var.company_stream
    }), false)
    error_message = "company -> company-to-lake: the role of company-to-lake does not say ReceiveFromCompany as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.company_to_lake.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.lake.arn
    error_message = "company-to-lake -> lake: what is written to is not lake"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.company_to_lake.policy).Statement, {
      Sid      = "ListLake"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.lake.arn
    }), false)
    error_message = "company-to-lake -> lake: the role of company-to-lake does not say ListLake as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.company_to_lake.policy).Statement, {
      Sid      = "WriteToLake"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.lake.arn}/*"
    }), false)
    error_message = "company-to-lake -> lake: the role of company-to-lake does not say WriteToLake as it has to"
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
      Principal = { AWS = aws_iam_role.to_lake.arn }
      Action    = "kms:Decrypt"
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatRead as it has to"
  }
}
