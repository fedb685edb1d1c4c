"""Arguments -> what Terraform takes them for where nothing is said.

As `terraform plan` with provider 5.100.0 tells it.
"""

from collections.abc import Mapping
from typing import Any

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "aws_api_gateway_integration": {"connection_type": "INTERNET", "timeout_milliseconds": 29000},
    "aws_api_gateway_method": {"api_key_required": False},
    "aws_cloudtrail": {
        "enable_logging": True,
        "enable_log_file_validation": False,
        "include_global_service_events": True,
        "is_multi_region_trail": False,
        "is_organization_trail": False,
    },
    "aws_cloudwatch_event_rule": {"event_bus_name": "default", "force_destroy": False},
    "aws_cloudwatch_event_target": {"event_bus_name": "default", "force_destroy": False},
    "aws_cloudwatch_log_group": {"retention_in_days": 0, "skip_destroy": False},
    "aws_cloudwatch_metric_alarm": {"actions_enabled": True},
    "aws_iam_role": {"force_detach_policies": False, "max_session_duration": 3600, "path": "/"},
    "aws_kinesis_stream": {"enforce_consumer_deletion": False, "retention_period": 24},
    "aws_kms_key": {
        "bypass_policy_lockout_safety_check": False,
        "customer_master_key_spec": "SYMMETRIC_DEFAULT",
        "enable_key_rotation": False,
        "is_enabled": True,
        "key_usage": "ENCRYPT_DECRYPT",
    },
    "aws_kms_key_policy": {"bypass_policy_lockout_safety_check": False},
    "aws_lambda_event_source_mapping": {"enabled": True},
    "aws_lambda_function": {
        "memory_size": 128,
        "package_type": "Zip",
        "publish": False,
        "reserved_concurrent_executions": -1,
        "skip_destroy": False,
        "timeout": 3,
    },
    "aws_lambda_function_event_invoke_config": {"maximum_retry_attempts": 2},
    "aws_s3_bucket": {"force_destroy": False},
    "aws_s3_bucket_lifecycle_configuration": {"transition_default_minimum_object_size": "all_storage_classes_128K"},
    "aws_s3_bucket_notification": {"eventbridge": False},
    "aws_s3_bucket_public_access_block": {
        "block_public_acls": False,
        "block_public_policy": False,
        "ignore_public_acls": False,
        "restrict_public_buckets": False,
    },
    "aws_sns_topic": {"content_based_deduplication": False, "fifo_topic": False},
    "aws_sns_topic_subscription": {
        "confirmation_timeout_in_minutes": 1,
        "endpoint_auto_confirms": False,
        "raw_message_delivery": False,
    },
    "output": {"sensitive": False},
    "variable": {"nullable": True, "sensitive": False},
    "aws_sqs_queue": {
        "content_based_deduplication": False,
        "delay_seconds": 0,
        "fifo_queue": False,
        "max_message_size": 262144,
        "message_retention_seconds": 345600,
        "receive_wait_time_seconds": 0,
        "visibility_timeout_seconds": 30,
    },
}
