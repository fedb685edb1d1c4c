resource "aws_cloudwatch_event_rule" "new_uploads" {
  name = "${var.name}-new-uploads"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created", "Object Restore Completed"]
    detail      = { bucket = { name = [aws_s3_bucket.uploads.bucket] } }
  })

  tags = local.tags
}
