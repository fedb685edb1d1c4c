"""The policy of a queue: the services that send into it."""

from collections.abc import Iterator

from eventgen.graph import Graph
from eventgen.kinds import Problem, rule
from eventgen.rules.statements import written

MOST_STATEMENTS, MOST_POLICY = 20, 8192  # quotas-policies; characters
OWN = 1  # the statement that refuses whoever comes without TLS


@rule("SQS028")
def crowded_queue_policy(graph: Graph) -> Iterator[Problem]:
    """The policy of a queue has twenty statements and 8,192 characters at most.

    ## Why
    Each bucket, topic or rule that sends into the queue has a statement in it, and SQS refuses a policy that is larger.

    ## Fix
    Let the senders share a topic or a rule, which sends into the queue.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
    """
    if 2 * len(graph.edges) + OWN < MOST_STATEMENTS:
        return
    statements: dict[str, dict[str, int]] = {}
    for edge in graph.edges:
        for attachment in edge.integration.attach(edge):
            node = graph.nodes[attachment.node]
            if attachment.slot == "policy" and node.kind.name == "queue" and node.existing is None:
                said = written(attachment.value, graph.header.name)
                statements.setdefault(node.name, {})[said] = len(said)
    for name, sizes in statements.items():
        count, size = len(sizes) + OWN, sum(sizes.values())
        if count > MOST_STATEMENTS or size > MOST_POLICY:
            least = f"{count} statements and some {size} characters"
            message = f"{name}: its policy has {least}: SQS takes {MOST_STATEMENTS} and {MOST_POLICY}"
            yield Problem(message, f"let the senders share a topic that sends to {name}", graph.nodes[name].route)
