"""What eventgen takes for the provider's defaults is what Terraform plans where nothing is said."""

import json
from pathlib import Path

import pytest
from terraform import Terraform

from eventgen.defaults import DEFAULTS
from eventgen.meaning import same

PROVIDER = """
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
"""
ARN = "arn:aws:{}:eu-central-1:123456789012:{}"
# What each type cannot do without
NEEDED = {
    "aws_api_gateway_integration": 'rest_api_id = "a"\nresource_id = "b"\nhttp_method = "GET"\ntype = "MOCK"',
    "aws_api_gateway_method": 'rest_api_id = "a"\nresource_id = "b"\nhttp_method = "GET"\nauthorization = "NONE"',
    "aws_cloudtrail": 'name = "a-trail"\ns3_bucket_name = "b"',
    "aws_cloudwatch_event_rule": 'event_pattern = "{}"',
    "aws_cloudwatch_event_target": f'rule = "a"\narn = "{ARN.format("sqs", "b")}"',
    "aws_cloudwatch_log_group": "",
    "aws_cloudwatch_metric_alarm": 'alarm_name = "a"\nnamespace = "b"\nmetric_name = "c"\nstatistic = "Sum"\n'
    'period = 60\nevaluation_periods = 1\nthreshold = 1\ncomparison_operator = "GreaterThanThreshold"',
    "aws_iam_role": 'assume_role_policy = "{}"',
    "aws_kinesis_stream": 'name = "a"\nshard_count = 1',
    "aws_kms_key": "",
    "aws_kms_key_policy": 'key_id = "a"\npolicy = "{}"',
    "aws_lambda_event_source_mapping": f'function_name = "a"\nevent_source_arn = "{ARN.format("sqs", "b")}"',
    "aws_lambda_function": f'function_name = "a"\nrole = "{ARN.format("iam", "role/b").replace("eu-central-1", "")}"\n'
    's3_bucket = "c"\ns3_key = "d"\nruntime = "python3.13"\nhandler = "e.f"',
    "aws_lambda_function_event_invoke_config": 'function_name = "a"',
    "aws_s3_bucket": "",
    "aws_s3_bucket_lifecycle_configuration": 'bucket = "a"\nrule {\nid = "b"\nstatus = "Enabled"\nfilter {}\n'
    "expiration {\ndays = 1\n}\n}",
    "aws_s3_bucket_notification": 'bucket = "a"',
    "aws_s3_bucket_public_access_block": 'bucket = "a"',
    "aws_sns_topic": "",
    "aws_sns_topic_subscription": f'topic_arn = "{ARN.format("sns", "a")}"\nprotocol = "sqs"\n'
    f'endpoint = "{ARN.format("sqs", "b")}"',
    "aws_sqs_queue": "",
}
OF_TERRAFORM = {"output", "variable"}


def test_every_type_is_planned() -> None:
    assert NEEDED.keys() == DEFAULTS.keys() - OF_TERRAFORM


@pytest.mark.terraform
def test_the_provider_plans_its_defaults(terraform: Terraform, tmp_path: Path) -> None:
    blocks = (f'resource "{type_}" "it" {{\n{needed}\n}}\n' for type_, needed in NEEDED.items())
    (tmp_path / "main.tf").write_text(PROVIDER + "".join(blocks), "utf-8")
    terraform.init(tmp_path)
    done = terraform(tmp_path, "plan", "-refresh=false", "-input=false", "-no-color", "-out=planned")
    assert done.returncode == 0, done.stderr
    shown = json.loads(terraform(tmp_path, "show", "-json", "planned").stdout)
    planned = {found["type"]: found["values"] for found in shown["planned_values"]["root_module"]["resources"]}
    wrong = [
        f"{type_}.{name} is {planned[type_].get(name)}, and not {value}"
        for type_ in NEEDED
        for name, value in DEFAULTS[type_].items()
        if not same(planned[type_].get(name), value)
    ]
    assert wrong == []
