resource "aws_kinesis_stream" "readings" {
  name             = "${var.name}-readings"
  retention_period = 168
  encryption_type  = "KMS"
  kms_key_id       = aws_kms_key.this.arn

  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }

  tags = local.tags
}
