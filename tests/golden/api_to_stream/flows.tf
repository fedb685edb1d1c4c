resource "aws_api_gateway_method" "clicks_clicks_post" {
  rest_api_id   = aws_api_gateway_rest_api.clicks.id
  resource_id   = aws_api_gateway_resource.clicks_clicks.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "clicks_clicks_post" {
  rest_api_id             = aws_api_gateway_rest_api.clicks.id
  resource_id             = aws_api_gateway_resource.clicks_clicks.id
  http_method             = aws_api_gateway_method.clicks_clicks_post.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
  credentials             = aws_iam_role.clicks.arn
  passthrough_behavior    = "NEVER"
  timeout_milliseconds    = 29000

  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.1'"
  }

  request_templates = {
    "application/json" = join("\n", [
      "{",
      "  \"StreamName\": \"${aws_kinesis_stream.clicks_by_session.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$util.escapeJavaScript($input.path('$.session.id')).replaceAll(\"\\\\'\",\"'\")\"",
      "}",
    ])
  }
}

resource "aws_api_gateway_method_response" "clicks_clicks_post_202" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_clicks.id
  http_method = aws_api_gateway_method.clicks_clicks_post.http_method
  status_code = "202"
}

resource "aws_api_gateway_integration_response" "clicks_clicks_post_202" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_clicks.id
  http_method = aws_api_gateway_integration.clicks_clicks_post.http_method
  status_code = aws_api_gateway_method_response.clicks_clicks_post_202.status_code

  response_templates = {
    "application/json" = jsonencode({ message = "Accepted" })
  }
}

resource "aws_api_gateway_method_response" "clicks_clicks_post_400" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_clicks.id
  http_method = aws_api_gateway_method.clicks_clicks_post.http_method
  status_code = "400"
}

resource "aws_api_gateway_integration_response" "clicks_clicks_post_400" {
  rest_api_id       = aws_api_gateway_rest_api.clicks.id
  resource_id       = aws_api_gateway_resource.clicks_clicks.id
  http_method       = aws_api_gateway_integration.clicks_clicks_post.http_method
  status_code       = aws_api_gateway_method_response.clicks_clicks_post_400.status_code
  selection_pattern = "4\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Bad request" })
  }
}

resource "aws_api_gateway_method_response" "clicks_clicks_post_500" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_clicks.id
  http_method = aws_api_gateway_method.clicks_clicks_post.http_method
  status_code = "500"
}

resource "aws_api_gateway_integration_response" "clicks_clicks_post_500" {
  rest_api_id       = aws_api_gateway_rest_api.clicks.id
  resource_id       = aws_api_gateway_resource.clicks_clicks.id
  http_method       = aws_api_gateway_integration.clicks_clicks_post.http_method
  status_code       = aws_api_gateway_method_response.clicks_clicks_post_500.status_code
  selection_pattern = "5\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Try again" })
  }
}

resource "aws_api_gateway_method" "clicks_sites__site__clicks_put" {
  rest_api_id   = aws_api_gateway_rest_api.clicks.id
  resource_id   = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "clicks_sites__site__clicks_put" {
  rest_api_id             = aws_api_gateway_rest_api.clicks.id
  resource_id             = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method             = aws_api_gateway_method.clicks_sites__site__clicks_put.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
  credentials             = aws_iam_role.clicks.arn
  passthrough_behavior    = "NEVER"
  timeout_milliseconds    = 29000

  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.1'"
  }

  request_templates = {
    "application/json" = join("\n", [
      "{",
      "  \"StreamName\": \"${aws_kinesis_stream.clicks_by_session.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$context.requestId\"",
      "}",
    ])
  }
}

resource "aws_api_gateway_method_response" "clicks_sites__site__clicks_put_202" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method = aws_api_gateway_method.clicks_sites__site__clicks_put.http_method
  status_code = "202"
}

resource "aws_api_gateway_integration_response" "clicks_sites__site__clicks_put_202" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method = aws_api_gateway_integration.clicks_sites__site__clicks_put.http_method
  status_code = aws_api_gateway_method_response.clicks_sites__site__clicks_put_202.status_code

  response_templates = {
    "application/json" = jsonencode({ message = "Accepted" })
  }
}

resource "aws_api_gateway_method_response" "clicks_sites__site__clicks_put_400" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method = aws_api_gateway_method.clicks_sites__site__clicks_put.http_method
  status_code = "400"
}

resource "aws_api_gateway_integration_response" "clicks_sites__site__clicks_put_400" {
  rest_api_id       = aws_api_gateway_rest_api.clicks.id
  resource_id       = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method       = aws_api_gateway_integration.clicks_sites__site__clicks_put.http_method
  status_code       = aws_api_gateway_method_response.clicks_sites__site__clicks_put_400.status_code
  selection_pattern = "4\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Bad request" })
  }
}

resource "aws_api_gateway_method_response" "clicks_sites__site__clicks_put_500" {
  rest_api_id = aws_api_gateway_rest_api.clicks.id
  resource_id = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method = aws_api_gateway_method.clicks_sites__site__clicks_put.http_method
  status_code = "500"
}

resource "aws_api_gateway_integration_response" "clicks_sites__site__clicks_put_500" {
  rest_api_id       = aws_api_gateway_rest_api.clicks.id
  resource_id       = aws_api_gateway_resource.clicks_sites__site__clicks.id
  http_method       = aws_api_gateway_integration.clicks_sites__site__clicks_put.http_method
  status_code       = aws_api_gateway_method_response.clicks_sites__site__clicks_put_500.status_code
  selection_pattern = "5\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Try again" })
  }
}

resource "aws_api_gateway_method" "partners_post" {
  rest_api_id   = aws_api_gateway_rest_api.partners.id
  resource_id   = aws_api_gateway_rest_api.partners.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "partners_post" {
  rest_api_id             = aws_api_gateway_rest_api.partners.id
  resource_id             = aws_api_gateway_rest_api.partners.root_resource_id
  http_method             = aws_api_gateway_method.partners_post.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
  credentials             = aws_iam_role.partners.arn
  passthrough_behavior    = "NEVER"
  timeout_milliseconds    = 29000

  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.1'"
  }

  request_templates = {
    "application/json" = join("\n", [
      "{",
      "  \"StreamName\": \"${element(split("/", var.partner_stream), 1)}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$context.requestId\"",
      "}",
    ])
  }
}

resource "aws_api_gateway_method_response" "partners_post_202" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  resource_id = aws_api_gateway_rest_api.partners.root_resource_id
  http_method = aws_api_gateway_method.partners_post.http_method
  status_code = "202"
}

resource "aws_api_gateway_integration_response" "partners_post_202" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  resource_id = aws_api_gateway_rest_api.partners.root_resource_id
  http_method = aws_api_gateway_integration.partners_post.http_method
  status_code = aws_api_gateway_method_response.partners_post_202.status_code

  response_templates = {
    "application/json" = jsonencode({ message = "Accepted" })
  }
}

resource "aws_api_gateway_method_response" "partners_post_400" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  resource_id = aws_api_gateway_rest_api.partners.root_resource_id
  http_method = aws_api_gateway_method.partners_post.http_method
  status_code = "400"
}

resource "aws_api_gateway_integration_response" "partners_post_400" {
  rest_api_id       = aws_api_gateway_rest_api.partners.id
  resource_id       = aws_api_gateway_rest_api.partners.root_resource_id
  http_method       = aws_api_gateway_integration.partners_post.http_method
  status_code       = aws_api_gateway_method_response.partners_post_400.status_code
  selection_pattern = "4\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Bad request" })
  }
}

resource "aws_api_gateway_method_response" "partners_post_500" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  resource_id = aws_api_gateway_rest_api.partners.root_resource_id
  http_method = aws_api_gateway_method.partners_post.http_method
  status_code = "500"
}

resource "aws_api_gateway_integration_response" "partners_post_500" {
  rest_api_id       = aws_api_gateway_rest_api.partners.id
  resource_id       = aws_api_gateway_rest_api.partners.root_resource_id
  http_method       = aws_api_gateway_integration.partners_post.http_method
  status_code       = aws_api_gateway_method_response.partners_post_500.status_code
  selection_pattern = "5\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Try again" })
  }
}
