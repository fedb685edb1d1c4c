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
    target = aws_lambda_function.collect
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:collect" }
  }

  override_resource {
    target = aws_iam_role.collect
    values = { arn = "arn:aws:iam::123456789012:role/collect" }
  }
}

variables {
  image          = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/given:1"
  subnet         = "subnet-0123abcd"
  security_group = "sg-0123abcd"
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
    condition     = aws_lambda_function.collect.function_name == "${var.name}-collect"
    error_message = "collect: it has another name"
  }

  assert {
    condition     = aws_iam_role.collect.name == "${var.name}-collect"
    error_message = "collect: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.collect.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "collect: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.collect.role == aws_iam_role.collect.arn
    error_message = "collect: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.collect.policy).Statement) == 4
    error_message = "collect: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.collect.role == aws_iam_role.collect.id
    error_message = "collect: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.collect.name == "/aws/lambda/${var.name}-collect"
    error_message = "collect: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.collect.logging_config[*].log_group) == aws_cloudwatch_log_group.collect.name
    error_message = "collect: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.collect.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.collect.arn}:*"
    }), false)
    error_message = "collect: the role of collect does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.collect.policy).Statement, {
      Sid    = "UseNetwork"
      Effect = "Allow"
      Action = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ]
      Resource = "*"
    }), false)
    error_message = "collect: the role of collect does not say UseNetwork as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.collect.environment[0].variables["READINGS_STREAM_NAME"], null) == aws_kinesis_stream.readings.name
    error_message = "collect -> readings: READINGS_STREAM_NAME of collect says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.collect.policy).Statement, {
      Sid      = "SendToReadings"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.readings.arn
    }), false)
    error_message = "collect -> readings: the role of collect does not say SendToReadings as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.collect.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "collect -> readings: the role of collect does not say UseKeyToSend as it has to"
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
      Sid       = "Logs"
      Effect    = "Allow"
      Principal = { Service = "logs.${local.region}.amazonaws.com" }
      Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/lambda/${var.name}-collect"
        }
      }
    }), false)
    error_message = "the key of the module does not say Logs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "RolesThatSend"
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.collect.arn }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }
}
