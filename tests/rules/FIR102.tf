# A delivery stream that reads two streams.
resource "aws_kinesis_firehose_delivery_stream" "d" {
  name        = "d"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/s"
    role_arn           = "arn:aws:iam::123456789012:role/d"
  }

  kinesis_source_configuration {
    kinesis_stream_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/t"
    role_arn           = "arn:aws:iam::123456789012:role/d"
  }

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/d"
    bucket_arn = "arn:aws:s3:::given-a"
  }
}
