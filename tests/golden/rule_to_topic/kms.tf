# One key for all that this module encrypts with a key of its own
resource "aws_kms_key" "this" {
  description             = "Encrypts what rule-to-topic keeps."
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
        Sid    = "Account"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${element(split(":", aws_kms_key.this.arn), 1)}:iam::${element(split(":", aws_kms_key.this.arn), 4)}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      {
        Sid       = "Events"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = element(split(":", aws_kms_key.this.arn), 4) } }
      },
    ]
  })
}
