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
    target = aws_cloudwatch_event_bus.shop
    values = { arn = "arn:aws:events:eu-west-1:123456789012:event-bus/shop" }
  }

  override_resource {
    target = aws_cloudwatch_event_bus.ledger
    values = { arn = "arn:aws:events:eu-west-1:123456789012:event-bus/ledger" }
  }

  override_resource {
    target = aws_lambda_function.tell
    values = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:tell" }
  }

  override_resource {
    target = aws_iam_role.tell
    values = { arn = "arn:aws:iam::123456789012:role/tell" }
  }
}

variables {
  partner_bus = "arn:aws:events:eu-west-1:123456789012:event-bus/partner"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_cloudwatch_event_bus.shop.name == "${var.name}-shop"
    error_message = "shop: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.shop.name == "${var.name}-shop"
    error_message = "shop: its archive has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.shop.event_source_arn == aws_cloudwatch_event_bus.shop.arn
    error_message = "shop: the archive is not that of shop"
  }

  assert {
    condition     = aws_cloudwatch_event_archive.shop.retention_days == 14
    error_message = "shop: its archive does not keep events for 14 days"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.ledger.name == "${var.name}-ledger"
    error_message = "ledger: it has another name"
  }

  assert {
    condition     = aws_cloudwatch_event_bus.ledger.kms_key_identifier == aws_kms_key.this.arn
    error_message = "ledger: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_lambda_function.tell.function_name == "${var.name}-tell"
    error_message = "tell: it has another name"
  }

  assert {
    condition     = aws_iam_role.tell.name == "${var.name}-tell"
    error_message = "tell: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.tell.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "lambda.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "tell: others may take on its role, or its service may not"
  }

  assert {
    condition     = aws_lambda_function.tell.role == aws_iam_role.tell.arn
    error_message = "tell: it has another role"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.tell.policy).Statement) == 6
    error_message = "tell: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.tell.role == aws_iam_role.tell.id
    error_message = "tell: what it may do is another's"
  }

  assert {
    condition     = aws_cloudwatch_log_group.tell.name == "/aws/lambda/${var.name}-tell"
    error_message = "tell: its log group has another name"
  }

  assert {
    condition     = one(aws_lambda_function.tell.logging_config[*].log_group) == aws_cloudwatch_log_group.tell.name
    error_message = "tell: it writes its logs elsewhere"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.tell.arn}:*"
    }), false)
    error_message = "tell: the role of tell does not say WriteLogs as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "WriteTraces"
      Effect   = "Allow"
      Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      Resource = "*"
    }), false)
    error_message = "tell: the role of tell does not say WriteTraces as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.tell.environment[0].variables["SHOP_BUS_NAME"], null) == aws_cloudwatch_event_bus.shop.name
    error_message = "tell -> shop: SHOP_BUS_NAME of tell says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "SendToShop"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = aws_cloudwatch_event_bus.shop.arn
    }), false)
    error_message = "tell -> shop: the role of tell does not say SendToShop as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.tell.environment[0].variables["LEDGER_BUS_NAME"], null) == aws_cloudwatch_event_bus.ledger.name
    error_message = "tell -> ledger: LEDGER_BUS_NAME of tell says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "SendToLedger"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = aws_cloudwatch_event_bus.ledger.arn
    }), false)
    error_message = "tell -> ledger: the role of tell does not say SendToLedger as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.tell.environment[0].variables["PARTNER_BUS_NAME"], null) == var.partner_bus
    error_message = "tell -> partner: PARTNER_BUS_NAME of tell says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "SendToPartner"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = var.partner_bus
    }), false)
    error_message = "tell -> partner: the role of tell does not say SendToPartner as it has to"
  }

  assert {
    condition     = try(aws_lambda_function.tell.environment[0].variables["DEFAULT_BUS_NAME"], null) == "default"
    error_message = "tell -> default: DEFAULT_BUS_NAME of tell says something else"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.tell.policy).Statement, {
      Sid      = "SendToDefault"
      Effect   = "Allow"
      Action   = "events:PutEvents"
      Resource = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
    }), false)
    error_message = "tell -> default: the role of tell does not say SendToDefault as it has to"
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
      Sid       = "EventsDescribe"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "kms:DescribeKey"
      Resource  = "*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }), false)
    error_message = "the key of the module does not say EventsDescribe as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_kms_key_policy.this.policy).Statement, {
      Sid       = "EventsOnBuses"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
      Resource  = "*"
      Condition = {
        ArnEquals = {
          "kms:EncryptionContext:aws:events:event-bus:arn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}-ledger"
        }
      }
    }), false)
    error_message = "the key of the module does not say EventsOnBuses as it has to"
  }
}
