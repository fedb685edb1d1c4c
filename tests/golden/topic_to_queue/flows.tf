resource "aws_sns_topic_subscription" "orders_to_billing" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.billing.arn
  raw_message_delivery = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead_letter.arn
  })
}

resource "aws_sns_topic_subscription" "upstream_to_billing" {
  topic_arn            = var.upstream_arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.billing.arn
  raw_message_delivery = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.upstream_dead_letter.arn
  })
}

resource "aws_sns_topic_subscription" "orders_to_shipping" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.shipping.arn
  raw_message_delivery = false
  filter_policy_scope  = "MessageAttributes"
  filter_policy        = jsonencode({ kind = [{ anything-but = "download" }] })

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.lost.arn
  })
}

resource "aws_sns_topic_subscription" "ledger_to_bookings" {
  topic_arn            = aws_sns_topic.ledger.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.bookings.arn
  raw_message_delivery = false
  filter_policy_scope  = "MessageBody"
  filter_policy        = jsonencode({ amount = [{ numeric = [">", 0] }] })

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.ledger_dead_letter.arn
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sns_topic.ledger.fifo_topic == true
      error_message = "bookings is a FIFO queue: it takes messages of a FIFO topic alone, and ledger has to be one."
    }

    precondition {
      condition     = aws_sns_topic.ledger.fifo_topic == aws_sqs_queue.ledger_dead_letter.fifo_queue
      error_message = "ledger.dead_letter takes what ledger cannot deliver: both are FIFO, or neither is."
    }
  }
}
