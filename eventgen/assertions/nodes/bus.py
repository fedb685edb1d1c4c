"""An EventBridge bus, and its archive."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, keyed, named, same

ARCHIVE = "aws_cloudwatch_event_archive"


def _of(context: Context) -> Iterator[Assertion]:
    node = context["node"]
    if node.existing is None:
        yield named(node)
        if context["spec"].encryption == "kms":
            yield keyed(node, "kms_key_identifier")
    if context["archive"]:
        it, days = f"{ARCHIVE}.{node.label}", context["days"]
        yield same(it, "name", node.own_title, f"{node.name}: its archive has another name")
        yield same(it, "event_source_arn", context["bus_arn"], f"{node.name}: the archive is not that of {node.name}")
        yield same(it, "retention_days", days, f"{node.name}: its archive does not keep events for {days} days")


bus = Asserted(arn="arn:aws:events:eu-west-1:123456789012:event-bus/{}", of=_of)
