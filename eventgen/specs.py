"""What options are models of, and which options every node has."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from eventgen.hcl import Text
from eventgen.texts import Arguments, Plain
from eventgen.values import Matching

NODE_NAME, WORDS = r"[a-z][a-z0-9_-]*", "the name of a node: lower-case letters, digits, - and _"


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


class Spec(BaseModel):
    """Options as the page writes them: unknown keys are refused, values are never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


OldName = Annotated[str, Matching(NODE_NAME, WORDS)]


class BareSpec(Spec):
    """Options that every node has, also one that makes nothing itself."""

    was: Annotated[list[OldName], BeforeValidator(_several, json_schema_input_type=OldName | list[OldName])] = []
    """The name that it had before, or all of them, the oldest first: nothing is made anew."""


class NodeSpec(BareSpec):
    """Options that every node has which makes something."""

    description: Annotated[Text | None, Plain()] = None
    """What it is for."""
    terraform: Annotated[dict[str, Any], Arguments()] = {}
    """Arguments and blocks of its Terraform resource that have no option of eventgen."""
