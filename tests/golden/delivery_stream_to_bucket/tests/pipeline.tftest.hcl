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
    target = aws_s3_bucket.lake
    values = { arn = "arn:aws:s3:::lake" }
  }

  override_resource {
    target = aws_lambda_function.reshape
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:reshape" }
  }

  override_resource {
    target = aws_iam_role.reshape
    values = { arn = "arn:aws:iam::123456789012:role/reshape" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.by_customer
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/by-customer" }
  }

  override_resource {
    target = aws_iam_role.by_customer
    values = { arn = "arn:aws:iam::123456789012:role/by_customer" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.raw
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/raw" }
  }

  override_resource {
    target = aws_iam_role.raw
    values = { arn = "arn:aws:iam::123456789012:role/raw" }
  }
}

run "as_the_page_says" {
  command = apply

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
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.lake.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.this.arn
    error_message = "lake: it is not encrypted with the key of the page"
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
    condition     = aws_lambda_function.reshape.function_name == "${var.name}-reshape"
    error_message = "reshape: it has another name"
  }

  assert {
    condition     = aws_iam_role.reshape.name == "${var.name}-reshape"
    error_message = "reshape: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.reshape.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "reshape: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.reshape.role == aws_iam_role.reshape.arn
    error_message = "reshape: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.reshape.policy).Statement) == 2
    error_message = "reshape: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.reshape.role == aws_iam_role.reshape.id
    error_message = "reshape: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.reshape.name == "/aws/lambda/${var.name}-reshape"
    error_message = "reshape: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.reshape.logging_config[*].log_group) == aws_cloudwatch_log_group.reshape.name
    error_message = "reshape: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.reshape.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.reshape.arn}:*"
    }), false)
    error_message = "reshape: the role of reshape does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.reshape.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "reshape: the role of reshape does not say WriteTraces as it has to"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.by_customer.name == "${var.name}-by-customer"
    error_message = "by-customer: it has another name"
  }

  assert {
    condition     = aws_iam_role.by_customer.name == "${var.name}-by-customer"
    error_message = "by-customer: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.by_customer.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "by-customer: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.by_customer.policy).Statement) == 5
    error_message = "by-customer: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.by_customer.role == aws_iam_role.by_customer.id
    error_message = "by-customer: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.by_customer.extended_s3_configuration[*].role_arn) == aws_iam_role.by_customer.arn
    error_message = "by-customer: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.by_customer_delivery.name == "/aws/kinesisfirehose/${var.name}-by-customer"
    error_message = "by-customer: its log group has another name"
  }

  assert {
    condition     = try(contains([for each in flatten(aws_kinesis_firehose_delivery_stream.by_customer.extended_s3_configuration[*].processing_configuration[*].processors) : jsonencode([each.type, { for one in each.parameters : one.parameter_name => one.parameter_value }])], jsonencode(["Lambda", { LambdaArn = "${aws_lambda_function.reshape.arn}:$LATEST" }])), false)
    error_message = "by-customer: its records do not go through Lambda as they have to"
  }

  assert {
    condition = try(contains([for each in flatten(aws_kinesis_firehose_delivery_stream.by_customer.extended_s3_configuration[*].processing_configuration[*].processors) : jsonencode([each.type, { for one in each.parameters : one.parameter_name => one.parameter_value }])], jsonencode([
      "MetadataExtraction",
      {
        MetadataExtractionQuery = "{customer: .customer.id, year: .date[0:4]}"
        JsonParsingEngine       = "JQ-1.6"
      },
    ])), false)
    error_message = "by-customer: its records do not go through MetadataExtraction as they have to"
  }

  assert {
    condition     = try(contains([for each in flatten(aws_kinesis_firehose_delivery_stream.by_customer.extended_s3_configuration[*].processing_configuration[*].processors) : jsonencode([each.type, { for one in each.parameters : one.parameter_name => one.parameter_value }])], jsonencode(["AppendDelimiterToRecord", { Delimiter = "\\n" }])), false)
    error_message = "by-customer: its records do not go through AppendDelimiterToRecord as they have to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.by_customer.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.by_customer_delivery.arn}:*"
    }), false)
    error_message = "by-customer: the role of by-customer does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.by_customer.policy).Statement, {
      Sid      = "Transform"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"]
      Resource = [aws_lambda_function.reshape.arn, "${aws_lambda_function.reshape.arn}:*"]
    }), false)
    error_message = "by-customer: the role of by-customer does not say Transform as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.by_customer.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.lake.arn
    error_message = "by-customer -> lake: what is written to is not lake"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.by_customer.policy).Statement, {
      Sid      = "ListLake"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.lake.arn
    }), false)
    error_message = "by-customer -> lake: the role of by-customer does not say ListLake as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.by_customer.policy).Statement, {
      Sid      = "WriteToLake"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.lake.arn}/*"
    }), false)
    error_message = "by-customer -> lake: the role of by-customer does not say WriteToLake as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.by_customer.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "by-customer -> lake: the role of by-customer does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.raw.name == "${var.name}-raw"
    error_message = "raw: it has another name"
  }

  assert {
    condition     = aws_iam_role.raw.name == "${var.name}-raw"
    error_message = "raw: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.raw.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "raw: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.raw.policy).Statement) == 3
    error_message = "raw: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.raw.role == aws_iam_role.raw.id
    error_message = "raw: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.raw.extended_s3_configuration[*].role_arn) == aws_iam_role.raw.arn
    error_message = "raw: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.raw_delivery.name == "/aws/kinesisfirehose/${var.name}-raw"
    error_message = "raw: its log group has another name"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.raw.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.raw_delivery.arn}:*"
    }), false)
    error_message = "raw: the role of raw does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.raw.extended_s3_configuration[*].bucket_arn) == "arn:aws:s3:::company-archive"
    error_message = "raw -> archive: what is written to is not archive"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.raw.policy).Statement, {
      Sid      = "ListArchive"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = "arn:aws:s3:::company-archive"
    }), false)
    error_message = "raw -> archive: the role of raw does not say ListArchive as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.raw.policy).Statement, {
      Sid      = "WriteToArchive"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "arn:aws:s3:::company-archive/*"
    }), false)
    error_message = "raw -> archive: the role of raw does not say WriteToArchive as it has to"
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
      Sid       = "RolesThatSend"
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.by_customer.arn }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }
}
