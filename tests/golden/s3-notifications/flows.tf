resource "aws_lambda_event_source_mapping" "images_to_resize" {
  event_source_arn        = aws_sqs_queue.images.arn
  function_name           = aws_lambda_function.resize.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.resize]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.images.visibility_timeout_seconds >= aws_lambda_function.resize.timeout
      error_message = "images: its visibility timeout is less than the timeout of resize: Lambda refuses that."
    }
  }
}

resource "aws_lambda_permission" "uploads_to_audit" {
  statement_id   = "${var.name}-uploads_to_audit"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.audit.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.uploads.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.audit.arn]
  }
}
