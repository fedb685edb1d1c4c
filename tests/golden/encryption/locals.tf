locals {
  tags = var.tags

  # Read off a resource of the module: without a data source, plans and tests work offline
  partition  = element(split(":", aws_kms_key.this.arn), 1)
  region     = element(split(":", aws_kms_key.this.arn), 3)
  account_id = element(split(":", aws_kms_key.this.arn), 4)
}
