"""What invokes functions: settings of asynchronous invocations, rights of services, event source mappings."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen import anchor
from eventgen.hcl import Expr, Text, address, text
from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Named, Node, Spec, Use
from eventgen.resources.queue import dead_letter_queue
from eventgen.values import DeadLetterTo, Duration, Number

if TYPE_CHECKING:
    from eventgen.lifting import EdgeLifting, NodeLifting
    from eventgen.pieces import Piece
    from eventgen.resources.function import Function

LONGEST_STATEMENT = 68  # characters: 100 less the module's name and a hyphen
RETRIES, MAX_AGE = 2, 6 * 3600  # of asynchronous invocations, where nothing is said


class Invocation(Spec):
    """What can be said of asynchronous invocations; AWS keeps one setting a function."""

    retries: Annotated[int | None, Number(0, 2, "ASY001")] = None
    """How often a failed event is tried again."""
    max_age: Annotated[int | None, Duration("60s", "6h", "ASY002")] = None
    """How long an event may wait for its last try."""
    dead_letter: Annotated[bool | str, DeadLetterTo()] = True
    """Where an event goes after the last try: a queue, or true for the function's own dead-letter queue."""


def failed_events(edge: "Edge[Any, Function, Any]") -> Mapping[str, Use | None]:
    """Where an event goes that the function failed on; what the function itself says comes first."""
    wanted = edge.options.dead_letter
    if wanted is False or edge.target.spec.on_failure or edge.target.existing is not None:
        return {}
    to = Named(wanted, ("queue",), ("dead_letter",)) if isinstance(wanted, str) else dead_letter_queue(edge.target)
    return {"on_failure": to}


def invoked(edge: "Edge[Any, Function, Any]", own_retries: bool = True) -> Iterator[Attachment]:
    """One setting of the function for all its asynchronous sources, and the right to send failed events away."""
    if edge.target.existing is not None:
        return
    to = edge.links.get("on_failure") or edge.target.links.get("on_failure")
    setting = {
        "on_failure": to,
        "retries": edge.options.retries if own_retries else None,
        "max_age": edge.options.max_age if own_retries else None,
    }
    yield Attachment(edge.target.name, "invocation", setting)
    if to:
        yield from send(edge.target, to)


def statement_id(edge: "Edge[Any, Function, Any]") -> Text:
    """The name of a permission in the function's policy, where other modules may have theirs (LMB013)."""
    label = edge.called
    if len(label) > LONGEST_STATEMENT:
        import hashlib

        label = f"{label[: LONGEST_STATEMENT - 9]}_{hashlib.sha256(label.encode()).hexdigest()[:8]}"
    return text(Expr("var.name"), f"-{label}")


def settings(invocations: list[Mapping[str, Any]]) -> dict[str, Any]:
    """What the sources ask of the one setting that AWS keeps: the first that asks for something gets it."""
    names = ("on_failure", "retries", "max_age")
    return {name: next((i[name] for i in invocations if i[name] is not None), None) for name in names}


def setting(graph: Any, function: "Node[Function]") -> dict[str, Any]:
    """What happens to the events that wait for a function, with what Lambda does where nothing is said."""
    attached = [*function.kind.attach(function)]
    into = graph.into(function.name)
    attached += [each for edge in into for each in edge.integration.attach(edge) if each.node == function.name]
    said = settings([each.value for each in attached if each.slot == "invocation"])
    usual = {"retries": RETRIES, "max_age": MAX_AGE}
    return {name: usual.get(name) if value is None else value for name, value in said.items()}


def permission(edge: Edge[Any, Any, Any]) -> dict[str, Any]:
    """What its template says of who may invoke the function."""
    return {"statement_id": statement_id(edge), "account": anchor.account(edge.source)}


def lift_permission(edge: "EdgeLifting", service: str) -> None:
    """What lets a service invoke the function."""
    said = edge.context["edge"].label if edge.context else edge.label
    permission = edge.own("aws_lambda_permission", said)
    permission.must("statement_id", lambda context: context["statement_id"])
    permission.must("action", "lambda:InvokeFunction")
    permission.must("function_name", edge.target.attribute("function_name"))
    permission.must("principal", service)
    permission.must("source_arn", edge.source.attribute("arn"))
    permission.must("source_account", lambda context: anchor.account(context["source"]))
    made = edge.target.existing is None
    _replaced(permission, edge.target.label, made)


def _replaced(piece: "Piece", label: str, made: Any) -> None:
    """What is lost with a function is made anew with it: its ARN is not known before then, and is the same else."""
    arn = [address("aws_lambda_function", label, "arn")]
    piece.block("lifecycle", made).must("replace_triggered_by", arn if made else None)


def lift_invoked(edge: "EdgeLifting") -> None:
    """What the function's setting says of asynchronous flows, where it is not Lambda's default."""
    for name, usual in (("retries", RETRIES), ("max_age", MAX_AGE)):
        if edge.target.notes.get(name) not in (None, usual):
            edge.values[name] = edge.target.notes[name]


def lift_mapping(edge: "EdgeLifting") -> None:
    """What all event source mappings have in common."""
    mapping = edge.main
    edge.field(("batch", "size"), mapping, "batch_size", edge.integration.options.model_fields["batch"].default.size)
    edge.field(("batch", "window"), mapping, "maximum_batching_window_in_seconds", 0)
    mapping.must("function_response_types", ["ReportBatchItemFailures"])
    criteria = mapping.block("filter_criteria")
    patterns = [each.data("pattern") for each in criteria.several("filter")]
    edge.set("filter", patterns, (criteria.file, criteria.at, len("filter_criteria")))
    mapping.must("tags", Expr("local.tags"))
    target = edge.target
    mapping.must("depends_on", None if target.existing else [address("aws_iam_role_policy", target.label)])


def lift_setting(node: "NodeLifting") -> None:
    """The one setting of all asynchronous invocations; the flows that invoke it so are told."""
    wanted = node.has("invocation") if node.context else None
    setting = node.one("aws_lambda_function_event_invoke_config", "function_name", "function_name", wanted=wanted)
    node.notes["retries"] = setting.peek("maximum_retry_attempts")
    node.notes["max_age"] = setting.peek("maximum_event_age_in_seconds")
    asked = (node.context or {}).get("invocation") or {}
    retries, max_age, to = (asked.get(name) for name in ("retries", "max_age", "on_failure"))
    setting.must("maximum_retry_attempts", RETRIES if retries is None else retries, RETRIES)
    setting.must("maximum_event_age_in_seconds", MAX_AGE if max_age is None else max_age, MAX_AGE)
    failed = setting.block("destination_config", bool(to)).block("on_failure", bool(to))
    node.notes["on_failure"] = failed.peek("destination")
    failed.must("destination", to and to["arn"])
    setting.must("depends_on", [address("aws_iam_role_policy", node.label)] if to else None)
    _replaced(setting, node.label, setting.there)
