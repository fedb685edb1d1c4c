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
    target = aws_sns_topic.orders
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:orders" }
  }

  override_resource {
    target = aws_sns_topic.ledger
    values = { arn = "arn:aws:sns:eu-west-1:123456789012:ledger.fifo" }
  }

  override_resource {
    target = aws_sqs_queue.billing
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:billing" }
  }

  override_resource {
    target = aws_sqs_queue.shipping
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:shipping" }
  }

  override_resource {
    target = aws_sqs_queue.lost
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:lost" }
  }

  override_resource {
    target = aws_sqs_queue.bookings
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:bookings.fifo" }
  }

  override_resource {
    target = aws_sqs_queue.billing_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:billing-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.shipping_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:shipping-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.bookings_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:bookings-dead-letter.fifo" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.upstream_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:upstream-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.ledger_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:ledger-dead-letter.fifo" }
  }
}

variables {
  upstream_arn = "arn:aws:sns:eu-west-1:123456789012:upstream"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_sns_topic.orders.name == "${var.name}-orders"
    error_message = "orders: it has another name"
  }

  assert {
    condition     = coalesce(aws_sns_topic.orders.fifo_topic, false) == false
    error_message = "orders: it is a FIFO topic"
  }

  assert {
    condition     = aws_sns_topic.orders.kms_master_key_id == aws_kms_key.this.arn
    error_message = "orders: it is not encrypted with the key of the page"
  }

  assert {
    condition     = aws_sns_topic_policy.orders.arn == aws_sns_topic.orders.arn
    error_message = "orders: its policy is on another topic"
  }

  assert {
    condition     = length(jsondecode(aws_sns_topic_policy.orders.policy).Statement) == 1
    error_message = "orders: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sns_topic_policy.orders.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.orders.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "orders: its policy lets in who does not come over TLS"
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
    condition     = aws_sqs_queue.billing.name == "${var.name}-invoices"
    error_message = "billing: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.billing.fifo_queue, false) == false
    error_message = "billing: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.billing.kms_master_key_id == aws_kms_key.this.arn
    error_message = "billing: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.billing.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.billing_dead_letter.arn
    error_message = "billing: what nobody could handle does not go to billing.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.billing.redrive_policy).maxReceiveCount, null) == 5
    error_message = "billing: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.billing_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.billing.arn]
    error_message = "billing.dead_letter: it does not take the dead letters of billing, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.billing.queue_url == aws_sqs_queue.billing.url
    error_message = "billing: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.billing.policy).Statement) == 3
    error_message = "billing: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.billing.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.billing.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "billing: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.billing.policy).Statement, {
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.billing.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> billing: the policy of billing does not say SnsFromOrders as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.billing.policy).Statement, {
      Sid       = "SnsFromUpstream"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.billing.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = var.upstream_arn }
        StringEquals = { "aws:SourceAccount" = element(split(":", var.upstream_arn), 4) }
      }
    }), false)
    error_message = "upstream -> billing: the policy of billing does not say SnsFromUpstream as it has to"
  }

  assert {
    condition     = aws_sqs_queue.shipping.name == "${var.name}-shipping"
    error_message = "shipping: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.shipping.fifo_queue, false) == false
    error_message = "shipping: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.shipping.kms_master_key_id == aws_kms_key.this.arn
    error_message = "shipping: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.shipping.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.shipping_dead_letter.arn
    error_message = "shipping: what nobody could handle does not go to shipping.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.shipping.redrive_policy).maxReceiveCount, null) == 5
    error_message = "shipping: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.shipping_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.shipping.arn]
    error_message = "shipping.dead_letter: it does not take the dead letters of shipping, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.shipping.queue_url == aws_sqs_queue.shipping.url
    error_message = "shipping: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.shipping.policy).Statement) == 2
    error_message = "shipping: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.shipping.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.shipping.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "shipping: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.shipping.policy).Statement, {
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.shipping.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> shipping: the policy of shipping does not say SnsFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.lost.name == "${var.name}-lost"
    error_message = "lost: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.lost.fifo_queue, false) == false
    error_message = "lost: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.lost.kms_master_key_id == aws_kms_key.this.arn
    error_message = "lost: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.lost.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "lost: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.lost.queue_url == aws_sqs_queue.lost.url
    error_message = "lost: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.lost.policy).Statement) == 2
    error_message = "lost: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.lost.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.lost.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "lost: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.lost.policy).Statement, {
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.lost.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> shipping: the policy of lost does not say SnsFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.bookings.name == "${var.name}-bookings.fifo"
    error_message = "bookings: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.bookings.fifo_queue, false) == true
    error_message = "bookings: it is no FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.bookings.kms_master_key_id == aws_kms_key.this.arn
    error_message = "bookings: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bookings.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.bookings_dead_letter.arn
    error_message = "bookings: what nobody could handle does not go to bookings.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bookings.redrive_policy).maxReceiveCount, null) == 5
    error_message = "bookings: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.bookings_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.bookings.arn]
    error_message = "bookings.dead_letter: it does not take the dead letters of bookings, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.bookings.queue_url == aws_sqs_queue.bookings.url
    error_message = "bookings: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.bookings.policy).Statement) == 2
    error_message = "bookings: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bookings.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.bookings.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "bookings: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bookings.policy).Statement, {
      Sid       = "SnsFromLedger"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.bookings.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.ledger.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "ledger -> bookings: the policy of bookings does not say SnsFromLedger as it has to"
  }

  assert {
    condition     = aws_sqs_queue.billing_dead_letter.name == "${var.name}-invoices-dead-letter"
    error_message = "billing.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.billing_dead_letter.fifo_queue, false) == false
    error_message = "billing.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.billing_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "billing.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.billing_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "billing.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.billing_dead_letter.queue_url == aws_sqs_queue.billing_dead_letter.url
    error_message = "billing.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.billing_dead_letter.policy).Statement) == 1
    error_message = "billing.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.billing_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.billing_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "billing.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.shipping_dead_letter.name == "${var.name}-shipping-dead-letter"
    error_message = "shipping.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.shipping_dead_letter.fifo_queue, false) == false
    error_message = "shipping.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.shipping_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "shipping.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.shipping_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "shipping.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.shipping_dead_letter.queue_url == aws_sqs_queue.shipping_dead_letter.url
    error_message = "shipping.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.shipping_dead_letter.policy).Statement) == 1
    error_message = "shipping.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.shipping_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.shipping_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "shipping.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.bookings_dead_letter.name == "${var.name}-bookings-dead-letter.fifo"
    error_message = "bookings.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.bookings_dead_letter.fifo_queue, false) == true
    error_message = "bookings.dead_letter: it is no FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.bookings_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "bookings.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.bookings_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "bookings.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.bookings_dead_letter.queue_url == aws_sqs_queue.bookings_dead_letter.url
    error_message = "bookings.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.bookings_dead_letter.policy).Statement) == 1
    error_message = "bookings.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.bookings_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.bookings_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "bookings.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_sqs_queue.orders_dead_letter.name == "${var.name}-orders-dead-letter"
    error_message = "orders.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.orders_dead_letter.fifo_queue, false) == false
    error_message = "orders.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.orders_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "orders.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.orders_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "orders.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.orders_dead_letter.queue_url == aws_sqs_queue.orders_dead_letter.url
    error_message = "orders.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement) == 2
    error_message = "orders.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.orders_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "orders.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.orders_dead_letter.policy).Statement, {
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.orders_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> billing: the policy of orders.dead_letter does not say SnsFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.upstream_dead_letter.name == "${var.name}-upstream-dead-letter"
    error_message = "upstream.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.upstream_dead_letter.fifo_queue, false) == false
    error_message = "upstream.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.upstream_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "upstream.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.upstream_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "upstream.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.upstream_dead_letter.queue_url == aws_sqs_queue.upstream_dead_letter.url
    error_message = "upstream.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.upstream_dead_letter.policy).Statement) == 2
    error_message = "upstream.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.upstream_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.upstream_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "upstream.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.upstream_dead_letter.policy).Statement, {
      Sid       = "SnsFromUpstream"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.upstream_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = var.upstream_arn }
        StringEquals = { "aws:SourceAccount" = element(split(":", var.upstream_arn), 4) }
      }
    }), false)
    error_message = "upstream -> billing: the policy of upstream.dead_letter does not say SnsFromUpstream as it has to"
  }

  assert {
    condition     = aws_sqs_queue.ledger_dead_letter.name == "${var.name}-ledger-dead-letter.fifo"
    error_message = "ledger.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.ledger_dead_letter.fifo_queue, false) == true
    error_message = "ledger.dead_letter: it is no FIFO queue"
  }

  assert {
    condition     = aws_sqs_queue.ledger_dead_letter.kms_master_key_id == aws_kms_key.this.arn
    error_message = "ledger.dead_letter: it is not encrypted with the key of the page"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.ledger_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "ledger.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.ledger_dead_letter.queue_url == aws_sqs_queue.ledger_dead_letter.url
    error_message = "ledger.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.ledger_dead_letter.policy).Statement) == 2
    error_message = "ledger.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.ledger_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.ledger_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "ledger.dead_letter: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.ledger_dead_letter.policy).Statement, {
      Sid       = "SnsFromLedger"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.ledger_dead_letter.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.ledger.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "ledger -> bookings: the policy of ledger.dead_letter does not say SnsFromLedger as it has to"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_billing.topic_arn == aws_sns_topic.orders.arn
    error_message = "orders -> billing: the subscription is not one of orders"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_billing.protocol == "sqs"
    error_message = "orders -> billing: billing gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_billing.endpoint == aws_sqs_queue.billing.arn
    error_message = "orders -> billing: what gets the messages is not billing"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_billing.filter_policy == null
    error_message = "orders -> billing: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_billing.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> billing: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_billing.raw_message_delivery == true
    error_message = "orders -> billing: a message has an envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.upstream_to_billing.topic_arn == var.upstream_arn
    error_message = "upstream -> billing: the subscription is not one of upstream"
  }

  assert {
    condition     = aws_sns_topic_subscription.upstream_to_billing.protocol == "sqs"
    error_message = "upstream -> billing: billing gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.upstream_to_billing.endpoint == aws_sqs_queue.billing.arn
    error_message = "upstream -> billing: what gets the messages is not billing"
  }

  assert {
    condition     = aws_sns_topic_subscription.upstream_to_billing.filter_policy == null
    error_message = "upstream -> billing: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.upstream_to_billing.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.upstream_dead_letter.arn
    error_message = "upstream -> billing: what cannot be delivered does not go to upstream.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.upstream_to_billing.raw_message_delivery == true
    error_message = "upstream -> billing: a message has an envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_shipping.topic_arn == aws_sns_topic.orders.arn
    error_message = "orders -> shipping: the subscription is not one of orders"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_shipping.protocol == "sqs"
    error_message = "orders -> shipping: shipping gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_shipping.endpoint == aws_sqs_queue.shipping.arn
    error_message = "orders -> shipping: what gets the messages is not shipping"
  }

  assert {
    condition     = try(jsonencode(jsondecode(aws_sns_topic_subscription.orders_to_shipping.filter_policy)), null) == jsonencode({ kind = [{ anything-but = "download" }] })
    error_message = "orders -> shipping: its filter is another"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_shipping.filter_policy_scope == "MessageAttributes"
    error_message = "orders -> shipping: its filter is about another part of the messages"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_shipping.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.lost.arn
    error_message = "orders -> shipping: what cannot be delivered does not go to lost"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_shipping.raw_message_delivery == false
    error_message = "orders -> shipping: a message has no envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.ledger_to_bookings.topic_arn == aws_sns_topic.ledger.arn
    error_message = "ledger -> bookings: the subscription is not one of ledger"
  }

  assert {
    condition     = aws_sns_topic_subscription.ledger_to_bookings.protocol == "sqs"
    error_message = "ledger -> bookings: bookings gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.ledger_to_bookings.endpoint == aws_sqs_queue.bookings.arn
    error_message = "ledger -> bookings: what gets the messages is not bookings"
  }

  assert {
    condition     = try(jsonencode(jsondecode(aws_sns_topic_subscription.ledger_to_bookings.filter_policy)), null) == jsonencode({ amount = [{ numeric = [">", 0] }] })
    error_message = "ledger -> bookings: its filter is another"
  }

  assert {
    condition     = aws_sns_topic_subscription.ledger_to_bookings.filter_policy_scope == "MessageBody"
    error_message = "ledger -> bookings: its filter is about another part of the messages"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.ledger_to_bookings.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.ledger_dead_letter.arn
    error_message = "ledger -> bookings: what cannot be delivered does not go to ledger.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.ledger_to_bookings.raw_message_delivery == false
    error_message = "ledger -> bookings: a message has no envelope of SNS"
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
          "aws:SourceArn" = [
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-orders",
            var.upstream_arn,
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-ledger.fifo",
          ]
        }
        StringEquals = { "aws:SourceAccount" = [local.account_id, element(split(":", var.upstream_arn), 4)] }
      }
    }), false)
    error_message = "the key of the module does not say Sns as it has to"
  }
}
