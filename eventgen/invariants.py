"""What has to hold between two resources of the module, whoever edits them: preconditions, and their way back."""

from typing import TYPE_CHECKING, Any, NamedTuple

from eventgen.hcl import Expr

if TYPE_CHECKING:
    from eventgen.pieces import Piece


class Invariant(NamedTuple):
    """A condition over other resources than the one that it stands in, and what is wrong if it does not hold."""

    condition: Expr
    says: str


def lift_invariants(piece: "Piece") -> None:
    """What `parts/invariants.tf.j2` writes."""
    wanted: Any = (piece.of.context or {}).get("invariants", ())
    lifecycle = piece.block("lifecycle", bool(wanted))
    written = lifecycle.several("precondition", len(wanted) if piece.of.context else 1_000_000)
    for block, invariant in zip(written, wanted, strict=False):
        block.must("condition", invariant.condition)
        block.must("error_message", invariant.says)
    for invariant in wanted[len(written) :]:
        lifecycle.lacks(f"the precondition that says: {invariant.says}")
    for block in written[len(wanted) :]:
        block.attributes.clear()  # no page is at hand
