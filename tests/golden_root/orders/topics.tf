resource "aws_sns_topic" "placed" {
  name = "${var.name}-placed"
  tags = local.tags
}

resource "aws_sns_topic_policy" "placed" {
  arn = aws_sns_topic.placed.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.placed.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
