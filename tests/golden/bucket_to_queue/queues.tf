resource "aws_sqs_queue" "pictures" {
  name                       = "${var.name}-pictures"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.pictures_dead_letter.arn
    maxReceiveCount     = 5
  })

  tags = local.tags
}

resource "aws_sqs_queue_policy" "pictures" {
  queue_url = aws_sqs_queue.pictures.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.pictures.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "S3FromUploads"
        Effect    = "Allow"
        Principal = { Service = "s3.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.pictures.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "pictures_dead_letter" {
  queue_url = aws_sqs_queue.pictures_dead_letter.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.pictures.arn]
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.pictures.fifo_queue == aws_sqs_queue.pictures_dead_letter.fifo_queue
      error_message = "pictures.dead_letter takes the dead letters of pictures: both are FIFO queues, or neither is."
    }
  }
}

resource "aws_sqs_queue" "films" {
  name                       = "${var.name}-films"
  visibility_timeout_seconds = 7200
  message_retention_seconds  = 604800
  receive_wait_time_seconds  = 20
  delay_seconds              = 30
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.films_dead_letter.arn
    maxReceiveCount     = 3
  })

  tags = local.tags
}

resource "aws_sqs_queue_policy" "films" {
  queue_url = aws_sqs_queue.films.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.films.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "S3FromUploads"
        Effect    = "Allow"
        Principal = { Service = "s3.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.films.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
    ]
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "films_dead_letter" {
  queue_url = aws_sqs_queue.films_dead_letter.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.films.arn]
  })

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.films.fifo_queue == aws_sqs_queue.films_dead_letter.fifo_queue
      error_message = "films.dead_letter takes the dead letters of films: both are FIFO queues, or neither is."
    }
  }
}

resource "aws_sqs_queue" "pictures_dead_letter" {
  name                       = "${var.name}-pictures-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

  tags = local.tags
}

resource "aws_sqs_queue_policy" "pictures_dead_letter" {
  queue_url = aws_sqs_queue.pictures_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.pictures_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sqs_queue" "films_dead_letter" {
  name                       = "${var.name}-films-dead-letter"
  visibility_timeout_seconds = 30
  message_retention_seconds  = 864000
  receive_wait_time_seconds  = 20
  delay_seconds              = 0
  max_message_size           = 262144
  kms_master_key_id          = aws_kms_key.this.arn

  tags = local.tags
}

resource "aws_sqs_queue_policy" "films_dead_letter" {
  queue_url = aws_sqs_queue.films_dead_letter.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.films_dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
