resource "aws_kinesis_stream" "images" {
  name             = "${var.name}-images"
  retention_period = 24
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }

  tags = local.tags
}
