"""What the messages of a topic or a queue look like, where all of them come from services of AWS."""

from typing import TYPE_CHECKING, Any

from eventgen.kinds import Edge, Node

if TYPE_CHECKING:
    from eventgen.filters.envelopes import Envelope
    from eventgen.filters.refusals import Dead
    from eventgen.graph import Graph

FORMS = {"bucket": "notification", "rule": "event"}  # what a kind sends: the name of an envelope
ENVELOPE = "topic"  # what a topic makes of a message, unless it hands it on raw
OTHER = "other"  # what a flow sends in place of the event


def forms(graph: "Graph", node: Node[Any]) -> tuple[str, ...]:
    """The forms of all of its messages; nothing where a program may send too."""
    links = [each.links for each in graph.nodes.values()] + [each.links for each in graph.edges]
    if node.existing is not None or any(to.name == node.name for each in links for to in each.values()):
        return ()
    found = [_forms(graph, flow) for flow in graph.into(node.name)]
    return tuple(dict.fromkeys(form for each in found for form in each)) if all(found) else ()


def _forms(graph: "Graph", flow: Edge[Any, Any, Any]) -> tuple[str, ...]:
    options = flow.options
    raw = getattr(options, "raw", None)  # only a topic can put a message into its envelope, and be told not to
    if raw is not None:
        return forms(graph, flow.source) if raw else (ENVELOPE,)
    if flow.source.kind.name not in FORMS:
        return ()
    own = getattr(options, "input", None) is not None or getattr(options, "input_path", None) is not None
    return (OTHER if own else FORMS[flow.source.kind.name],)


def bodies(sent: tuple[str, ...]) -> "list[Envelope]":
    """What the bodies of messages look like; nothing where one may hold anything."""
    from eventgen.filters.envelopes import envelope

    return [envelope(form) for form in sent] if OTHER not in sent else []


def records(sent: tuple[str, ...]) -> "list[Envelope]":
    """The messages of a queue as Lambda gets them: no service sends attributes."""
    from dataclasses import replace

    from eventgen.filters.envelopes import envelope

    queue, found = envelope("queue"), []
    for form in sent:
        body = envelope(form) if form != OTHER else None
        fields = {**queue.fields, "body": body.fields if body else "any", "messageAttributes": {}}
        found.append(replace(queue, says=f"a message with {body.says}" if body else queue.says, fields=fields))
    return found


def unsent(pattern: dict[str, Any], known: "list[Envelope]") -> "list[Dead]":
    """Why no message of any of these forms fulfils a pattern; empty if one can, or if nobody knows the forms."""
    from eventgen.filters.envelopes import unreachable

    found: list[Dead] = []
    for each in known:
        dead = unreachable(pattern, each)
        if not dead:
            return []
        found += dead
    return list({each.route: each for each in reversed(found)}.values())  # each field once
