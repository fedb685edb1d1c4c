"""Options of things that exist already: eventgen uses them and grants, and changes nothing of them."""

from collections.abc import Iterator

from eventgen.diagnostics import TAKE_AWAY, Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule


@rule("EXT004", Severity.WARNING)
def option_of_what_exists(graph: Graph) -> Iterator[Problem]:
    """What a page says of a thing that exists already is about how it behaves, not about how it is made.

    ## Why
    Its owner decides, and the module does not change it: the option would be passed over, and whoever reads the page
    would believe it.

    ## Fix
    Say it where the thing is made. `--fix` takes it away here.

    ## Source
    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue
    """
    for node in graph.nodes.values():
        if node.existing is not None and "." not in node.name:
            for option in sorted(node.written & node.kind.idle):
                message = f"{node.name}: {option} says nothing: it exists already, and eventgen does not change it"
                fix = f"take {option} away, and say it where {node.name} is made"
                yield Problem(message, fix, (*node.route, option), edit=TAKE_AWAY)
