resource "aws_cloudwatch_event_target" "placed_to_greet" {
  rule      = aws_cloudwatch_event_rule.placed.name
  target_id = "greet"
  arn       = aws_lambda_function.greet.arn

  retry_policy {
    maximum_retry_attempts       = 3
    maximum_event_age_in_seconds = 900
  }

  dead_letter_config {
    arn = aws_sqs_queue.placed_dead_letter.arn
  }
}

resource "aws_lambda_permission" "placed_to_greet" {
  statement_id   = "${var.name}-placed_to_greet"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.greet.function_name
  principal      = "events.amazonaws.com"
  source_arn     = aws_cloudwatch_event_rule.placed.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.greet.arn]
  }
}

resource "aws_cloudwatch_event_target" "placed_to_count" {
  rule      = aws_cloudwatch_event_rule.placed.name
  target_id = "count"
  arn       = aws_lambda_function.count.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.placed_dead_letter.arn
  }
}

resource "aws_lambda_permission" "placed_to_count" {
  statement_id   = "${var.name}-placed_to_count"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.count.function_name
  principal      = "events.amazonaws.com"
  source_arn     = aws_cloudwatch_event_rule.placed.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.count.arn]
  }
}

resource "aws_cloudwatch_event_target" "cancelled_to_refund" {
  rule      = aws_cloudwatch_event_rule.cancelled.name
  target_id = "refund"
  arn       = var.refund_arn
  input     = jsonencode("{\"reason\": \"cancelled\"}")

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.cancelled_dead_letter.arn
  }
}

resource "aws_lambda_permission" "cancelled_to_refund" {
  statement_id   = "${var.name}-cancelled_to_refund"
  action         = "lambda:InvokeFunction"
  function_name  = var.refund_arn
  principal      = "events.amazonaws.com"
  source_arn     = aws_cloudwatch_event_rule.cancelled.arn
  source_account = local.account_id
}
