locals {
  tags = var.tags

  # Read off a resource of the module: without a data source, plans and tests work offline
  account_id = element(split(":", aws_cloudwatch_event_rule.placed.arn), 4)
}
