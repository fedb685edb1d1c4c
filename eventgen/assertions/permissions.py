"""Permissions of functions: which service may invoke one, and on whose behalf."""

from collections.abc import Iterator

from eventgen import anchor
from eventgen.assertions.assertion import Assertion, Context, same


def permission(context: Context, service: str) -> Iterator[Assertion]:
    edge = context["edge"]
    it, source, target = f"aws_lambda_permission.{edge.label}", edge.source, edge.target
    yield same(it, "principal", service, f"{edge.name}: {service} may not invoke {target.name}, or others may")
    yield same(it, "action", "lambda:InvokeFunction", f"{edge.name}: {target.name} may not be invoked")
    yield same(
        it, "function_name", target["function_name"], f"{edge.name}: the permission is not that of {target.name}"
    )
    yield same(it, "source_arn", source["arn"], f"{edge.name}: the permission is not on behalf of {source.name}")
    yield same(it, "source_account", anchor.account(source), f"{edge.name}: other accounts may invoke {target.name}")
