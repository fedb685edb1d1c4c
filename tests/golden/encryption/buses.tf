resource "aws_cloudwatch_event_bus" "shop" {
  name               = "${var.name}-shop"
  kms_key_identifier = aws_kms_key.this.arn
  tags               = local.tags

  # EventBridge tries the key at once
  depends_on = [aws_kms_key_policy.this]
}

resource "aws_cloudwatch_event_archive" "shop" {
  name             = "${var.name}-shop"
  event_source_arn = aws_cloudwatch_event_bus.shop.arn
  retention_days   = 30
}
