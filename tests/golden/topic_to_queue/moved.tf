moved {
  from = aws_sns_topic_subscription.orders_to_invoices
  to   = aws_sns_topic_subscription.orders_to_billing
}

moved {
  from = aws_sns_topic_subscription.upstream_to_invoices
  to   = aws_sns_topic_subscription.upstream_to_billing
}

moved {
  from = aws_sqs_queue.invoices
  to   = aws_sqs_queue.billing
}

moved {
  from = aws_sqs_queue_policy.invoices
  to   = aws_sqs_queue_policy.billing
}

moved {
  from = aws_sqs_queue_redrive_allow_policy.invoices_dead_letter
  to   = aws_sqs_queue_redrive_allow_policy.billing_dead_letter
}

moved {
  from = aws_sqs_queue.invoices_dead_letter
  to   = aws_sqs_queue.billing_dead_letter
}

moved {
  from = aws_sqs_queue_policy.invoices_dead_letter
  to   = aws_sqs_queue_policy.billing_dead_letter
}
