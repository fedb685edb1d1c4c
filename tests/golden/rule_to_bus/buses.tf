resource "aws_cloudwatch_event_bus" "operations" {
  name               = "${var.name}-operations"
  kms_key_identifier = aws_kms_key.this.arn
  tags               = local.tags

  # EventBridge tries the key at once
  depends_on = [aws_kms_key_policy.this]
}

resource "aws_cloudwatch_event_bus" "shop" {
  name = "${var.name}-shop"
  tags = local.tags
}
