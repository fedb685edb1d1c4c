resource "aws_cloudwatch_event_rule" "table_deleted" {
  name = "${var.name}-table-deleted"
  event_pattern = jsonencode({
    source      = ["aws.dynamodb"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["dynamodb.amazonaws.com"]
      eventName   = ["DeleteTable"]
    }
  })

  tags = local.tags
}
