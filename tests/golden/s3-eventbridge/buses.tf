resource "aws_cloudwatch_event_archive" "default" {
  name             = "${var.name}-default"
  event_source_arn = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default"
  retention_days   = 30
}
