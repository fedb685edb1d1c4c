"""Names that some nodes need besides their own: of an archive, of the role of a topic."""

from collections.abc import Iterator
from typing import Any

from eventgen.graph import Graph
from eventgen.kinds import Node, Problem, rule

LONGEST_ARCHIVE = 48  # botocore events.ArchiveName
LONGEST_ROLE = 64  # botocore iam.roleNameType


def _title(graph: Graph, node: Node[Any]) -> str:
    return str(node.own_title).replace("${var.name}", graph.header.name)


@rule("EVB029")
def archive_name(graph: Graph) -> Iterator[Problem]:
    """The name of an archive has 48 characters at most, and it keeps events for whole days.

    ## Why
    EventBridge refuses any other; an archive is called like its bus.

    ## Fix
    Shorten the name of the bus, or of the page; write the retention in days, as `30d`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html
    """
    for node in graph.nodes.values():
        title = _title(graph, node)
        if getattr(node.spec, "archive", None) and len(title) > LONGEST_ARCHIVE:
            message = f"{node.name}: its archive {title} has {len(title)} characters: AWS takes {LONGEST_ARCHIVE}"
            yield Problem(message, f"shorten it by {len(title) - LONGEST_ARCHIVE}, or the page's name", node.route)


@rule("IAM001")
def role_name_of_a_topic(graph: Graph) -> Iterator[Problem]:
    """The name of a role has 64 characters at most.

    ## Why
    IAM refuses a longer one. A topic that feeds a delivery stream has a role, called like the topic.

    ## Fix
    Shorten the name of the topic, or of the page.

    ## Source
    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    """
    for edge in graph.edges:
        title = _title(graph, edge.source)
        if edge.integration.name == "topic_to_delivery_stream" and len(title) > LONGEST_ROLE:
            message = f"{edge.source.name}: its role {title} has {len(title)} characters: IAM takes {LONGEST_ROLE}"
            yield Problem(message, f"shorten it by {len(title) - LONGEST_ROLE}, or the page's name", edge.source.route)
