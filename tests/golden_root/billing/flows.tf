resource "aws_sns_topic_subscription" "placed_to_bills" {
  topic_arn            = var.orders_placed_arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.bills.arn
  raw_message_delivery = false

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.placed_dead_letter.arn
  })
}

resource "aws_lambda_event_source_mapping" "bills_to_bill" {
  event_source_arn        = aws_sqs_queue.bills.arn
  function_name           = aws_lambda_function.bill.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.bill]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.bills.visibility_timeout_seconds >= aws_lambda_function.bill.timeout
      error_message = "bills: its visibility timeout is less than the timeout of bill: Lambda refuses that."
    }
  }
}
