resource "aws_cloudwatch_event_rule" "placed" {
  name = "${var.name}-placed"
  event_pattern = jsonencode({
    source      = ["shop"]
    detail-type = ["Order Placed"]
    detail      = { total = [{ numeric = [">=", 100] }] }
  })

  tags = local.tags
}

resource "aws_cloudwatch_event_rule" "cancelled" {
  name = "${var.name}-cancelled"
  event_pattern = jsonencode({
    source      = ["shop"]
    detail-type = ["Order Cancelled"]
  })

  tags = local.tags
}
