"""What a rule says in short, and what the rest of it says instead."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from eventgen.graph import Graph
from eventgen.hcl import Expr, Text, text
from eventgen.kinds import Node, Problem, rule

if TYPE_CHECKING:
    from eventgen.filters.alternatives import Field


@rule("EVB107", ignorable=False)
def option_that_is_lost(graph: Graph) -> Iterator[Problem]:
    """What a rule says in short, its pattern does not say differently.

    ## Why
    `bucket`, `events` and `api_calls` are short for parts of a pattern. Of two that say the same field only one is
    rendered, `events` without a bucket are not, and the rule is about other events than the page says.

    ## Fix
    Say it once: take the option away, or what the pattern says of the same field.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
    """
    for node in graph.nodes.values():
        if node.kind.name == "rule" and node.existing is None:
            yield from (Problem(message, fix, (option,), node) for message, fix, option in _lost(node))


def _lost(node: Node[Any]) -> Iterator[tuple[str, str, str]]:
    """What is lost: the message, the fix, and the option."""
    if node.spec.events and not node.spec.bucket:
        message = f"{node.name}: events is lost: they are those of a bucket, and the rule names none"
        yield message, "say which: bucket: BUCKET, or take events away", "events"
    if node.spec.api_calls and node.spec.bucket:
        message = f"{node.name}: bucket is lost: it is about S3's own events, and api_calls are not among them"
        yield message, "take bucket away, or write two rules", "bucket"
        return
    for option, field in _overwritten(node):
        message = f"{node.name}: {option} is lost: the pattern says {field.name} differently"
        yield message, f"take {field.name} out of the pattern, or take {option} away", option


def _overwritten(node: Node[Any]) -> "Iterator[tuple[str, Field]]":
    """Each short form that the pattern overwrites, with the first field of it that it does."""
    from eventgen.filters.alternatives import fields
    from eventgen.resources.rule import pattern, short_forms

    left = {field.path: _plain(field.wanted) for field in fields(pattern(node))}
    for option, short in short_forms(node).items():
        lost = next((field for field in fields(short) if left.get(field.path) != _plain(field.wanted)), None)
        if lost:
            yield option, lost


def _plain(wanted: list[Any]) -> list[Any]:
    """A reference alone is the same, whether it stands in a text or not."""
    return [text(each) if isinstance(each, str | Text | Expr) else each for each in wanted]
