"""What AWS has one of, and which arguments say of what."""

from collections.abc import Mapping

# What AWS has one of: the arguments that say of what -> types. Behind `=` stands what an absent argument means.
ONE_OF = {
    "": "aws_api_gateway_account",
    "api_id name": "aws_apigatewayv2_stage",
    "api_id route_key": "aws_apigatewayv2_route",
    "arn": "aws_sns_topic_data_protection_policy aws_sns_topic_policy",
    "bucket": """aws_s3_bucket_accelerate_configuration aws_s3_bucket_acl aws_s3_bucket_cors_configuration
        aws_s3_bucket_lifecycle_configuration aws_s3_bucket_logging aws_s3_bucket_notification
        aws_s3_bucket_object_lock_configuration aws_s3_bucket_ownership_controls aws_s3_bucket_policy
        aws_s3_bucket_public_access_block aws_s3_bucket_replication_configuration
        aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_versioning
        aws_s3_bucket_website_configuration""",
    "bucket key": "aws_s3_object",
    "bucket name": "aws_s3_bucket_metric",
    "event_bus_name=default": "aws_cloudwatch_event_bus_policy",
    "event_bus_name=default rule target_id": "aws_cloudwatch_event_target",
    "event_bus_name=default statement_id": "aws_cloudwatch_event_permission",
    "event_source_arn function_name": "aws_lambda_event_source_mapping",
    "function_name": "aws_lambda_function_recursion_config",
    "function_name qualifier": "aws_lambda_provisioned_concurrency_config",
    "function_name qualifier=$LATEST": """aws_lambda_function_event_invoke_config aws_lambda_function_url
        aws_lambda_runtime_management_config""",
    "function_name qualifier=$LATEST statement_id": "aws_lambda_permission",
    "key_id": "aws_kms_key_policy",
    "log_group_name name": "aws_cloudwatch_log_metric_filter aws_cloudwatch_log_subscription_filter",
    "policy_name": "aws_cloudwatch_log_resource_policy",
    "queue_url": "aws_sqs_queue_policy aws_sqs_queue_redrive_allow_policy aws_sqs_queue_redrive_policy",
    "resource_arn": "aws_dynamodb_resource_policy aws_kinesis_resource_policy",
    "rest_api_id": "aws_api_gateway_rest_api_policy",
    "rest_api_id parent_id path_part": "aws_api_gateway_resource",
    "rest_api_id resource_id http_method": "aws_api_gateway_integration aws_api_gateway_method",
    "rest_api_id resource_id http_method status_code": """aws_api_gateway_integration_response
        aws_api_gateway_method_response""",
    "rest_api_id stage_name": "aws_api_gateway_stage",
    "rest_api_id stage_name method_path": "aws_api_gateway_method_settings",
    "role name": "aws_iam_role_policy",
    "role policy_arn": "aws_iam_role_policy_attachment",
    "stream_arn name": "aws_kinesis_stream_consumer",
    "table_name stream_arn": "aws_dynamodb_kinesis_streaming_destination",
    "topic_arn protocol endpoint": "aws_sns_topic_subscription",
}
NAMES = {  # that an account has once in a region, a bucket's once in the world
    "alarm_name": "aws_cloudwatch_composite_alarm aws_cloudwatch_metric_alarm",
    "bucket": "aws_s3_bucket",
    "dashboard_name": "aws_cloudwatch_dashboard",
    "event_bus_name=default name": "aws_cloudwatch_event_rule",
    "function_name": "aws_lambda_function",
    "function_name name": "aws_lambda_alias",
    "group_name=default name": "aws_scheduler_schedule",
    "name": """aws_cloudtrail aws_cloudwatch_event_api_destination aws_cloudwatch_event_archive aws_cloudwatch_event_bus
        aws_cloudwatch_event_connection aws_cloudwatch_log_group aws_dynamodb_table aws_ecs_cluster aws_iam_policy
        aws_iam_role aws_kinesis_firehose_delivery_stream aws_kinesis_stream aws_kms_alias aws_pipes_pipe
        aws_scheduler_schedule_group aws_sfn_state_machine aws_sns_topic aws_sqs_queue""",
}
INLINE = {  # arguments and blocks of a resource that are resources of their own as well: what their type adds
    "aws_api_gateway_rest_api": {"policy": "_policy"},
    "aws_kms_key": {"policy": "_policy"},
    "aws_s3_bucket": {
        **{n: f"_{n}" for n in ("acl", "logging", "object_lock_configuration", "policy", "replication_configuration")},
        **{n: f"_{n}" for n in ("server_side_encryption_configuration", "versioning")},
        **{"cors_rule": "_cors_configuration", "lifecycle_rule": "_lifecycle_configuration"},
        **{"website": "_website_configuration", "acceleration_status": "_accelerate_configuration"},
    },
    "aws_sns_topic": {"policy": "_policy"},
    "aws_sqs_queue": {n: f"_{n}" for n in ("policy", "redrive_policy", "redrive_allow_policy")},
}
# Of a resource, what names it as a whole: `.url` and `.id` of a queue are the same thing
WHOLE = frozenset({"id", "arn", "url", "name", "bucket", "key_id", "function_name"})
OWNERS = {"bucket": "aws_s3_bucket", "function_name": "aws_lambda_function", "role": "aws_iam_role"}
Row = tuple[tuple[str, str], ...]  # arguments, and what they mean where they lack


def _rows(table: Mapping[str, str], code: str) -> dict[str, tuple[str, Row]]:
    split: dict[str, Row] = {words: tuple(word.partition("=")[::2] for word in words.split()) for words in table}
    return {type_: (code, split[words]) for words, types in table.items() for type_ in types.split()}


ROWS = _rows(ONE_OF, "TFC012") | _rows(NAMES, "TFC013")
