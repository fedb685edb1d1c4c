"""References in a pattern: most are a text; what a variable of the page is, its type says."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from eventgen.graph import Graph
from eventgen.hcl import Expr, Text

if TYPE_CHECKING:
    from eventgen.filters.refusals import Refusal

Undecided = Callable[["Refusal", Any], bool]  # whether what is refused may be sound, for all that is known yet

FIELD = "must be an object or an array"  # what AWS says of anything else in the place of a list


def variable(value: Any) -> str:
    """The variable that stands alone; nothing, where anything else does."""
    parts = value.parts if isinstance(value, Text) else ()
    return parts[0].code.removeprefix("var.") if len(parts) == 1 and isinstance(parts[0], Expr) else ""


def of_no_type_yet(refused: "Refusal", value: Any) -> bool:
    """While a page is read, a variable may be anything."""
    return bool(variable(value))


def by_type(graph: Graph) -> Undecided:
    """Once the variables are known, one that is no text may stand where none is taken."""
    texts: Mapping[str, str] = dict.fromkeys(graph.imports, "string")
    types = {**texts, **{name: one.type for name, one in graph.header.variables.items()}}

    def undecided(refused: "Refusal", value: Any) -> bool:
        name = variable(value)
        declared = types.get(name, "" if name.isidentifier() else "string")
        return declared.startswith("list") or not declared if FIELD in refused.reason else declared != "string"

    return undecided
