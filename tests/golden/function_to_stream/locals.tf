locals {
  tags = var.tags

  # Read off a resource of the module: without a data source, plans and tests work offline
  partition = element(split(":", aws_kinesis_stream.readings.arn), 1)
}
