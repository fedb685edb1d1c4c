resource "aws_api_gateway_rest_api" "clicks" {
  name        = "${var.name}-clicks"
  description = "Takes clicks from browsers."

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  tags = local.tags
}

resource "aws_api_gateway_resource" "clicks_clicks" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  parent_id   = aws_api_gateway_rest_api.clicks.root_resource_id
  path_part   = "clicks"
}

resource "aws_api_gateway_resource" "clicks_sites" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  parent_id   = aws_api_gateway_rest_api.clicks.root_resource_id
  path_part   = "sites"
}

resource "aws_api_gateway_resource" "clicks_sites__site_" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  parent_id   = aws_api_gateway_resource.clicks_sites.id
  path_part   = "{site}"
}

resource "aws_api_gateway_resource" "clicks_sites__site__clicks" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  parent_id   = aws_api_gateway_resource.clicks_sites__site_.id
  path_part   = "clicks"
}

resource "aws_api_gateway_deployment" "clicks" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id

  # a deployment is a picture of the API: what changes the API has to make a new one
  triggers = {
    redeployment = sha256(jsonencode([
      aws_api_gateway_resource.clicks_clicks,
      aws_api_gateway_resource.clicks_sites,
      aws_api_gateway_resource.clicks_sites__site_,
      aws_api_gateway_resource.clicks_sites__site__clicks,
      aws_api_gateway_method.clicks_clicks_post,
      aws_api_gateway_integration.clicks_clicks_post,
      aws_api_gateway_integration_response.clicks_clicks_post_202,
      aws_api_gateway_integration_response.clicks_clicks_post_400,
      aws_api_gateway_integration_response.clicks_clicks_post_500,
      aws_api_gateway_method.clicks_sites__site__clicks_put,
      aws_api_gateway_integration.clicks_sites__site__clicks_put,
      aws_api_gateway_integration_response.clicks_sites__site__clicks_put_202,
      aws_api_gateway_integration_response.clicks_sites__site__clicks_put_400,
      aws_api_gateway_integration_response.clicks_sites__site__clicks_put_500,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "clicks" {
  rest_api_id          = aws_api_gateway_rest_api.clicks.id
  deployment_id        = aws_api_gateway_deployment.clicks.id
  stage_name           = "live"
  xray_tracing_enabled = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.clicks_access.arn
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

  depends_on = [aws_api_gateway_account.clicks]
}

resource "aws_api_gateway_method_settings" "clicks" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  stage_name  = aws_api_gateway_stage.clicks.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    throttling_rate_limit  = 200
    throttling_burst_limit = 400
  }
}

resource "aws_cloudwatch_log_group" "clicks_access" {
  name              = "/aws/apigateway/${var.name}-clicks"
  retention_in_days = 14
  tags              = local.tags
}

# API Gateway writes the logs of all APIs of an account and Region with one role
resource "aws_api_gateway_account" "clicks" {
  count = var.manage_api_gateway_account ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.clicks_access[0].arn

  depends_on = [aws_iam_role_policy_attachment.clicks_access]
}

resource "aws_iam_role" "clicks_access" {
  count = var.manage_api_gateway_account ? 1 : 0

  name = "${var.name}-clicks-log"
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

resource "aws_iam_role_policy_attachment" "clicks_access" {
  count = var.manage_api_gateway_account ? 1 : 0

  role       = aws_iam_role.clicks_access[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_iam_role" "clicks" {
  name = "${var.name}-clicks"
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

resource "aws_iam_role_policy" "clicks" {
  name = "pipeline"
  role = aws_iam_role.clicks.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SendToClicksBySession"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = aws_kinesis_stream.clicks_by_session.arn
      },
    ]
  })
}

resource "aws_api_gateway_rest_api" "partners" {
  name = "${var.name}-partners"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  tags = local.tags
}

resource "aws_api_gateway_deployment" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id

  # a deployment is a picture of the API: what changes the API has to make a new one
  triggers = {
    redeployment = sha256(jsonencode([
      aws_api_gateway_method.partners_post,
      aws_api_gateway_integration.partners_post,
      aws_api_gateway_integration_response.partners_post_202,
      aws_api_gateway_integration_response.partners_post_400,
      aws_api_gateway_integration_response.partners_post_500,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "partners" {
  rest_api_id          = aws_api_gateway_rest_api.partners.id
  deployment_id        = aws_api_gateway_deployment.partners.id
  stage_name           = "v1"
  xray_tracing_enabled = false

  tags = local.tags
}

resource "aws_iam_role" "partners" {
  name = "${var.name}-partners"
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

resource "aws_iam_role_policy" "partners" {
  name = "pipeline"
  role = aws_iam_role.partners.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SendToClicksOfPartners"
        Effect   = "Allow"
        Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
        Resource = var.partner_stream
      },
    ]
  })
}
