resource "aws_sns_topic_subscription" "oncall_to_team" {
  topic_arn = aws_sns_topic.oncall.arn
  protocol  = "email"
  endpoint  = var.team_email

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.oncall_dead_letter.arn
  })
}

resource "aws_cloudwatch_event_target" "placed_to_orders" {
  rule           = aws_cloudwatch_event_rule.placed.name
  event_bus_name = aws_cloudwatch_event_bus.shop.name
  target_id      = "orders"
  arn            = aws_sns_topic.orders.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.placed_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "placed_to_order" {
  rule           = aws_cloudwatch_event_rule.placed.name
  event_bus_name = aws_cloudwatch_event_bus.shop.name
  target_id      = "order"
  arn            = aws_sfn_state_machine.order.arn
  role_arn       = aws_iam_role.placed.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.placed_dead_letter.arn
  }
}

resource "aws_cloudwatch_event_target" "returned_to_bulk" {
  rule      = aws_cloudwatch_event_rule.returned.name
  target_id = "bulk"
  arn       = aws_sqs_queue.bulk.arn

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }

  dead_letter_config {
    arn = aws_sqs_queue.returned_dead_letter.arn
  }
}

resource "aws_sns_topic_subscription" "orders_to_inbox" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.inbox.arn
  raw_message_delivery = false

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead_letter.arn
  })
}

resource "aws_sns_topic_subscription" "orders_to_audit" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.audit.arn
  raw_message_delivery = false

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead_letter.arn
  })
}

resource "aws_sns_topic_subscription" "orders_to_tell" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.tell.arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead_letter.arn
  })

  # a message that comes before the permission is lost
  depends_on = [aws_lambda_permission.orders_to_tell]
}

resource "aws_lambda_permission" "orders_to_tell" {
  statement_id   = "${var.name}-orders_to_tell"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.tell.function_name
  principal      = "sns.amazonaws.com"
  source_arn     = aws_sns_topic.orders.arn
  source_account = local.account_id

  # a function that is replaced loses its policy; one that is changed in its place keeps its ARN
  lifecycle {
    replace_triggered_by = [aws_lambda_function.tell.arn]
  }
}

resource "aws_lambda_event_source_mapping" "inbox_to_work" {
  event_source_arn        = aws_sqs_queue.inbox.arn
  function_name           = aws_lambda_function.work.function_name
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  tags = local.tags

  # Lambda tries whether the role may poll
  depends_on = [aws_iam_role_policy.work]

  # whoever edits the module: these have to fit each other
  lifecycle {
    precondition {
      condition     = aws_sqs_queue.inbox.visibility_timeout_seconds >= aws_lambda_function.work.timeout
      error_message = "inbox: its visibility timeout is less than the timeout of work: Lambda refuses that."
    }
  }
}

resource "aws_lambda_event_source_mapping" "clicks_to_work" {
  event_source_arn                   = aws_kinesis_stream.clicks.arn
  function_name                      = aws_lambda_function.work.function_name
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 100
  maximum_batching_window_in_seconds = 60
  parallelization_factor             = 1
  maximum_retry_attempts             = 5
  bisect_batch_on_function_error     = true
  function_response_types            = ["ReportBatchItemFailures"]

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.clicks_dead_letter.arn
    }
  }

  tags = local.tags

  # Lambda tries whether the role may read
  depends_on = [aws_iam_role_policy.work]
}

resource "aws_lambda_event_source_mapping" "taps_to_tell" {
  event_source_arn               = aws_kinesis_stream.taps.arn
  function_name                  = aws_lambda_function.tell.function_name
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  parallelization_factor         = 1
  maximum_retry_attempts         = 5
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }

  tags = local.tags

  # Lambda tries whether the role may read
  depends_on = [aws_iam_role_policy.tell]
}

resource "aws_api_gateway_method" "ingest_clicks_post" {
  rest_api_id   = aws_api_gateway_rest_api.ingest.id
  resource_id   = aws_api_gateway_resource.ingest_clicks.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "ingest_clicks_post" {
  rest_api_id             = aws_api_gateway_rest_api.ingest.id
  resource_id             = aws_api_gateway_resource.ingest_clicks.id
  http_method             = aws_api_gateway_method.ingest_clicks_post.http_method
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
      "  \"StreamName\": \"${aws_kinesis_stream.clicks.name}\",",
      "  \"Data\": \"$util.base64Encode($input.json('$'))\",",
      "  \"PartitionKey\": \"$context.requestId\"",
      "}",
    ])
  }
}

resource "aws_api_gateway_method_response" "ingest_clicks_post_202" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_clicks.id
  http_method = aws_api_gateway_method.ingest_clicks_post.http_method
  status_code = "202"
}

resource "aws_api_gateway_integration_response" "ingest_clicks_post_202" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_clicks.id
  http_method = aws_api_gateway_integration.ingest_clicks_post.http_method
  status_code = aws_api_gateway_method_response.ingest_clicks_post_202.status_code

  response_templates = {
    "application/json" = jsonencode({ message = "Accepted" })
  }
}

resource "aws_api_gateway_method_response" "ingest_clicks_post_400" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_clicks.id
  http_method = aws_api_gateway_method.ingest_clicks_post.http_method
  status_code = "400"
}

resource "aws_api_gateway_integration_response" "ingest_clicks_post_400" {
  rest_api_id       = aws_api_gateway_rest_api.ingest.id
  resource_id       = aws_api_gateway_resource.ingest_clicks.id
  http_method       = aws_api_gateway_integration.ingest_clicks_post.http_method
  status_code       = aws_api_gateway_method_response.ingest_clicks_post_400.status_code
  selection_pattern = "4\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Bad request" })
  }
}

resource "aws_api_gateway_method_response" "ingest_clicks_post_500" {
  rest_api_id = aws_api_gateway_rest_api.ingest.id
  resource_id = aws_api_gateway_resource.ingest_clicks.id
  http_method = aws_api_gateway_method.ingest_clicks_post.http_method
  status_code = "500"
}

resource "aws_api_gateway_integration_response" "ingest_clicks_post_500" {
  rest_api_id       = aws_api_gateway_rest_api.ingest.id
  resource_id       = aws_api_gateway_resource.ingest_clicks.id
  http_method       = aws_api_gateway_integration.ingest_clicks_post.http_method
  status_code       = aws_api_gateway_method_response.ingest_clicks_post_500.status_code
  selection_pattern = "5\\d{2}"

  response_templates = {
    "application/json" = jsonencode({ message = "Try again" })
  }
}
