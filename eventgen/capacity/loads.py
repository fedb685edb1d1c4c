"""How much there is of events: how many a second, and how large they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """Events that come all the time."""

    rate: float = 0.0  # a second
    bytes: float = 0.0  # a second
    largest: float = 0.0  # bytes of one

    @property
    def size(self) -> float:
        """Bytes of one, on average."""
        return self.bytes / self.rate if self.rate else 0.0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.rate + other.rate, self.bytes + other.bytes, max(self.largest, other.largest))


def load(rate: float, size: float) -> Load:
    """So many events a second, all of one size."""
    return Load(rate, rate * size, size if rate else 0.0)
