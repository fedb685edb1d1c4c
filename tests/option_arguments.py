"""Types of resources -> strategies of what `terraform:` of a node adds, such that the real provider takes it too."""

from functools import cache
from typing import Any

from hypothesis import strategies as st
from option_texts import Values, marked_text, taken

from eventgen import provider
from eventgen.arguments import written
from eventgen.kinds import Resource
from eventgen.texts import Arguments

switch = st.booleans()
durations = st.sampled_from(("30s", "5m", "1h"))
texts = st.lists(marked_text.filter(lambda text: taken(Arguments(), {"argument": text})), max_size=3)
OF_TYPE: dict[str, dict[str, Values]] = {
    "aws_api_gateway_rest_api": {"binary_media_types": texts, "disable_execute_api_endpoint": switch},
    "aws_cloudtrail": {"enable_logging": switch, "is_organization_trail": switch},
    "aws_cloudwatch_event_rule": {"force_destroy": switch},
    "aws_kinesis_firehose_delivery_stream": {"timeouts": st.fixed_dictionaries({}, optional={"create": durations})},
    "aws_kinesis_stream": {
        "enforce_consumer_deletion": switch,
        "shard_level_metrics": st.just(["IncomingBytes"]),
        "timeouts": st.fixed_dictionaries({"create": durations}, optional={"delete": durations}),
    },
    "aws_lambda_function": {
        "publish": switch,
        "skip_destroy": switch,
        "image_config": st.fixed_dictionaries({"command": texts}, optional={"entry_point": texts}).flatmap(
            lambda made: st.sampled_from((made, [made]))
        ),
    },
    "aws_s3_bucket": {"object_lock_enabled": switch},
    "aws_sfn_state_machine": {"publish": switch},
    "aws_sns_topic": {"tracing_config": st.sampled_from(("Active", "PassThrough")), "signature_version": st.just(2)},
    "aws_sqs_queue": {"kms_data_key_reuse_period_seconds": st.integers(60, 86400)},
}


@cache
def arguments(kind: Resource[Any]) -> Values:
    """Some arguments and blocks for its resource, and Terraform's own besides; at least one."""
    schema = provider.resource(kind.main)
    assert schema
    names = sorted({*schema.types, *schema.blocks} - {"timeouts"})
    ignored = st.one_of(st.just("all"), st.lists(st.sampled_from(names), unique=True, max_size=3))
    lifecycle = st.fixed_dictionaries(
        {"create_before_destroy": switch}, optional={"ignore_changes": ignored, "prevent_destroy": st.just(False)}
    )
    optional = {**OF_TYPE.get(kind.main, {}), **({} if "lifecycle" in written(kind) else {"lifecycle": lifecycle})}
    return st.fixed_dictionaries({}, optional=optional).filter(bool)
