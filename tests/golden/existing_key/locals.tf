locals {
  tags = var.tags

  # Read off a resource of the module: without a data source, plans and tests work offline
  partition  = element(split(":", aws_cloudwatch_event_bus.shop.arn), 1)
  region     = element(split(":", aws_cloudwatch_event_bus.shop.arn), 3)
  account_id = element(split(":", aws_cloudwatch_event_bus.shop.arn), 4)
}
