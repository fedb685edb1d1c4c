"""An S3 bucket: nobody from outside gets in, and whoever has to hear of its objects does."""

from collections.abc import Iterator
from typing import Any

from eventgen.assertions.assertion import Asserted, Assertion, Context, holds, main, same
from eventgen.assertions.policies import own_policy, states
from eventgen.hcl import Expr, hcl
from eventgen.kinds import Node

POLICY, NOTIFICATION, CLOSED = "aws_s3_bucket_policy", "aws_s3_bucket_notification", "aws_s3_bucket_public_access_block"
SEALED = "aws_s3_bucket_server_side_encryption_configuration"
ENTRY = "each.{}, sort(each.events), each.filter_prefix, each.filter_suffix"


def _of(context: Context) -> Iterator[Assertion]:
    node = context["node"]
    if node.existing is not None:
        return
    yield same(main(node), "bucket_prefix", context["bucket_prefix"], f"{node.name}: its name begins otherwise")
    closed = f"{CLOSED}.{node.label}"
    shut = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
    everything = " && ".join(f"{closed}.{each}" for each in shut)
    yield Assertion(Expr(f"alltrue([{everything}])"), f"{node.name}: it is not closed to the public")
    yield same(closed, "bucket", node["bucket"], f"{node.name}: what is closed to the public is another bucket")
    if context["spec"].encryption == "kms":
        yield _sealed(node)
    if context["policy"]:
        yield same(f"{POLICY}.{node.label}", "bucket", node["bucket"], f"{node.name}: its policy is on another bucket")
        yield from own_policy(POLICY, context)
    if context["entries"] or context["eventbridge"]:
        says = f"{node.name}: its notification is on another bucket"
        yield same(f"{NOTIFICATION}.{node.label}", "bucket", node["bucket"], says)


def _sealed(node: Node[Any]) -> Assertion:
    rule = f"one({SEALED}.{node.label}.rule).apply_server_side_encryption_by_default[0].kms_master_key_id"
    return Assertion(Expr(f"{rule} == {hcl(node.key)}"), f"{node.name}: it is not encrypted with the key of the page")


def _heard(node: Node[Any], entry: dict[str, Any], why: str) -> Assertion:
    """JSON, for of what is not filtered nothing is known but that it is null."""
    it = f"{NOTIFICATION}.{node.label}"
    if "argument" not in entry:
        return same(it, "eventbridge", True, f"{why}: {node.name} sends nothing to EventBridge")
    wanted = [entry["arn"], sorted(entry["events"]), entry["prefix"] or None, entry["suffix"] or None]
    held = f"[for each in {it}.{entry['kind']} : jsonencode([{ENTRY.format(entry['argument'])}])]"
    says = f"{why}: {node.name} tells someone else, or of other objects"
    return Assertion(holds(held, f"jsonencode({hcl(wanted)})"), says)


bucket = Asserted(arn="arn:aws:s3:::{}", of=_of, slots={"policy": states(POLICY), "notifications": _heard})
