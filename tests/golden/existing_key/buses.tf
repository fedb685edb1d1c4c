resource "aws_cloudwatch_event_bus" "shop" {
  name               = "${var.name}-shop"
  kms_key_identifier = var.company_key
  tags               = local.tags
}
