resource "aws_cloudwatch_event_target" "placed_to_order" {
  rule       = aws_cloudwatch_event_rule.placed.name
  target_id  = "order"
  arn        = aws_sfn_state_machine.order.arn
  role_arn   = aws_iam_role.placed.arn
  input_path = "$.detail"

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.placed_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "packed_to_position" {
  rule      = aws_cloudwatch_event_rule.packed.name
  target_id = "position"
  arn       = aws_sfn_state_machine.position.arn
  role_arn  = aws_iam_role.packed.arn

  retry_policy {
    maximum_retry_attempts       = 10
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.packed_dead_letter.arn
  }
}
