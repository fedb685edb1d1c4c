resource "aws_api_gateway_method" "ingest_events_post" {
  rest_api_id   = aws_api_gateway_rest_api.ingest.id
  resource_id   = aws_api_gateway_resource.ingest_events.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "ingest_events_post" {
  rest_api_id             = aws_api_gateway_rest_api.ingest.id
  resource_id             = aws_api_gateway_resource.ingest_events.id
  http_method             = aws_api_gateway_method.ingest_events_post.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
  credentials             = aws_iam_role.ingest.arn
  passthrough_behavior    = "NEVER"
  timeout_milliseconds    = 29000

  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.1'"
  }

  request_templates = {
    "application/json" = join("\n", [
      "{",
      "  \"StreamName\": \"${aws_kinesis_stream.events.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$util.escapeJavaScript($input.path('$.user_id')).replaceAll(\"\\\\'\",\"'\")\"",
      "}",
    ])
  }
}

resource "aws_api_gateway_method_response" "ingest_events_post_202" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_events.id
  http_method = aws_api_gateway_method.ingest_events_post.http_method
  status_code = "202"
}

resource "aws_api_gateway_integration_response" "ingest_events_post_202" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_events.id
  http_method = aws_api_gateway_integration.ingest_events_post.http_method
  status_code = aws_api_gateway_method_response.ingest_events_post_202.status_code

  response_templates = {
    "application/json" = jsonencode({ message = "Accepted" })
  }
}

resource "aws_api_gateway_method_response" "ingest_events_post_400" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_events.id
  http_method = aws_api_gateway_method.ingest_events_post.http_method
  status_code = "400"
}

resource "aws_api_gateway_integration_response" "ingest_events_post_400" {
  rest_api_id       = aws_api_gateway_rest_api.ingest.id
  resource_id       = aws_api_gateway_resource.ingest_events.id
  http_method       = aws_api_gateway_integration.ingest_events_post.http_method
  status_code       = aws_api_gateway_method_response.ingest_events_post_400.status_code
  selection_pattern = "4\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Bad request" })
  }
}

resource "aws_api_gateway_method_response" "ingest_events_post_500" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_events.id
  http_method = aws_api_gateway_method.ingest_events_post.http_method
  status_code = "500"
}

resource "aws_api_gateway_integration_response" "ingest_events_post_500" {
  rest_api_id       = aws_api_gateway_rest_api.ingest.id
  resource_id       = aws_api_gateway_resource.ingest_events.id
  http_method       = aws_api_gateway_integration.ingest_events_post.http_method
  status_code       = aws_api_gateway_method_response.ingest_events_post_500.status_code
  selection_pattern = "5\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Try again" })
  }
}
