resource "aws_api_gateway_rest_api" "ingest" {
  name = "${var.name}-ingest"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  tags = local.tags
}

resource "aws_api_gateway_resource" "ingest_clicks" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  parent_id   = aws_api_gateway_rest_api.ingest.root_resource_id
  path_part   = "clicks"
}

resource "aws_api_gateway_deployment" "ingest" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id

  # a deployment is a picture of the API: what changes the API has to make a new one
  triggers = {
    redeployment = sha256(jsonencode([
      aws_api_gateway_resource.ingest_clicks,
      aws_api_gateway_method.ingest_clicks_post,
      aws_api_gateway_integration.ingest_clicks_post,
      aws_api_gateway_integration_response.ingest_clicks_post_202,
      aws_api_gateway_integration_response.ingest_clicks_post_400,
      aws_api_gateway_integration_response.ingest_clicks_post_500,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "ingest" {
  rest_api_id          = aws_api_gateway_rest_api.ingest.id
  deployment_id        = aws_api_gateway_deployment.ingest.id
  stage_name           = "v1"
  xray_tracing_enabled = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.ingest_access.arn
    format = jsonencode({
      requestId         = "$context.requestId"
      ip                = "$context.identity.sourceIp"
      requestTime       = "$context.requestTime"
      httpMethod        = "$context.httpMethod"
      resourcePath      = "$context.resourcePath"
      status            = "$context.status"
      responseLength    = "$context.responseLength"
      integrationStatus = "$context.integration.status"
      integrationError  = "$context.integration.error"
    })
  }

  tags = local.tags

  depends_on = [aws_api_gateway_account.ingest]
}

resource "aws_cloudwatch_log_group" "ingest_access" {
  name              = "/aws/apigateway/${var.name}-ingest"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.this.arn
  tags              = local.tags

  # CloudWatch Logs tries the key at once
  depends_on = [aws_kms_key_policy.this]
}

# API Gateway writes the logs of all APIs of an account and Region with one role
resource "aws_api_gateway_account" "ingest" {
  count = var.manage_api_gateway_account ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.ingest_access[0].arn

  depends_on = [aws_iam_role_policy_attachment.ingest_access]
}

resource "aws_iam_role" "ingest_access" {
  count = var.manage_api_gateway_account ? 1 : 0

  name = "${var.name}-ingest-log"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "apigateway.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "ingest_access" {
  count = var.manage_api_gateway_account ? 1 : 0

  role       = aws_iam_role.ingest_access[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_iam_role" "ingest" {
  name = "${var.name}-ingest"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "apigateway.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })

  tags = local.tags
}

resource "aws_iam_role_policy" "ingest" {
  name = "pipeline"
  role = aws_iam_role.ingest.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SendToClicks"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = aws_kinesis_stream.clicks.arn
      },
      {
        Sid      = "UseKeyToSend"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = aws_kms_key.this.arn
      },
    ]
  })
}
