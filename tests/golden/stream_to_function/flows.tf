resource "aws_lambda_event_source_mapping" "readings_to_handle" {
  event_source_arn               = aws_kinesis_stream.readings.arn
  function_name                  = aws_lambda_function.handle.function_name
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  parallelization_factor         = 1
  maximum_retry_attempts         = 5
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.readings_dead_letter.arn
    }
  }

  tags = local.tags

  # Lambda tries whether the role may read
  depends_on = [aws_iam_role_policy.handle]
}

resource "aws_lambda_event_source_mapping" "readings_to_alarm" {
  event_source_arn                   = aws_kinesis_stream.readings.arn
  function_name                      = aws_lambda_function.alarm.function_name
  starting_position                  = "LATEST"
  batch_size                         = 500
  maximum_batching_window_in_seconds = 1
  parallelization_factor             = 5
  maximum_retry_attempts             = 2
  maximum_record_age_in_seconds      = 600
  bisect_batch_on_function_error     = false
  function_response_types            = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({ data = { temperature = [{ numeric = [">", 90] }] } })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.given_up.arn
    }
  }

  tags = local.tags

  # Lambda tries whether the role may read
  depends_on = [aws_iam_role_policy.alarm]
}
