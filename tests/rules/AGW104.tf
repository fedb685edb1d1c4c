# Two variables of one step: API Gateway takes the first of them only.
resource "aws_api_gateway_rest_api" "i" {
  name = "i"
}

resource "aws_api_gateway_resource" "a" {
  rest_api_id = aws_api_gateway_rest_api.i.id
  parent_id   = aws_api_gateway_rest_api.i.root_resource_id
  path_part   = "{a}"
}

resource "aws_api_gateway_resource" "b" {
  rest_api_id = aws_api_gateway_rest_api.i.id
  parent_id   = aws_api_gateway_rest_api.i.root_resource_id
  path_part   = "{b}"
}
