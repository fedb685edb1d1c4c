locals {
  tags = merge({ team = var.team }, var.tags)

  # Read off a resource of the module: without a data source, plans and tests work offline
  account_id = element(split(":", aws_cloudwatch_event_rule.failed_builds.arn), 4)
}
