# A delivery stream that reads a stream, and encrypts what it does not keep.
resource "aws_kinesis_firehose_delivery_stream" "d" {
  name        = "d"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/s"
    role_arn           = "arn:aws:iam::123456789012:role/d"
  }

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/d"
    bucket_arn = "arn:aws:s3:::b"
  }
}
