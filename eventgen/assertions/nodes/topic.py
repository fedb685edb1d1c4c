"""An SNS topic: its policy, and its role where it needs one."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, keyed, main, named, same, switched
from eventgen.assertions.policies import ROLE, own_policy, role, states

POLICY = "aws_sns_topic_policy"


def _of(context: Context) -> Iterator[Assertion]:
    node, spec = context["node"], context["spec"]
    if node.existing is None:
        yield named(node)
        yield switched(
            main(node), "fifo_topic", spec.fifo, f"{node.name}: it is {'no' if spec.fifo else 'a'} FIFO topic"
        )
        if spec.encryption == "kms":
            yield keyed(node, "kms_master_key_id")
        yield same(f"{POLICY}.{node.label}", "arn", node["arn"], f"{node.name}: its policy is on another topic")
        yield from own_policy(POLICY, context)
    if context["slots"]["role"]:
        yield from role(context)


topic = Asserted(
    arn="arn:aws:sns:eu-west-1:123456789012:{}",
    of=_of,
    slots={"policy": states(POLICY), "role": states(ROLE, "role")},
)
