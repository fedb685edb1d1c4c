"""What every module brings besides: what AWS has one of, logs, tags, names, outputs, and no need of AWS."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hcl_values import Template
from lines import (
    FUNCTION,
    POLICIES,
    Damage,
    Golden,
    Line,
    actions,
    address,
    damaged,
    damages,
    golden,
    goldens,
    label,
    line,
    lines,
    owner,
    waits,
    within,
)
from watched_pages import source

from eventgen import provider
from eventgen.kinds import Node, keyed

NOTIFICATION, TARGETS = "aws_s3_bucket_notification", ("lambda_function", "queue", "topic")


# One policy per queue, topic and key, one notification per bucket -----------------------------------------------


@line(
    Damage("fan-out", "queues.tf", r'resource "aws_sqs_queue_policy" "\w+" \{.*?\n\}\n'),
    Damage("fan-out", "queues.tf", r'(resource "aws_sqs_queue_policy" )"(\w+)"( \{.*?\n\}\n)', r'\1"\2"\3\1"\2_2"\3'),
    Damage("encryption", "kms.tf", r'resource "aws_kms_key_policy" "this" \{.*?\n\}\n'),
)
def there_is_one_policy(of: Golden) -> Iterator[str]:
    """Of each queue, topic, bucket and key, in a resource of its own."""
    for type_, argument in POLICIES.items():
        found = Counter(owner(each.attributes[argument]) for each in of.of(f"{type_}_policy"))
        open_ = {f"{type_}.{n.label}" for n in of.graph.nodes.values() if getattr(n.spec, "tls_only", True) is False}
        for each in of.of(type_):
            if "policy" in each.attributes or (found[address(each)] != 1 and address(each) not in open_):
                yield f"{address(each)}: {found[address(each)]}"


@line(
    Damage(
        "s3-notifications", "buckets.tf", rf'(resource "{NOTIFICATION}" )"(\w+)"( \{{.*?\n\}}\n)', r'\1"\2"\3\1"a"\3'
    ),
    Damage("s3-notifications", "buckets.tf", rf'(resource "{NOTIFICATION}".*?)\n  depends_on = \[.*?\]\n', r"\1\n"),
    Damage("bucket_to_queue", "buckets.tf", r"aws_sqs_queue_policy\.\w+", "aws_kms_key_policy.this"),
)
def there_is_one_notification(of: Golden) -> Iterator[str]:
    """It waits for the policies and permissions of all that it names."""
    for bucket, count in Counter(owner(each.attributes["bucket"]) for each in of.of(NOTIFICATION)).items():
        yield from [f"{bucket}: {count}"] * (count > 1)
    grants = {"aws_lambda_permission": "function_name"} | {f"{type_}_policy": by for type_, by in POLICIES.items()}
    for each in of.of(NOTIFICATION):
        grantors = [(of.made[to].attributes, grants[to.split(".")[0]]) for to in waits(each) if of.has(to)]
        granted = {owner(attributes.get(argument)) for attributes, argument in grantors}
        named = {owner(entry.attributes[f"{entry.type}_arn"]) for entry in each.blocks if entry.type in TARGETS}
        yield from (f"{address(each)}: {missing}" for missing in named - granted - {""})


# Logs, X-Ray, APIs, replacement ---------------------------------------------------------------------------------


@line(
    Damage("sqs-lambda", "functions.tf", r"\n\s+log_group\s+= [^\n]+"),
    Damage("sqs-lambda", "functions.tf", r"\n\s+retention_in_days = \d+"),
    Damage("apigw-kinesis", "apis.tf", r"destination_arn = [^\n]+", 'destination_arn = "a"'),
    Damage("apigw-kinesis", "delivery_streams.tf", r"log_group_name  = [^\n]+", 'log_group_name  = "a"'),
)
def log_groups_come_first_and_end(of: Golden) -> Iterator[str]:
    """What logs refers to its log group, which so is made first, and keeps what it gets for so many days."""
    group = re.compile(r"(\$\{)?aws_cloudwatch_log_group\.\w+\.(name|arn)(\}:\*)?")
    for each in of.of("aws_cloudwatch_log_group"):
        if each.attributes.get("retention_in_days", 0) < 1:
            yield address(each)
    named = {
        FUNCTION: (("logging_config",), "log_group"),
        "aws_sfn_state_machine": (("logging_configuration",), "log_destination"),
        "aws_api_gateway_stage": (("access_log_settings",), "destination_arn"),
        "aws_kinesis_firehose_delivery_stream": (
            ("extended_s3_configuration", "cloudwatch_logging_options"),
            "log_group_name",
        ),
    }
    for type_, (path, argument) in named.items():
        for each in of.of(type_):
            found = within(each, *path)
            if found and not group.fullmatch(source(found.attributes.get(argument))):
                yield address(each)
            if not found and type_ in (FUNCTION, "aws_kinesis_firehose_delivery_stream"):
                yield address(each)


# SNS hands on what comes with a message unasked; `Active` needs a policy of X-Ray, of which an account has five
# (sns/latest/dg/sns-active-tracing.html)
TRACED = {"function": ("tracing_config", "mode", "Active"), "state_machine": ("tracing_configuration", "enabled", True)}


@line(
    Damage("sqs-lambda", "functions.tf", r"\n  tracing_config \{.*?\n  \}\n"),
    Damage("s3-eventbridge", "state_machines.tf", r"\n  tracing_configuration \{.*?\n  \}\n"),
    Damage("apigw-kinesis", "apis.tf", r"xray_tracing_enabled = true", "xray_tracing_enabled = false"),
    Damage("sqs-lambda", "functions.tf", r'"xray:PutTraceSegments", ', ""),
)
def what_can_be_traced_is(of: Golden) -> Iterator[str]:
    """Functions, state machines and stages of APIs, unless the page says `tracing: false`; roles may write traces."""
    for node in of.graph.nodes.values():
        if node.existing is None and hasattr(node.spec, "tracing") and _traced(of, node) != {node.spec.tracing}:
            yield node.name


def _traced(of: Golden, node: Node[Any]) -> set[bool]:
    """Whether it is traced, and whether its role may write traces."""
    if node.kind.name == "api":
        return {of.made[f"aws_api_gateway_stage.{node.label}"].attributes["xray_tracing_enabled"]}
    path, argument, active = TRACED[node.kind.name]
    block, role = within(of.made[f"{node.kind.main}.{node.label}"], path), f"aws_iam_role_policy.{node.label}"
    may = {each for e in of.made.statements(role).values() for each in actions(e)} if of.has(role) else set()
    written = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"} <= may
    return {bool(block and block.attributes[argument] == active), written}


@line(
    Damage("apigw-kinesis", "apis.tf", r"format = jsonencode\(\{.*?\}\)\n", 'format = "$context.requestId"\n'),
    Damage("apigw-kinesis", "apis.tf", r"\n  access_log_settings \{.*?\n  \}\n"),
    Damage("apigw-kinesis", "apis.tf", r"create_before_destroy = true", "create_before_destroy = false"),
    Damage("apigw-kinesis", "apis.tf", r"sha256\(jsonencode\((.*?)\)\)\n  \}", r'"1"\n  }'),
)
def apis_are_deployed_by_their_content_and_log_json(of: Golden) -> Iterator[str]:
    silent = {n.label for n in of.graph.nodes.values() if getattr(n.spec, "access_log", True) is False}
    for each in of.of("aws_api_gateway_stage"):
        access = within(each, "access_log_settings")
        if (access is None) != (each.labels[1] in silent) or (
            access and not isinstance(access.attributes["format"], dict)
        ):
            yield address(each)
    for each in of.of("aws_api_gateway_deployment"):
        hashed = each.attributes["triggers"]["redeployment"]
        lifecycle = within(each, "lifecycle")
        if (
            getattr(hashed, "function", "") != "sha256"
            or not lifecycle
            or not lifecycle.attributes["create_before_destroy"]
        ):
            yield address(each)


@line(
    Damage("topic_to_function", "flows.tf", r"\n  lifecycle \{.*?\n  \}"),
    Damage("topic_to_function", "flows.tf", r"(replace_triggered_by = \[aws_lambda_function\.\w+)\.arn", r"\1"),
    Damage("topic_to_function", "functions.tf", r"\n  lifecycle \{.*?\n  \}"),
)
def what_is_lost_with_a_function_is_made_anew_with_it(of: Golden) -> Iterator[str]:
    """Its policy and its setting of asynchronous invocations. The whole function would be any change of it; its ARN is
    unknown only where it is replaced (test_terraform_plan.py has Terraform say so)."""
    for each in of.of("aws_lambda_permission", "aws_lambda_function_event_invoke_config"):
        if function := owner(each.attributes["function_name"]):
            lifecycle = within(each, "lifecycle")
            said = lifecycle.attributes.get("replace_triggered_by", []) if lifecycle else []
            if [source(to) for to in said] != [f"{function}.arn"]:
                yield address(each)


# Tags, names, outputs -------------------------------------------------------------------------------------------


@line(
    Damage("sqs-lambda", "queues.tf", r"\n  tags = local\.tags"),
    Damage("sqs-lambda", "flows.tf", r"\n  tags = local\.tags"),
    Damage("alarms", "alarms.tf", r"\n  tags\s+= local\.tags", "\n  tags = {}"),
)
def everything_that_takes_tags_has_them(of: Golden) -> Iterator[str]:
    """By the schema of the provider."""
    for each in of.made.blocks.values():
        schema = provider.resource(each.labels[0]) if each.type == "resource" else None
        if schema and "tags" in schema.types and source(each.attributes.get("tags")) != "local.tags":
            yield address(each)


# The longest names that AWS takes (the API reference of each service); bucket_prefix, to which Terraform adds 26
LONGEST = {
    "aws_api_gateway_rest_api.name": 1024,
    "aws_cloudtrail.name": 128,
    "aws_cloudwatch_event_archive.name": 48,
    "aws_cloudwatch_event_bus.name": 256,
    "aws_cloudwatch_event_rule.name": 64,
    "aws_cloudwatch_log_group.name": 512,
    "aws_cloudwatch_log_stream.name": 512,
    "aws_cloudwatch_metric_alarm.alarm_name": 255,
    "aws_iam_role.name": 64,
    "aws_iam_role_policy.name": 128,
    "aws_kinesis_firehose_delivery_stream.name": 64,
    "aws_kinesis_stream.name": 128,
    "aws_kms_alias.name": 256,
    "aws_lambda_function.function_name": 64,
    "aws_lambda_permission.statement_id": 100,
    "aws_cloudwatch_event_target.target_id": 64,
    "aws_s3_bucket.bucket_prefix": 63 - 26,
    "aws_sfn_state_machine.name": 80,
    "aws_sns_topic.name": 256,
    "aws_sqs_queue.name": 80,
}
BOUND = re.compile(r"\{0,(\d+)\}\$")


@line(
    Damage("sqs-lambda", "variables.tf", r"\{0,\d+\}\$", "{0,70}$"),
    Damage(
        "sqs-lambda",
        "functions.tf",
        r"function_name(\s+)= \"\$\{var.name\}",
        r'function_name\1= "${var.name}' + "a" * 60,
    ),
    Damage("s3-notifications", "variables.tf", r"(variable \"name\" \{.*?)\n  validation \{.*?\n  \}\n", r"\1"),
)
def names_are_bounded(of: Golden) -> Iterator[str]:
    """However long the prefix is that `var.name` lets through."""
    check = within(of.made.blocks["variable.name"], "validation")
    found = BOUND.search(source(check.attributes["condition"])) if check else None
    prefix = "n" * (int(found[1]) + 1 if found else 1000)
    for each in of.made.blocks.values():
        for argument, value in each.attributes.items() if each.type == "resource" else ():
            longest = LONGEST.get(f"{each.labels[0]}.{argument}")
            if argument in ("name", "function_name", "alarm_name") and isinstance(value, Template) and longest is None:
                yield f"{address(each)}.{argument}: of no known length"
            if (
                longest
                and len(source(value).replace("${var.name}", prefix)) > longest
                and isinstance(value, str | Template)
            ):
                yield f"{address(each)}.{argument}"


@line(
    Damage("sqs-lambda", "outputs.tf", r'output "orders_url" \{.*?\n\}\n'),
    Damage("s3-notifications", "outputs.tf", r"(output \"uploads_arn\" \{.*?value\s+= )\S+", r"\1var.name"),
)
def every_node_has_outputs(of: Golden) -> Iterator[str]:
    """Each that the module makes: what it is known by."""
    for node in of.graph.nodes.values():
        if node.existing is None and node.kind.main:
            for attribute in node.kind.outputs:
                output = of.made.blocks.get(f"output.{node.label}_{attribute}")
                if not output or source(output.attributes["value"]) != f"{node.kind.main}.{node.label}.{attribute}":
                    yield f"{node.name}: {attribute}"


@line(
    Damage("fan-out", "README.md", r"```mermaid.*?```"),
    Damage("sqs-lambda", "README.md", r"\| orders\\_url \|[^\n]*\n"),
    Damage("alarms", "README.md", r"\| team\\_email \|[^\n]*\n"),
)
def the_readme_shows_and_lists(of: Golden) -> Iterator[str]:
    """A diagram, the inputs and the outputs."""
    text = of.made.files["README.md"]
    if "```mermaid\n" not in text:
        yield "the diagram"
    for each in of.made.blocks.values():
        if each.type in ("variable", "output") and f"| {each.labels[0]} |" not in text.replace("\\_", "_"):
            yield each.address


# No data sources, jsonencode, one provider, files that mirror the page -------------------------------------------


@line(
    Damage("sqs-lambda", "queues.tf", r"\Z", '\ndata "aws_caller_identity" "current" {}\n'),
    Damage("sqs-lambda", "queues.tf", r"policy = jsonencode\(\{.*?\n  \}\)", 'policy = "{}"'),
    Damage("sqs-lambda", "versions.tf", r"(\n    aws = \{)", r'\n    archive = { source = "hashicorp/archive" }\1'),
    Damage("sqs-lambda", "versions.tf", r"< 7\.0", "< 6.0"),
)
def nothing_has_to_be_asked(of: Golden) -> Iterator[str]:
    """No data sources; policies as `jsonencode({...})`; the aws provider alone, 5.x and 6.x."""
    yield from (each.address for each in of.made.blocks.values() if each.type in ("data", "provider"))
    for each in of.made.blocks.values():
        for argument, value in each.attributes.items():
            if argument in ("policy", "assume_role_policy", "redrive_policy", "event_pattern") and not isinstance(
                value, dict
            ):
                yield f"{address(each)}.{argument}"
    (settings,) = [each for each in of.made.blocks.values() if each.type == "terraform"]
    aws = {"source": "hashicorp/aws", "version": ">= 5.100, < 7.0"}
    if settings.find("required_providers").attributes != {"aws": aws}:
        yield "versions.tf"


@line(Damage("sqs-lambda", "queues.tf", r"\A.*\Z", ""))
def files_mirror_the_page(of: Golden) -> Iterator[str]:
    """What a node is stands in the file that is called as its section is."""
    for node in of.graph.nodes.values():
        if node.existing is None and node.kind.main:
            text = of.made.files.get(f"{node.kind.section}.tf", "")
            if f'resource "{node.kind.main}" "{node.label}" {{' not in text:
                yield node.name
    if ("kms.tf" in of.made.files) != (
        of.graph.header.defaults.key is None and any(map(keyed, of.graph.nodes.values()))
    ):
        yield "kms.tf"


# The lines and their damages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("each", lines(globals()), ids=label)
def test_the_line_holds_of_every_golden(each: Line) -> None:
    assert [f"{of.name}: {wrong}" for of in goldens() for wrong in each.wrong(of)] == []


@pytest.mark.parametrize(("each", "damage"), damages(globals()), ids=label)
def test_a_damaged_golden_is_found(each: Line, damage: Damage) -> None:
    assert list(each.wrong(golden(damage.golden))) == []
    assert list(each.wrong(damaged(damage))) != []
