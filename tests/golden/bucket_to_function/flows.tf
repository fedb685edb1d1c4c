resource "aws_lambda_permission" "uploads_to_picture" {
  statement_id   = "${var.name}-uploads_to_picture"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.picture.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.uploads.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.picture.arn]
  }
}

resource "aws_lambda_permission" "uploads_to_picture_2" {
  statement_id   = "${var.name}-uploads_to_picture_2"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.picture.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.uploads.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.picture.arn]
  }
}

resource "aws_lambda_permission" "uploads_to_audit" {
  statement_id   = "${var.name}-uploads_to_audit"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.audit.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.uploads.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.audit.arn]
  }
}
