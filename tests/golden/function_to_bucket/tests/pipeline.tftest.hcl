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
    target = aws_lambda_function.write
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:write" }
  }

  override_resource {
    target = aws_iam_role.write
    values = { arn = "arn:aws:iam::123456789012:role/write" }
  }
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
    condition     = aws_lambda_function.write.function_name == "${var.name}-write"
    error_message = "write: it has another name"
  }

  assert {
    condition     = aws_iam_role.write.name == "${var.name}-write"
    error_message = "write: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.write.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "write: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.write.role == aws_iam_role.write.arn
    error_message = "write: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.write.policy).Statement) == 6
    error_message = "write: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.write.role == aws_iam_role.write.id
    error_message = "write: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.write.name == "/aws/lambda/${var.name}-write"
    error_message = "write: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.write.logging_config[*].log_group) == aws_cloudwatch_log_group.write.name
    error_message = "write: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.write.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.write.arn}:*"
    }), false)
    error_message = "write: the role of write does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.write.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "write: the role of write does not say WriteTraces as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.write.policy).Statement, {
      Sid      = "Permission1"
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:Query"]
      Resource = ["arn:aws:dynamodb:eu-west-1:123456789012:table/orders"]
    }), false)
    error_message = "write: the role of write does not say Permission1 as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.write.environment[0].variables["REPORTS_BUCKET"], null) == aws_s3_bucket.reports.bucket
    error_message = "write -> reports: REPORTS_BUCKET of write says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.write.policy).Statement, {
      Sid      = "SendToReports"
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "${aws_s3_bucket.reports.arn}/*"
    }), false)
    error_message = "write -> reports: the role of write does not say SendToReports as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.write.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "write -> reports: the role of write does not say UseKeyToSend as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.write.environment[0].variables["ARCHIVE_BUCKET"], null) == "company-archive"
    error_message = "write -> archive: ARCHIVE_BUCKET of write says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.write.policy).Statement, {
      Sid      = "SendToArchive"
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "arn:aws:s3:::company-archive/*"
    }), false)
    error_message = "write -> archive: the role of write does not say SendToArchive as it has to"
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
      Principal = { AWS = aws_iam_role.write.arn }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }
}
