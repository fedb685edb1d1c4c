# Two destinations of a delivery stream.
resource "aws_kinesis_firehose_delivery_stream" "d" {
  name        = "d"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/d"
    bucket_arn = "arn:aws:s3:::given-a"
  }

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/d"
    bucket_arn = "arn:aws:s3:::given-b"
  }
}
