resource "aws_lambda_event_source_mapping" "orders_to_handle" {
  event_source_arn                   = aws_sqs_queue.orders.arn
  function_name                      = aws_lambda_function.handle.function_name
  batch_size                         = 100
  maximum_batching_window_in_seconds = 5
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 20
  }

  filter_criteria {
    filter {
      pattern = jsonencode({
        body = {
          type  = ["order_placed"]
          total = [{ numeric = [">", 0] }]
        }
      })
    }
  }

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.handle]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.orders.visibility_timeout_seconds >= aws_lambda_function.handle.timeout
      error_message = "orders: its visibility timeout is less than the timeout of handle: Lambda refuses that."
    }
  }
}

resource "aws_lambda_event_source_mapping" "payments_to_charge" {
  event_source_arn        = aws_sqs_queue.payments.arn
  function_name           = aws_lambda_function.charge.function_name
  batch_size              = 5
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

resource "aws_lambda_event_source_mapping" "inbox_to_handle" {
  event_source_arn        = var.inbox_arn
  function_name           = aws_lambda_function.handle.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  provisioned_poller_config {
    minimum_pollers = 5
    maximum_pollers = 50
  }

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.handle]
}
