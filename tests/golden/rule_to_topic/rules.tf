resource "aws_cloudwatch_event_rule" "failed_builds" {
  name        = "${var.name}-failed-builds"
  description = "Builds that failed or were stopped."
  event_pattern = jsonencode({
    source      = ["aws.codebuild"]
    detail-type = ["CodeBuild Build State Change"]
    detail      = { build-status = ["FAILED", "STOPPED"] }
  })

  tags = local.tags
}
