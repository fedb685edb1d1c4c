"""A CloudTrail trail: where it writes, and which objects it watches."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, main, named, same
from eventgen.hcl import Expr, hcl


def _of(context: Context) -> Iterator[Assertion]:
    node, bucket = context["node"], context["bucket"]
    yield named(node)
    yield same(main(node), "s3_bucket_name", bucket["bucket"], f"{node.name}: it does not write to {bucket.name}")
    if context["objects"]:
        held = f"flatten({main(node)}.event_selector[*].data_resource[*].values)"
        wanted = f"toset({held}) == toset({hcl(context['objects'])})"
        yield Assertion(Expr(wanted), f"{node.name}: it watches the objects of other buckets")


trail = Asserted(arn="arn:aws:cloudtrail:eu-west-1:123456789012:trail/{}", of=_of)
