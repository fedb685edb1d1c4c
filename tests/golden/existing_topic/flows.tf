resource "aws_lambda_event_source_mapping" "orders_to_work" {
  event_source_arn        = aws_sqs_queue.orders.arn
  function_name           = aws_lambda_function.work.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.work]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.orders.visibility_timeout_seconds >= aws_lambda_function.work.timeout
      error_message = "orders: its visibility timeout is less than the timeout of work: Lambda refuses that."
    }
  }
}
