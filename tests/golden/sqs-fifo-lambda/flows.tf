resource "aws_lambda_event_source_mapping" "payments_to_charge" {
  event_source_arn        = aws_sqs_queue.payments.arn
  function_name           = aws_lambda_function.charge.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.charge]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.payments.visibility_timeout_seconds >= aws_lambda_function.charge.timeout
      error_message = "payments: its visibility timeout is less than the timeout of charge: Lambda refuses that."
    }
  }
}
