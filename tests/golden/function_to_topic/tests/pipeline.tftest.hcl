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
    target = aws_sns_topic.ledger
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:ledger.fifo" }
  }

  override_resource {
    target = aws_lambda_function.publish
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:publish" }
  }

  override_resource {
    target = aws_iam_role.publish
    values = { arn = "arn:aws:iam::123456789012:role/publish" }
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
    condition     = aws_sns_topic.ledger.name == "${var.name}-ledger.fifo"
    error_message = "ledger: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.ledger.fifo_topic, false) == true
    error_message = "ledger: it is no FIFO topic"
  }

  assert {
    condition     = aws_sns_topic.ledger.kms_master_key_id == aws_kms_key.this.arn
    error_message = "ledger: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.ledger.arn == aws_sns_topic.ledger.arn
    error_message = "ledger: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.ledger.policy).Statement) == 1
    error_message = "ledger: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.ledger.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.ledger.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "ledger: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_lambda_function.publish.function_name == "${var.name}-publish"
    error_message = "publish: it has another name"
  }

  assert {
    condition     = aws_iam_role.publish.name == "${var.name}-publish"
    error_message = "publish: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.publish.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "publish: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.publish.role == aws_iam_role.publish.arn
    error_message = "publish: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.publish.policy).Statement) == 4
    error_message = "publish: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.publish.role == aws_iam_role.publish.id
    error_message = "publish: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.publish.name == "/aws/lambda/${var.name}-publish"
    error_message = "publish: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.publish.logging_config[*].log_group) == aws_cloudwatch_log_group.publish.name
    error_message = "publish: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.publish.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.publish.arn}:*"
    }), false)
    error_message = "publish: the role of publish does not say WriteLogs as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.publish.environment[0].variables["NEWS_TOPIC_ARN"], null) == aws_sns_topic.news.arn
    error_message = "publish -> news: NEWS_TOPIC_ARN of publish says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.publish.policy).Statement, {
      Sid      = "SendToNews"
      Effect   = "Allow"
      Action   = "sns:Publish"
      Resource = aws_sns_topic.news.arn
    }), false)
    error_message = "publish -> news: the role of publish does not say SendToNews as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.publish.environment[0].variables["LEDGER_TOPIC_ARN"], null) == aws_sns_topic.ledger.arn
    error_message = "publish -> ledger: LEDGER_TOPIC_ARN of publish says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.publish.policy).Statement, {
      Sid      = "SendToLedger"
      Effect   = "Allow"
      Action   = "sns:Publish"
      Resource = aws_sns_topic.ledger.arn
    }), false)
    error_message = "publish -> ledger: the role of publish does not say SendToLedger as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.publish.policy).Statement, {
      Sid      = "UseKeyToSend"
      Effect   = "Allow"
      Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource = aws_kms_key.this.arn
    }), false)
    error_message = "publish -> ledger: the role of publish does not say UseKeyToSend as it has to"
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
      Principal = { AWS = aws_iam_role.publish.arn }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
    }), false)
    error_message = "the key of the module does not say RolesThatSend as it has to"
  }
}
