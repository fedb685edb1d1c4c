resource "aws_sns_topic_subscription" "orders_to_inbox" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.inbox.arn
  raw_message_delivery = false

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead_letter.arn
  })
}

resource "aws_lambda_event_source_mapping" "inbox_to_work" {
  event_source_arn        = aws_sqs_queue.inbox.arn
  function_name           = aws_lambda_function.work.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.work]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.inbox.visibility_timeout_seconds >= aws_lambda_function.work.timeout
      error_message = "inbox: its visibility timeout is less than the timeout of work: Lambda refuses that."
    }
  }
}
