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
    target = aws_sns_topic.placed
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:placed" }
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

variables {
  publish_package = "versions.tf"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sns_topic.placed.name == "${var.name}-placed"
    error_message = "placed: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.placed.fifo_topic, false) == false
    error_message = "placed: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic_policy.placed.arn == aws_sns_topic.placed.arn
    error_message = "placed: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.placed.policy).Statement) == 1
    error_message = "placed: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.placed.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.placed.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "placed: its policy lets in who does not come over TLS"
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
    condition     = length(jsondecode(aws_iam_role_policy.publish.policy).Statement) == 3
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
    condition = try(contains(jsondecode(aws_iam_role_policy.publish.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "publish: the role of publish does not say WriteTraces as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.publish.environment[0].variables["PLACED_TOPIC_ARN"], null) == aws_sns_topic.placed.arn
    error_message = "publish -> placed: PLACED_TOPIC_ARN of publish says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.publish.policy).Statement, {
      Sid      = "SendToPlaced"
      Effect   = "Allow"
      Action   = "sns:Publish"
      Resource = aws_sns_topic.placed.arn
    }), false)
    error_message = "publish -> placed: the role of publish does not say SendToPlaced as it has to"
  }
}
