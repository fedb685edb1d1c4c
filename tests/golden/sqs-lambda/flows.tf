resource "aws_lambda_event_source_mapping" "orders_to_process" {
  event_source_arn        = aws_sqs_queue.orders.arn
  function_name           = aws_lambda_function.process.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.process]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.orders.visibility_timeout_seconds >= aws_lambda_function.process.timeout
      error_message = "orders: its visibility timeout is less than the timeout of process: Lambda refuses that."
    }
  }
}
