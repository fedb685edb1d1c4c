"""A REST API: its stage, its log, and the role with which it reaches what is behind it."""

from collections.abc import Iterator

from eventgen.assertions.assertion import Asserted, Assertion, Context, logged, named, same
from eventgen.assertions.policies import ROLE, role, states
from eventgen.hcl import Expr

STAGE = "aws_api_gateway_stage"


def _of(context: Context) -> Iterator[Assertion]:
    node, stage = context["node"], context["spec"].stage
    it = f"{STAGE}.{node.label}"
    yield named(node)
    yield same(it, "rest_api_id", node["id"], f"{node.name}: the stage is not that of {node.name}")
    yield same(it, "stage_name", stage, f"{node.name}: its stage is not called {stage}")
    deployed = Expr(f"aws_api_gateway_deployment.{node.label}.id")
    yield same(it, "deployment_id", deployed, f"{node.name}: its stage shows another deployment")
    if context["spec"].access_log:
        yield logged(context)
    yield from role(context)


api = Asserted(of=_of, slots={"role": states(ROLE, "role")})
