"""The network that a function runs in, as a page says it."""

from typing import Annotated

from eventgen.kinds import Spec
from eventgen.texts import Str
from eventgen.values import Items


class Vpc(Spec):
    """The network that the function runs in."""

    subnets: Annotated[list[Str], Items(16, "PAGE003", 1)]
    """IDs of subnets."""
    security_groups: Annotated[list[Str], Items(16, "PAGE003", 1)]
    """IDs of security groups."""
