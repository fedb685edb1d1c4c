resource "aws_sqs_queue" "billing" {
  name                       = "${var.name}-invoices"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

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
      {
        Sid       = "SnsFromUpstream"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.billing.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = var.upstream_arn }
          StringEquals = { "aws:SourceAccount" = element(split(":", var.upstream_arn), 4) }
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
  kms_master_key_id          = aws_kms_key.this.arn

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

resource "aws_sqs_queue" "lost" {
  name                       = "${var.name}-lost"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

  tags = local.tags
}

resource "aws_sqs_queue_policy" "lost" {
  queue_url = aws_sqs_queue.lost.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.lost.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromOrders"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.lost.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_sns_topic.orders.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}

resource "aws_sqs_queue" "bookings" {
  name                        = "${var.name}-bookings.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  visibility_timeout_seconds  = 30
  message_retention_seconds   = 345600
  receive_wait_time_seconds   = 20
  delay_seconds               = 0
  max_message_size            = 262144
  kms_master_key_id           = aws_kms_key.this.arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.bookings_dead_letter.arn
    maxReceiveCount     = 5
  })

  tags = local.tags
}

resource "aws_sqs_queue_policy" "bookings" {
  queue_url = aws_sqs_queue.bookings.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.bookings.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromLedger"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.bookings.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_sns_topic.ledger.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "bookings_dead_letter" {
  queue_url = aws_sqs_queue.bookings_dead_letter.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.bookings.arn]
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.bookings.fifo_queue == aws_sqs_queue.bookings_dead_letter.fifo_queue
      error_message = "bookings.dead_letter takes the dead letters of bookings: both are FIFO queues, or neither is."
    }
  }
}

resource "aws_sqs_queue" "billing_dead_letter" {
  name                       = "${var.name}-invoices-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

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
  kms_master_key_id          = aws_kms_key.this.arn

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

resource "aws_sqs_queue" "bookings_dead_letter" {
  name                        = "${var.name}-bookings-dead-letter.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  visibility_timeout_seconds  = 30
  message_retention_seconds   = 1209600
  receive_wait_time_seconds   = 20
  delay_seconds               = 0
  max_message_size            = 262144
  kms_master_key_id           = aws_kms_key.this.arn

  tags = local.tags
}

resource "aws_sqs_queue_policy" "bookings_dead_letter" {
  queue_url = aws_sqs_queue.bookings_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.bookings_dead_letter.arn
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
  kms_master_key_id          = aws_kms_key.this.arn

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

resource "aws_sqs_queue" "upstream_dead_letter" {
  name                       = "${var.name}-upstream-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

  tags = local.tags
}

resource "aws_sqs_queue_policy" "upstream_dead_letter" {
  queue_url = aws_sqs_queue.upstream_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.upstream_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromUpstream"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.upstream_dead_letter.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = var.upstream_arn }
          StringEquals = { "aws:SourceAccount" = element(split(":", var.upstream_arn), 4) }
        }
      },
    ]
  })
}

resource "aws_sqs_queue" "ledger_dead_letter" {
  name                        = "${var.name}-ledger-dead-letter.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  visibility_timeout_seconds  = 30
  message_retention_seconds   = 1209600
  receive_wait_time_seconds   = 20
  delay_seconds               = 0
  max_message_size            = 262144
  kms_master_key_id           = aws_kms_key.this.arn

  tags = local.tags
}

resource "aws_sqs_queue_policy" "ledger_dead_letter" {
  queue_url = aws_sqs_queue.ledger_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.ledger_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromLedger"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.ledger_dead_letter.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_sns_topic.ledger.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}
