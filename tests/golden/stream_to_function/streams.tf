resource "aws_kinesis_stream" "readings" {
  name             = "${var.name}-readings"
  shard_count      = 2
  retention_period = 72
  encryption_type  = "KMS"
  kms_key_id       = aws_kms_key.this.arn

  stream_mode_details {
    stream_mode = "PROVISIONED"
  }

  tags = local.tags
}
