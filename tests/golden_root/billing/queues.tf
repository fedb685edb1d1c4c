resource "aws_sqs_queue" "bills" {
  name                       = "${var.name}-bills"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.bills_dead_letter.arn
    maxReceiveCount     = 5
  })

  tags = local.tags
}

resource "aws_sqs_queue_policy" "bills" {
  queue_url = aws_sqs_queue.bills.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.bills.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromPlaced"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.bills.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = var.orders_placed_arn }
          StringEquals = { "aws:SourceAccount" = element(split(":", var.orders_placed_arn), 4) }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "bills_dead_letter" {
  queue_url = aws_sqs_queue.bills_dead_letter.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.bills.arn]
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.bills.fifo_queue == aws_sqs_queue.bills_dead_letter.fifo_queue
      error_message = "bills.dead_letter takes the dead letters of bills: both are FIFO queues, or neither is."
    }
  }
}

resource "aws_sqs_queue" "bills_dead_letter" {
  name                       = "${var.name}-bills-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "bills_dead_letter" {
  queue_url = aws_sqs_queue.bills_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.bills_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "placed_dead_letter" {
  name                       = "${var.name}-placed-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true

  tags = local.tags
}

resource "aws_sqs_queue_policy" "placed_dead_letter" {
  queue_url = aws_sqs_queue.placed_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.placed_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "SnsFromPlaced"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.placed_dead_letter.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = var.orders_placed_arn }
          StringEquals = { "aws:SourceAccount" = element(split(":", var.orders_placed_arn), 4) }
        }
      },
    ]
  })
}
