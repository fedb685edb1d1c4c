locals {
  tags = merge({ team = "web" }, var.tags)

  # Read off a resource of the module: without a data source, plans and tests work offline
  partition = element(split(":", aws_kinesis_stream.clicks_by_session.arn), 1)
  region    = element(split(":", aws_kinesis_stream.clicks_by_session.arn), 3)
}
