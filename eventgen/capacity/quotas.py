"""AWS's quotas in a Region (data/quotas.json, each with its source), as limits."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from eventgen.capacity.limits import Limit

_FILE = Path(__file__).parents[1] / "data" / "quotas.json"


@cache
def known() -> Mapping[str, Mapping[str, Any]]:
    """All quotas by their ids."""
    found: Mapping[str, Mapping[str, Any]] = json.loads(_FILE.read_text("utf-8"))
    return found


def named(region: str) -> bool:
    """Whether any quota is another one in this Region than in most."""
    return any(region in quota.get("regions", ()) for quota in known().values())


class Quotas:
    """The quotas of one Region; of most Regions where none is said."""

    def __init__(self, region: str = "") -> None:
        self.region = region

    def value(self, id_: str) -> float:
        quota = known()[id_]
        return float(quota.get("regions", {}).get(self.region, quota["value"]))

    def limit(self, id_: str, what: str, of: str = "", most: float | None = None, **more: bool) -> Limit:
        """A quota as a limit: of the account, if it is of no node. `most` where that is reckoned from its value."""
        quota = known()[id_]
        return Limit(
            of,
            what,
            self.value(id_) if most is None else most,
            id_,
            quota["source"],
            quota["adjustable"],
            "unverified" not in quota,
            **more,
        )
