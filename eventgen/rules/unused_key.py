"""A key that the page names and does not use."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, keyed, rule


@rule("KMS102", Severity.WARNING, whole=True)
def unused_key(graph: Graph) -> Iterator[Problem]:
    """A key under `defaults` encrypts something.

    ## Why
    Without `encryption: kms` everything is encrypted with keys of AWS.

    ## Fix
    Add `encryption: kms` to `defaults` or to a node, or take `key` away.

    ## Source
    https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
    """
    nodes = graph.nodes.values()
    if graph.header.defaults.key is not None and not any(map(keyed, nodes)):
        managed = [node.name for node in nodes if getattr(node.spec, "encryption", None) and node.existing is None]
        whose = f"{managed[0]} has encryption managed" if managed else "the page has nothing that takes a key"
        yield Problem(f"defaults: key encrypts nothing: {whose}", "encryption: kms", ("defaults", "key"))
