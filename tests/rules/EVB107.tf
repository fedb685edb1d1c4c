# A rule that is meant for one bucket, and whose pattern names another.
resource "aws_s3_bucket" "b" {
  bucket = "given-b"
}

resource "aws_s3_bucket_notification" "b" {
  bucket      = aws_s3_bucket.b.id
  eventbridge = true
}

resource "aws_cloudwatch_event_rule" "r" {
  name          = "r"
  event_pattern = jsonencode({ source = ["aws.s3"], detail = { bucket = { name = ["other"] } } })
}
