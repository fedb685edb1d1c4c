"""What AWS refuses of a filter, and what a filter never does: each with the place within the filter."""

from dataclasses import dataclass

Route = tuple[str | int, ...]


@dataclass(frozen=True)
class Refusal:
    """Something that AWS refuses. `says` is what its API answers, `reason` what of it is about the filter."""

    route: Route
    reason: str
    says: str

    def __str__(self) -> str:
        return self.says


@dataclass(frozen=True)
class Dead:
    """Something that AWS takes and that lets nothing through; `near` is what was probably meant."""

    route: Route
    says: str
    near: str = ""

    def __str__(self) -> str:
        return self.says
