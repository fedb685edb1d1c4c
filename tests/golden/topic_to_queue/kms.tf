# One key for all that this module encrypts with a key of its own
resource "aws_kms_key" "this" {
  description             = "Encrypts what topic-to-queue keeps."
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_kms_key_policy" "this" {
  key_id = aws_kms_key.this.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Sns"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource  = "*"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-orders",
              var.upstream_arn,
              "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-ledger.fifo",
            ]
          }
          StringEquals = { "aws:SourceAccount" = [local.account_id, element(split(":", var.upstream_arn), 4)] }
        }
      },
    ]
  })
}
