resource "aws_kinesis_stream" "clicks_by_session" {
  name             = "${var.name}-clicks-by-session"
  shard_count      = 2
  retention_period = 48
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"

  stream_mode_details {
    stream_mode = "PROVISIONED"
  }

  tags = local.tags
}
