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
    target = aws_iam_role.ingest
    values = { arn = "arn:aws:iam::123456789012:role/ingest" }
  }

  override_resource {
    target = aws_kinesis_stream.events
    values = { arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/events" }
  }

  override_resource {
    target = aws_kinesis_firehose_delivery_stream.to_lake
    values = { arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/to-lake" }
  }

  override_resource {
    target = aws_iam_role.to_lake
    values = { arn = "arn:aws:iam::123456789012:role/to_lake" }
  }

  override_resource {
    target = aws_s3_bucket.lake
    values = { arn = "arn:aws:s3:::lake" }
  }
}

run "as_the_page_says" {
  command = apply

  assert {
    condition     = aws_api_gateway_rest_api.ingest.name == "${var.name}-ingest"
    error_message = "ingest: it has another name"
  }

  assert {
    condition     = aws_api_gateway_stage.ingest.rest_api_id == aws_api_gateway_rest_api.ingest.id
    error_message = "ingest: the stage is not that of ingest"
  }

  assert {
    condition     = aws_api_gateway_stage.ingest.stage_name == "v1"
    error_message = "ingest: its stage is not called v1"
  }

  assert {
    condition     = aws_api_gateway_stage.ingest.deployment_id == aws_api_gateway_deployment.ingest.id
    error_message = "ingest: its stage shows another deployment"
  }

  assert {
    condition     = aws_cloudwatch_log_group.ingest_access.name == "/aws/apigateway/${var.name}-ingest"
    error_message = "ingest: its log group has another name"
  }

  assert {
    condition     = aws_iam_role.ingest.name == "${var.name}-ingest"
    error_message = "ingest: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.ingest.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "apigateway.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "ingest: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.ingest.policy).Statement) == 1
    error_message = "ingest: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.ingest.role == aws_iam_role.ingest.id
    error_message = "ingest: what it may do is another's"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.ingest.policy).Statement, {
      Sid      = "SendToEvents"
      Effect   = "Allow"
      Action   = ["kinesis:PutRecord", "kinesis:PutRecords"]
      Resource = aws_kinesis_stream.events.arn
    }), false)
    error_message = "ingest -> events: the role of ingest does not say SendToEvents as it has to"
  }

  assert {
    condition     = aws_kinesis_stream.events.name == "${var.name}-events"
    error_message = "events: it has another name"
  }

  assert {
    condition     = one(aws_kinesis_stream.events.stream_mode_details[*].stream_mode) == "PROVISIONED"
    error_message = "events: its mode is not provisioned"
  }

  assert {
    condition     = aws_kinesis_stream.events.shard_count == 2
    error_message = "events: it has not 2 shards"
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.to_lake.name == "${var.name}-to-lake"
    error_message = "to-lake: it has another name"
  }

  assert {
    condition     = aws_iam_role.to_lake.name == "${var.name}-to-lake"
    error_message = "to-lake: its role has another name"
  }

  assert {
    condition = jsondecode(aws_iam_role.to_lake.assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Effect    = "Allow"
          Principal = { Service = "firehose.amazonaws.com" }
          Action    = "sts:AssumeRole"
        },
      ]
    }
    error_message = "to-lake: others may take on its role, or its service may not"
  }

  assert {
    condition     = length(jsondecode(aws_iam_role_policy.to_lake.policy).Statement) == 4
    error_message = "to-lake: its role says more than the page, or less"
  }

  assert {
    condition     = aws_iam_role_policy.to_lake.role == aws_iam_role.to_lake.id
    error_message = "to-lake: what it may do is another's"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.extended_s3_configuration[*].role_arn) == aws_iam_role.to_lake.arn
    error_message = "to-lake: it has another role"
  }

  assert {
    condition     = aws_cloudwatch_log_group.to_lake_delivery.name == "/aws/kinesisfirehose/${var.name}-to-lake"
    error_message = "to-lake: its log group has another name"
  }

  assert {
    condition     = try(contains([for each in flatten(aws_kinesis_firehose_delivery_stream.to_lake.extended_s3_configuration[*].processing_configuration[*].processors) : jsonencode([each.type, { for one in each.parameters : one.parameter_name => one.parameter_value }])], jsonencode(["AppendDelimiterToRecord", { Delimiter = "\\n" }])), false)
    error_message = "to-lake: its records do not go through AppendDelimiterToRecord as they have to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = "logs:PutLogEvents"
      Resource = "${aws_cloudwatch_log_group.to_lake_delivery.arn}:*"
    }), false)
    error_message = "to-lake: the role of to-lake does not say WriteLogs as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.kinesis_source_configuration[*].kinesis_stream_arn) == aws_kinesis_stream.events.arn
    error_message = "events -> to-lake: what is read is not events"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid    = "ReceiveFromEvents"
      Effect = "Allow"
      Action = [
        "kinesis:DescribeStream",
        "kinesis:GetShardIterator",
        "kinesis:GetRecords",
        "kinesis:ListShards",
      ]
      Resource = aws_kinesis_stream.events.arn
    }), false)
    error_message = "events -> to-lake: the role of to-lake does not say ReceiveFromEvents as it has to"
  }

  assert {
    condition     = one(aws_kinesis_firehose_delivery_stream.to_lake.extended_s3_configuration[*].bucket_arn) == aws_s3_bucket.lake.arn
    error_message = "to-lake -> lake: what is written to is not lake"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "ListLake"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource = aws_s3_bucket.lake.arn
    }), false)
    error_message = "to-lake -> lake: the role of to-lake does not say ListLake as it has to"
  }

  assert {
    condition = try(contains(jsondecode(aws_iam_role_policy.to_lake.policy).Statement, {
      Sid      = "WriteToLake"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.lake.arn}/*"
    }), false)
    error_message = "to-lake -> lake: the role of to-lake does not say WriteToLake as it has to"
  }

  assert {
    condition     = aws_s3_bucket.lake.bucket_prefix == "${var.name}-lake-"
    error_message = "lake: its name begins otherwise"
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.lake.block_public_acls && aws_s3_bucket_public_access_block.lake.block_public_policy && aws_s3_bucket_public_access_block.lake.ignore_public_acls && aws_s3_bucket_public_access_block.lake.restrict_public_buckets])
    error_message = "lake: it is not closed to the public"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.lake.bucket == aws_s3_bucket.lake.bucket
    error_message = "lake: what is closed to the public is another bucket"
  }

  assert {
    condition     = aws_s3_bucket_policy.lake.bucket == aws_s3_bucket.lake.bucket
    error_message = "lake: its policy is on another bucket"
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.lake.policy).Statement) == 1
    error_message = "lake: its policy says more than the page, or less"
  }

  assert {
    condition = try(contains(jsondecode(aws_s3_bucket_policy.lake.policy).Statement, {
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.lake.arn, "${aws_s3_bucket.lake.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }), false)
    error_message = "lake: its policy lets in who does not come over TLS"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_events_post.rest_api_id == aws_api_gateway_rest_api.ingest.id
    error_message = "ingest -> events: POST /events is not a route of ingest"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_events_post.resource_id == aws_api_gateway_resource.ingest_events.id
    error_message = "ingest -> events: POST /events is at another path"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_events_post.http_method == "POST"
    error_message = "ingest -> events: POST /events has another method"
  }

  assert {
    condition     = aws_api_gateway_method.ingest_events_post.authorization == "NONE"
    error_message = "ingest -> events: others may call POST /events"
  }

  assert {
    condition     = aws_api_gateway_integration.ingest_events_post.resource_id == aws_api_gateway_resource.ingest_events.id
    error_message = "ingest -> events: what puts records is at another path"
  }

  assert {
    condition     = aws_api_gateway_integration.ingest_events_post.uri == "arn:${local.partition}:apigateway:${local.region}:kinesis:action/PutRecord"
    error_message = "ingest -> events: POST /events does not put records into a stream"
  }

  assert {
    condition     = aws_api_gateway_integration.ingest_events_post.credentials == aws_iam_role.ingest.arn
    error_message = "ingest -> events: the role is not that of ingest"
  }

  assert {
    condition = aws_api_gateway_integration.ingest_events_post.request_templates["application/json"] == join("\n", [
      "{",
      "  \"StreamName\": \"${aws_kinesis_stream.events.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$util.escapeJavaScript($input.path('$.user_id')).replaceAll(\"\\\\'\",\"'\")\"",
      "}",
    ])
    error_message = "ingest -> events: POST /events puts something else than the body into events"
  }
}
