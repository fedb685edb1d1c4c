# A rule on a bus of one's own, for the events of a bucket: they only come to the default bus.
resource "aws_s3_bucket" "uploads" {
  bucket = "given-uploads"
}

resource "aws_s3_bucket_notification" "uploads" {
  bucket      = aws_s3_bucket.uploads.id
  eventbridge = true
}

resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}

resource "aws_cloudwatch_event_rule" "new" {
  name           = "new"
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  event_pattern  = jsonencode({ source = ["aws.s3"] })
}
