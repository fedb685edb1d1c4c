"""A Step Functions state machine: its type and its role."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, logged, main, named, same
from eventgen.assertions.policies import ROLE, role, states


def _of(context: Context) -> Iterator[Assertion]:
    node, type_ = context["node"], context["spec"].type
    yield named(node)
    yield same(main(node), "type", type_.upper(), f"{node.name}: its type is not {type_}")
    yield from role(context, "role_arn")
    if context["logged"]:
        yield logged(context)


state_machine = Asserted(
    arn="arn:aws:states:eu-west-1:123456789012:stateMachine:{}",
    file="{}",
    of=_of,
    slots={"role": states(ROLE, "role")},
)
