locals {
  tags = var.tags

  # Read off a resource of the module: without a data source, plans and tests work offline
  account_id = element(split(":", aws_sns_topic.alerts.arn), 4)
}
