"""Event source mappings: what Lambda reads, whom it invokes, with what, and what becomes of failures."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Assertion, Context, holds, same
from eventgen.hcl import Expr, call, hcl
from eventgen.kinds import MAPPING


def mapping(context: Context) -> Iterator[Assertion]:
    """What all mappings have in common."""
    edge, batch = context["edge"], context["options"].batch
    it, source, target = f"{MAPPING}.{edge.label}", edge.source, edge.target
    yield same(it, "event_source_arn", source["arn"], f"{edge.name}: what is read is not {source.name}")
    yield same(it, "function_name", target["function_name"], f"{edge.name}: what is invoked is not {target.name}")
    yield same(it, "batch_size", batch.size, f"{edge.name}: a batch has another size than {batch.size}")
    whole = f"{edge.name}: one message that fails brings its whole batch back: ReportBatchItemFailures is missing"
    yield Assertion(holds(f"{it}.function_response_types", '"ReportBatchItemFailures"'), whole)
    yield _filtered(context, it)


def _filtered(context: Context, it: str) -> Assertion:
    edge, wanted = context["edge"], [call("jsonencode", each) for each in context["options"].filter]
    if not wanted:
        return Assertion(Expr(f"length({it}.filter_criteria) == 0"), f"{edge.name}: the page filters nothing")
    inner = "[for one in each.filter : jsonencode(jsondecode(one.pattern))]"
    held = f"toset(flatten([for each in {it}.filter_criteria : {inner}]))"
    return Assertion(Expr(f"{held} == toset({hcl(wanted)})"), f"{edge.name}: its filter is another")
