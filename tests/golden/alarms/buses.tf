resource "aws_cloudwatch_event_bus" "shop" {
  name = "${var.name}-shop"
  tags = local.tags
}
