provider "aws" {
  region              = var.region
  allowed_account_ids = ["123456789012"]

  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }

  default_tags {
    tags = merge({ team = "shop" }, var.tags)
  }
}
