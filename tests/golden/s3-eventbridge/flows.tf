resource "aws_cloudwatch_event_target" "large_images_to_moderate" {
  rule      = aws_cloudwatch_event_rule.large_images.name
  target_id = "moderate"
  arn       = aws_sfn_state_machine.moderate.arn
  role_arn  = aws_iam_role.large_images.arn

  retry_policy {
    maximum_retry_attempts       = 10
    maximum_event_age_in_seconds = 7200
  }

  dead_letter_config {
    arn = aws_sqs_queue.large_images_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "large_images_to_to_lake" {
  rule      = aws_cloudwatch_event_rule.large_images.name
  target_id = "to-lake"
  arn       = aws_kinesis_firehose_delivery_stream.to_lake.arn
  role_arn  = aws_iam_role.large_images.arn

  retry_policy {
    maximum_retry_attempts       = 10
    maximum_event_age_in_seconds = 7200
  }

  dead_letter_config {
    arn = aws_sqs_queue.large_images_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "large_images_to_images" {
  rule      = aws_cloudwatch_event_rule.large_images.name
  target_id = "images"
  arn       = aws_kinesis_stream.images.arn
  role_arn  = aws_iam_role.large_images.arn

  retry_policy {
    maximum_retry_attempts       = 10
    maximum_event_age_in_seconds = 7200
  }

  dead_letter_config {
    arn = aws_sqs_queue.large_images_dead_letter.arn
  }

  kinesis_target {
    partition_key_path = "$.detail.object.key"
  }
}
