"""An EventBridge rule: its bus, its pattern, and its role where it needs one."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, main, named
from eventgen.assertions.policies import ROLE, role, states
from eventgen.assertions.targets import on_bus
from eventgen.hcl import Expr, call


def _of(context: Context) -> Iterator[Assertion]:
    node = context["node"]
    if node.existing is None:
        yield named(node)
        yield on_bus(main(node), context["bus"], f"{node.name}: it listens to another bus")
        held = f"jsonencode(jsondecode({main(node)}.event_pattern))"
        wanted = call("jsonencode", context["pattern"]).code
        yield Assertion(Expr(f"{held} == {wanted}"), f"{node.name}: it picks other events")
        yield Assertion(
            Expr(f'coalesce({main(node)}.state, "ENABLED") != "DISABLED"'), f"{node.name}: it is switched off"
        )
    if context["slots"]["role"]:
        yield from role(context)


rule = Asserted(arn="arn:aws:events:eu-west-1:123456789012:rule/{}", of=_of, slots={"role": states(ROLE, "role")})
