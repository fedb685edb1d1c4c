"""Keys of things that exist already: whether there is one, and who may use it, is not on the page."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.keyholders import users
from eventgen.kinds import Problem, rule


@rule("KMS101", Severity.INFO)
def key_that_is_not_on_the_page(graph: Graph) -> Iterator[Problem]:
    """Whoever sends to an existing queue, topic, stream or bucket, or reads it, may use its key.

    ## Why
    If it is encrypted with a key of its own, the key's policy has to let them in: else nothing arrives, and AWS says so
    only where it is refused.

    ## Fix
    Let the key in: a service by the key's policy, a role by its `permissions`. If the thing has no key of its own,
    nothing is to be done.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    """
    for name, who_needs in users(graph).items():
        node = graph.nodes[name]
        needed = "; ".join(f"{who} {actions}" for who, actions in who_needs.items())
        message = f"{name}: it exists already: if it has a key of its own, the key has to allow {needed}"
        yield Problem(message, "allow it in the policy of the key, and to a role in its `permissions`", node.route)
