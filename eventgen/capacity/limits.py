"""What bounds a hop, and how much of it is used: by one flow, or by all that share it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A quota of AWS, or an option of the page. Those that are equal are one, and shared."""

    of: str  # the node or the flow that has it; empty: the account, in its Region
    what: str  # what is counted
    most: float
    says: str  # the quota by its id, or the option as the page has it
    source: str = ""  # AWS's page about the quota
    adjustable: bool = False  # AWS raises it for whoever asks
    verified: bool = True
    first: bool = False  # it is so at first, and grows with what comes
    sized: bool = False  # it is about the size of one event, whatever the rate


@dataclass(frozen=True)
class Use:
    """How much of a limit a node or a flow uses."""

    limit: Limit
    by: str
    amount: float


@dataclass(frozen=True)
class Hop:
    """A limit, and all that use it."""

    limit: Limit
    by: tuple[str, ...]
    asks: float

    @property
    def share(self) -> float:
        """What is asked of what there is; 1 is all of it."""
        if not self.limit.most:
            return float("inf") if self.asks else 0.0
        return self.asks / self.limit.most

    @property
    def lasting(self) -> bool:
        """Whether it bounds the rate for good, as far as is known."""
        return self.limit.verified and not self.limit.first and not self.limit.sized


def hops(uses: Iterable[Use]) -> list[Hop]:
    """What is used of each limit, in the order of the uses; of a limit on the size of one event the largest."""
    found: dict[Limit, list[Use]] = {}
    for use in uses:
        found.setdefault(use.limit, []).append(use)
    return [_hop(limit, own) for limit, own in found.items()]


def _hop(limit: Limit, uses: list[Use]) -> Hop:
    amounts = [use.amount for use in uses]
    return Hop(limit, tuple(dict.fromkeys(use.by for use in uses)), max(amounts) if limit.sized else sum(amounts))


def tightest(found: Iterable[Hop]) -> Hop | None:
    """The hop that is the first at its bound when the rates grow."""
    used = [hop for hop in found if hop.lasting and hop.asks]
    return max(used, key=lambda hop: hop.share, default=None)


def growth(uses: Iterable[Use]) -> dict[str, float]:
    """By which factor what each flow carries may grow before one of its limits is reached, while all else stays."""
    sums, own = dict[Limit, float](), dict[tuple[Limit, str], float]()
    for use in uses:
        sums[use.limit] = sums.get(use.limit, 0.0) + use.amount
        own[use.limit, use.by] = own.get((use.limit, use.by), 0.0) + use.amount
    found: dict[str, float] = {}
    for (limit, by), amount in own.items():
        if amount and Hop(limit, (by,), amount).lasting:
            factor = max(0.0, limit.most - (sums[limit] - amount)) / amount
            found[by] = min(factor, found.get(by, factor))
    return found
