"""An SQS queue: its policy, and where the messages go that nobody could handle."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, keyed, main, named, same, switched
from eventgen.assertions.policies import own_policy, states
from eventgen.hcl import Expr, hcl

POLICY, ALLOW = "aws_sqs_queue_policy", "aws_sqs_queue_redrive_allow_policy"


def _of(context: Context) -> Iterator[Assertion]:
    node, spec = context["node"], context["spec"]
    yield named(node)
    yield switched(main(node), "fifo_queue", spec.fifo, f"{node.name}: it is {'no' if spec.fifo else 'a'} FIFO queue")
    if spec.encryption == "kms":
        yield keyed(node, "kms_master_key_id")
    yield from _redriven(context)
    yield same(f"{POLICY}.{node.label}", "queue_url", node["url"], f"{node.name}: its policy is on another queue")
    yield from own_policy(POLICY, context)


def _redriven(context: Context) -> Iterator[Assertion]:
    node, failed = context["node"], context["dead_letter"]
    held = f"try(jsondecode({main(node)}.redrive_policy)"
    if not failed:
        says = f"{node.name}: the page has no dead-letter queue for it"
        yield Assertion(Expr(f"{held}.deadLetterTargetArn, null) == null"), says)
        return
    says = f"{node.name}: what nobody could handle does not go to {failed.name}"
    yield Assertion(Expr(f"{held}.deadLetterTargetArn, null) == {hcl(failed['arn'])}"), says)
    after = context["spec"].dead_letter.after
    says = f"{node.name}: a message is not a dead letter after {after} receives"
    yield Assertion(Expr(f"{held}.maxReceiveCount, null) == {after}"), says)
    allowed = f"try(jsondecode({ALLOW}.{failed.label}.redrive_allow_policy).sourceQueueArns, null)"
    says = f"{failed.name}: it does not take the dead letters of {node.name}, or those of others too"
    yield Assertion(Expr(f"{allowed} == [{hcl(node['arn'])}]"), says)


queue = Asserted(arn="arn:aws:sqs:eu-west-1:123456789012:{}", of=_of, slots={"policy": states(POLICY)})
