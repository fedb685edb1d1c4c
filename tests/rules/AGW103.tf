# Two integrations of one method: the second replaces the first.
resource "aws_api_gateway_rest_api" "i" {
  name = "i"
}

resource "aws_api_gateway_method" "post" {
  rest_api_id   = aws_api_gateway_rest_api.i.id
  resource_id   = aws_api_gateway_rest_api.i.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "s" {
  rest_api_id             = aws_api_gateway_rest_api.i.id
  resource_id             = aws_api_gateway_rest_api.i.root_resource_id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord"
  credentials             = "arn:aws:iam::123456789012:role/s"
}

resource "aws_api_gateway_integration" "t" {
  rest_api_id             = aws_api_gateway_rest_api.i.id
  resource_id             = aws_api_gateway_rest_api.i.root_resource_id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-west-1:sqs:action/SendMessage"
  credentials             = "arn:aws:iam::123456789012:role/t"
}
