"""Defaults of the provider, written out or left out: the module stays what it was.

Taken from `terraform plan` with provider 5.100.0: what it plans where a module says nothing. `max_message_size` of a
queue lacks, for its default depends on the provider's version.
"""

from collections.abc import Iterator, Mapping

from eventgen.syntax import Block
from mutation.blocks import first
from mutation.pieces import Golden, Mutant

DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "aws_api_gateway_integration": {"connection_type": '"INTERNET"', "timeout_milliseconds": "29000"},
    "aws_api_gateway_method": {"api_key_required": "false"},
    "aws_cloudtrail": {
        "enable_logging": "true",
        "enable_log_file_validation": "false",
        "include_global_service_events": "true",
        "is_multi_region_trail": "false",
        "is_organization_trail": "false",
    },
    "aws_cloudwatch_event_rule": {"event_bus_name": '"default"', "force_destroy": "false"},
    "aws_cloudwatch_event_target": {"event_bus_name": '"default"', "force_destroy": "false"},
    "aws_cloudwatch_log_group": {"retention_in_days": "0", "skip_destroy": "false"},
    "aws_iam_role": {"force_detach_policies": "false", "max_session_duration": "3600", "path": '"/"'},
    "aws_kinesis_stream": {"enforce_consumer_deletion": "false", "retention_period": "24"},
    "aws_kms_key": {
        "bypass_policy_lockout_safety_check": "false",
        "customer_master_key_spec": '"SYMMETRIC_DEFAULT"',
        "enable_key_rotation": "false",
        "is_enabled": "true",
        "key_usage": '"ENCRYPT_DECRYPT"',
    },
    "aws_kms_key_policy": {"bypass_policy_lockout_safety_check": "false"},
    "aws_lambda_event_source_mapping": {"enabled": "true"},
    "aws_lambda_function": {
        "memory_size": "128",
        "package_type": '"Zip"',
        "publish": "false",
        "reserved_concurrent_executions": "-1",
        "skip_destroy": "false",
        "timeout": "3",
    },
    "aws_lambda_function_event_invoke_config": {"maximum_retry_attempts": "2"},
    "aws_s3_bucket": {"force_destroy": "false"},
    "aws_s3_bucket_lifecycle_configuration": {"transition_default_minimum_object_size": '"all_storage_classes_128K"'},
    "aws_s3_bucket_notification": {"eventbridge": "false"},
    "aws_s3_bucket_public_access_block": {
        "block_public_acls": "false",
        "block_public_policy": "false",
        "ignore_public_acls": "false",
        "restrict_public_buckets": "false",
    },
    "aws_sns_topic": {"content_based_deduplication": "false", "fifo_topic": "false"},
    "aws_sns_topic_subscription": {
        "confirmation_timeout_in_minutes": "1",
        "endpoint_auto_confirms": "false",
        "raw_message_delivery": "false",
    },
    "aws_sqs_queue": {
        "content_based_deduplication": "false",
        "delay_seconds": "0",
        "fifo_queue": "false",
        "message_retention_seconds": "345600",
        "receive_wait_time_seconds": "0",
        "visibility_timeout_seconds": "30",
    },
}


def defaults(golden: Golden) -> Iterator[Mutant]:
    """Each default of each resource."""
    for piece in golden.of(Block):
        if piece.parent is not None or piece.key != "resource":
            continue
        given = {argument.key: argument for argument in piece.children}
        for name, value in DEFAULTS.get(piece.node.labels[0], {}).items():
            argument = given.get(name)
            if argument is None:
                yield piece.mutant("default written out", f"{name} = {value}", first(piece, f"{name} = {value}"))
            elif argument.value and argument.value.text == value:
                yield argument.dropped("default left out")
