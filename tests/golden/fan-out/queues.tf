resource "aws_sqs_queue" "billing" {
  name                       = "${var.name}-billing"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.billing_dead_letter.arn
    maxReceiveCount     = 5
  })

  tags = local.tags
}

resource "aws_sqs_queue_policy" "billing" {
  queue_url = aws_sqs_queue.billing.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.billing.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromOrders"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.billing.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "billing_dead_letter" {
  queue_url = aws_sqs_queue.billing_dead_letter.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.billing.arn]
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.billing.fifo_queue == aws_sqs_queue.billing_dead_letter.fifo_queue
      error_message = "billing.dead_letter takes the dead letters of billing: both are FIFO queues, or neither is."
    }
  }
}

resource "aws_sqs_queue" "shipping" {
  name                       = "${var.name}-shipping"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.shipping_dead_letter.arn
    maxReceiveCount     = 5
  })

  tags = local.tags
}

resource "aws_sqs_queue_policy" "shipping" {
  queue_url = aws_sqs_queue.shipping.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.shipping.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromOrders"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.shipping.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "shipping_dead_letter" {
  queue_url = aws_sqs_queue.shipping_dead_letter.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.shipping.arn]
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.shipping.fifo_queue == aws_sqs_queue.shipping_dead_letter.fifo_queue
      error_message = "shipping.dead_letter takes the dead letters of shipping: both are FIFO queues, or neither is."
    }
  }
}

resource "aws_sqs_queue" "analytics" {
  name                       = "${var.name}-analytics"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.analytics_dead_letter.arn
    maxReceiveCount     = 5
  })

  tags = local.tags
}

resource "aws_sqs_queue_policy" "analytics" {
  queue_url = aws_sqs_queue.analytics.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.analytics.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromOrders"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.analytics.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "analytics_dead_letter" {
  queue_url = aws_sqs_queue.analytics_dead_letter.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.analytics.arn]
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.analytics.fifo_queue == aws_sqs_queue.analytics_dead_letter.fifo_queue
      error_message = "analytics.dead_letter takes the dead letters of analytics: both are FIFO queues, or neither is."
    }
  }
}

resource "aws_sqs_queue" "billing_dead_letter" {
  name                       = "${var.name}-billing-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "billing_dead_letter" {
  queue_url = aws_sqs_queue.billing_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.billing_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "shipping_dead_letter" {
  name                       = "${var.name}-shipping-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "shipping_dead_letter" {
  queue_url = aws_sqs_queue.shipping_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.shipping_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "analytics_dead_letter" {
  name                       = "${var.name}-analytics-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "analytics_dead_letter" {
  queue_url = aws_sqs_queue.analytics_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.analytics_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "orders_dead_letter" {
  name                       = "${var.name}-orders-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "orders_dead_letter" {
  queue_url = aws_sqs_queue.orders_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.orders_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromOrders"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.orders_dead_letter.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}
