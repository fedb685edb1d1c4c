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
    target = aws_sqs_queue.billing
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:billing" }
  }

  override_resource {
    target = aws_sqs_queue.shipping
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:shipping" }
  }

  override_resource {
    target = aws_sqs_queue.analytics
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:analytics" }
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
    target = aws_sqs_queue.analytics_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:analytics-dead-letter" }
  }

  override_resource {
    target = aws_sqs_queue.orders_dead_letter
    values = { arn = "arn:aws:sqs:eu-west-1:123456789012:orders-dead-letter" }
  }
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
    condition     = aws_sqs_queue.billing.name == "${var.name}-billing"
    error_message = "billing: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.billing.fifo_queue, false) == false
    error_message = "billing: it is a FIFO queue"
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
    condition     = length(jsondecode(aws_sqs_queue_policy.billing.policy).Statement) == 2
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
    condition     = aws_sqs_queue.shipping.name == "${var.name}-shipping"
    error_message = "shipping: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.shipping.fifo_queue, false) == false
    error_message = "shipping: it is a FIFO queue"
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
    condition     = aws_sqs_queue.analytics.name == "${var.name}-analytics"
    error_message = "analytics: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.analytics.fifo_queue, false) == false
    error_message = "analytics: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.analytics.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.analytics_dead_letter.arn
    error_message = "analytics: what nobody could handle does not go to analytics.dead_letter"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.analytics.redrive_policy).maxReceiveCount, null) == 5
    error_message = "analytics: a message is not a dead letter after 5 receives"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue_redrive_allow_policy.analytics_dead_letter.redrive_allow_policy).sourceQueueArns, null) == [aws_sqs_queue.analytics.arn]
    error_message = "analytics.dead_letter: it does not take the dead letters of analytics, or those of others too"
  }

  assert {
    condition     = aws_sqs_queue_policy.analytics.queue_url == aws_sqs_queue.analytics.url
    error_message = "analytics: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.analytics.policy).Statement) == 2
    error_message = "analytics: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.analytics.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.analytics.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "analytics: its policy lets in who does not come over TLS"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.analytics.policy).Statement, {
      Sid       = "SnsFromOrders"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.analytics.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }), false)
    error_message = "orders -> analytics: the policy of analytics does not say SnsFromOrders as it has to"
  }

  assert {
    condition     = aws_sqs_queue.billing_dead_letter.name == "${var.name}-billing-dead-letter"
    error_message = "billing.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.billing_dead_letter.fifo_queue, false) == false
    error_message = "billing.dead_letter: it is a FIFO queue"
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
    condition     = aws_sqs_queue.analytics_dead_letter.name == "${var.name}-analytics-dead-letter"
    error_message = "analytics.dead_letter: it has another name"
  }

  assert {
    condition     = coalesce(aws_sqs_queue.analytics_dead_letter.fifo_queue, false) == false
    error_message = "analytics.dead_letter: it is a FIFO queue"
  }

  assert {
    condition     = try(jsondecode(aws_sqs_queue.analytics_dead_letter.redrive_policy).deadLetterTargetArn, null) == null
    error_message = "analytics.dead_letter: the page has no dead-letter queue for it"
  }

  assert {
    condition     = aws_sqs_queue_policy.analytics_dead_letter.queue_url == aws_sqs_queue.analytics_dead_letter.url
    error_message = "analytics.dead_letter: its policy is on another queue"
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.analytics_dead_letter.policy).Statement) == 1
    error_message = "analytics.dead_letter: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_sqs_queue_policy.analytics_dead_letter.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.analytics_dead_letter.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "analytics.dead_letter: its policy lets in who does not come over TLS"
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
    condition     = aws_sns_topic_subscription.orders_to_shipping.filter_policy == null
    error_message = "orders -> shipping: the page filters nothing"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_shipping.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> shipping: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_shipping.raw_message_delivery == true
    error_message = "orders -> shipping: a message has an envelope of SNS"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_analytics.topic_arn == aws_sns_topic.orders.arn
    error_message = "orders -> analytics: the subscription is not one of orders"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_analytics.protocol == "sqs"
    error_message = "orders -> analytics: analytics gets its messages by another protocol"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_analytics.endpoint == aws_sqs_queue.analytics.arn
    error_message = "orders -> analytics: what gets the messages is not analytics"
  }

  assert {
    condition     = try(jsonencode(jsondecode(aws_sns_topic_subscription.orders_to_analytics.filter_policy)), null) == jsonencode({ total = [{ numeric = [">", 100] }] })
    error_message = "orders -> analytics: its filter is another"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_analytics.filter_policy_scope == "MessageBody"
    error_message = "orders -> analytics: its filter is about another part of the messages"
  }

  assert {
    condition     = try(jsondecode(aws_sns_topic_subscription.orders_to_analytics.redrive_policy).deadLetterTargetArn, null) == aws_sqs_queue.orders_dead_letter.arn
    error_message = "orders -> analytics: what cannot be delivered does not go to orders.dead_letter"
  }

  assert {
    condition     = aws_sns_topic_subscription.orders_to_analytics.raw_message_delivery == false
    error_message = "orders -> analytics: a message has no envelope of SNS"
  }
}
