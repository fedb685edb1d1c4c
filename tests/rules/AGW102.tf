# A route of an API that another module deploys: whoever deploys last takes away the routes of the other.
resource "aws_api_gateway_resource" "a" {
  rest_api_id = "abcdefghij"
  parent_id   = "klmnopqrst"
  path_part   = "a"
}

resource "aws_api_gateway_method" "post" {
  rest_api_id   = "abcdefghij"
  resource_id   = aws_api_gateway_resource.a.id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "post" {
  rest_api_id             = "abcdefghij"
  resource_id             = aws_api_gateway_resource.a.id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord"
  credentials             = "arn:aws:iam::123456789012:role/s"
}

resource "aws_api_gateway_deployment" "a" {
  rest_api_id = "abcdefghij"
  depends_on  = [aws_api_gateway_integration.post]
}
