# What the page says has to hold of the module: `terraform init` and `terraform test` ask it, without any account
mock_provider "aws" {
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:mock" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mock" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-0123-0123-0123456789ab" }
  }

  override_resource {
    target = aws_iam_role.clicks
    values = { arn = "arn:aws:iam::123456789012:role/clicks" }
  }

  override_resource {
    target = aws_iam_role.partners
    values = { arn = "arn:aws:iam::123456789012:role/partners" }
  }

  override_resource {
    target = aws_kinesis_stream.clicks_by_session
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks-by-session" }
  }
}

variables {
  partner_stream = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks-of-partners"
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_api_gateway_rest_api.clicks.name == "${var.name}-clicks"
    error_message = "clicks: it has another name"
  }

  assert {
    condition     = aws_api_gateway_stage.clicks.rest_api_id == aws_api_gateway_rest_api.clicks.id
    error_message = "clicks: the stage is not that of clicks"
  }

  assert {
    condition     = aws_api_gateway_stage.clicks.stage_name == "live"
    error_message = "clicks: its stage is not called live"
  }

  assert {
    condition     = aws_api_gateway_stage.clicks.deployment_id == aws_api_gateway_deployment.clicks.id
    error_message = "clicks: its stage shows another deployment"
  }

  assert {
    condition     = aws_cloudwatch_log_group.clicks_access.name == "/aws/apigateway/${var.name}-clicks"
    error_message = "clicks: its log group has another name"
  }

  assert {
    condition     = aws_iam_role.clicks.name == "${var.name}-clicks"
    error_message = "clicks: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.clicks.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "apigateway.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "clicks: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.clicks.policy).Statement) == 1
    error_message = "clicks: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.clicks.role == aws_iam_role.clicks.id
    error_message = "clicks: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.clicks.policy).Statement, {
      Sid      = "SendToClicksBySession"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.clicks_by_session.arn
    }), false)
    error_message = "clicks -> clicks-by-session: the role of clicks does not say SendToClicksBySession as it has to"
  }

  assert {
    condition     = aws_api_gateway_rest_api.partners.name == "${var.name}-partners"
    error_message = "partners: it has another name"
  }

  assert {
    condition     = aws_api_gateway_stage.partners.rest_api_id == aws_api_gateway_rest_api.partners.id
    error_message = "partners: the stage is not that of partners"
  }

  assert {
    condition     = aws_api_gateway_stage.partners.stage_name == "v1"
    error_message = "partners: its stage is not called v1"
  }

  assert {
    condition     = aws_api_gateway_stage.partners.deployment_id == aws_api_gateway_deployment.partners.id
    error_message = "partners: its stage shows another deployment"
  }

  assert {
    condition     = aws_iam_role.partners.name == "${var.name}-partners"
    error_message = "partners: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.partners.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "apigateway.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "partners: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.partners.policy).Statement) == 1
    error_message = "partners: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.partners.role == aws_iam_role.partners.id
    error_message = "partners: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.partners.policy).Statement, {
      Sid      = "SendToClicksOfPartners"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = var.partner_stream
    }), false)
    error_message = "partners -> clicks-of-partners: the role of partners does not say SendToClicksOfPartners as it has to"
  }

  assert {
    condition     = aws_kinesis_stream.clicks_by_session.name == "${var.name}-clicks-by-session"
    error_message = "clicks-by-session: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.clicks_by_session.stream_mode_details[*].stream_mode) == "PROVISIONED"
    error_message = "clicks-by-session: its mode is not provisioned"
  }

  assert {
    condition     = aws_kinesis_stream.clicks_by_session.shard_count == 2
    error_message = "clicks-by-session: it has not 2 shards"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_clicks_post.rest_api_id == aws_api_gateway_rest_api.clicks.id
    error_message = "clicks -> clicks-by-session: POST /clicks is not a route of clicks"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_clicks_post.resource_id == aws_api_gateway_resource.clicks_clicks.id
    error_message = "clicks -> clicks-by-session: POST /clicks is at another path"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_clicks_post.http_method == "POST"
    error_message = "clicks -> clicks-by-session: POST /clicks has another method"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_clicks_post.authorization == "NONE"
    error_message = "clicks -> clicks-by-session: others may call POST /clicks"
  }

  assert {
    condition     = aws_api_gateway_integration.clicks_clicks_post.resource_id == aws_api_gateway_resource.clicks_clicks.id
    error_message = "clicks -> clicks-by-session: what puts records is at another path"
  }

  assert {
    condition     = aws_api_gateway_integration.clicks_clicks_post.uri == "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
    error_message = "clicks -> clicks-by-session: POST /clicks does not put records into a stream"
  }

  assert {
    condition     = aws_api_gateway_integration.clicks_clicks_post.credentials == aws_iam_role.clicks.arn
    error_message = "clicks -> clicks-by-session: the role is not that of clicks"
  }

  assert {
    condition = aws_api_gateway_integration.clicks_clicks_post.request_templates["application/json"] == join("\n", [
      "{",
      "  \"StreamName\": \"${aws_kinesis_stream.clicks_by_session.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$util.escapeJavaScript($input.path('$.session.id')).replaceAll(\"\\\\'\",\"'\")\"",
      "}",
    ])
    error_message = "clicks -> clicks-by-session: POST /clicks puts something else than the body into clicks-by-session"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_sites__site__clicks_put.rest_api_id == aws_api_gateway_rest_api.clicks.id
    error_message = "clicks -> clicks-by-session: PUT /sites/{site}/clicks is not a route of clicks"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_sites__site__clicks_put.resource_id == aws_api_gateway_resource.clicks_sites__site__clicks.id
    error_message = "clicks -> clicks-by-session: PUT /sites/{site}/clicks is at another path"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_sites__site__clicks_put.http_method == "PUT"
    error_message = "clicks -> clicks-by-session: PUT /sites/{site}/clicks has another method"
  }

  assert {
    condition     = aws_api_gateway_method.clicks_sites__site__clicks_put.authorization == "NONE"
    error_message = "clicks -> clicks-by-session: others may call PUT /sites/{site}/clicks"
  }

  assert {
    condition     = aws_api_gateway_integration.clicks_sites__site__clicks_put.resource_id == aws_api_gateway_resource.clicks_sites__site__clicks.id
    error_message = "clicks -> clicks-by-session: what puts records is at another path"
  }

  assert {
    condition     = aws_api_gateway_integration.clicks_sites__site__clicks_put.uri == "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
    error_message = "clicks -> clicks-by-session: PUT /sites/{site}/clicks does not put records into a stream"
  }

  assert {
    condition     = aws_api_gateway_integration.clicks_sites__site__clicks_put.credentials == aws_iam_role.clicks.arn
    error_message = "clicks -> clicks-by-session: the role is not that of clicks"
  }

  assert {
    condition = aws_api_gateway_integration.clicks_sites__site__clicks_put.request_templates["application/json"] == join("\n", [
      "{",
      "  \"StreamName\": \"${aws_kinesis_stream.clicks_by_session.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$context.requestId\"",
      "}",
    ])
    error_message = "clicks -> clicks-by-session: PUT /sites/{site}/clicks puts something else than the body into clicks-by-session"
  }

  assert {
    condition     = aws_api_gateway_method.partners_post.rest_api_id == aws_api_gateway_rest_api.partners.id
    error_message = "partners -> clicks-of-partners: POST / is not a route of partners"
  }

  assert {
    condition     = aws_api_gateway_method.partners_post.resource_id == aws_api_gateway_rest_api.partners.root_resource_id
    error_message = "partners -> clicks-of-partners: POST / is at another path"
  }

  assert {
    condition     = aws_api_gateway_method.partners_post.http_method == "POST"
    error_message = "partners -> clicks-of-partners: POST / has another method"
  }

  assert {
    condition     = aws_api_gateway_method.partners_post.authorization == "AWS_IAM"
    error_message = "partners -> clicks-of-partners: others may call POST /"
  }

  assert {
    condition     = aws_api_gateway_integration.partners_post.resource_id == aws_api_gateway_rest_api.partners.root_resource_id
    error_message = "partners -> clicks-of-partners: what puts records is at another path"
  }

  assert {
    condition     = aws_api_gateway_integration.partners_post.uri == "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
    error_message = "partners -> clicks-of-partners: POST / does not put records into a stream"
  }

  assert {
    condition     = aws_api_gateway_integration.partners_post.credentials == aws_iam_role.partners.arn
    error_message = "partners -> clicks-of-partners: the role is not that of partners"
  }

  assert {
    condition = aws_api_gateway_integration.partners_post.request_templates["application/json"] == join("\n", [
      "{",
      "  \"StreamName\": \"${element(split("/", var.partner_stream), 1)}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$context.requestId\"",
      "}",
    ])
    error_message = "partners -> clicks-of-partners: POST / puts something else than the body into clicks-of-partners"
  }
}
