resource "aws_sns_topic_subscription" "signups_to_welcome" {
  topic_arn           = aws_sns_topic.signups.arn
  protocol            = "lambda"
  endpoint            = aws_lambda_function.welcome.arn
  filter_policy_scope = "MessageAttributes"
  filter_policy       = jsonencode({ plan = ["pro", "team"] })

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.signups_dead_letter.arn
  })

  # a message that comes before the permission is lost
  depends_on = [aws_lambda_permission.signups_to_welcome]
}

resource "aws_lambda_permission" "signups_to_welcome" {
  statement_id   = "${var.name}-signups_to_welcome"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.welcome.function_name
  principal      = "sns.amazonaws.com"
  source_arn     = aws_sns_topic.signups.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.welcome.arn]
  }
}
