locals {
  tags = var.tags
}
