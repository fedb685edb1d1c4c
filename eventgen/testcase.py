"""The `tests:` of a page, typed: what is sent, what fails, what is expected."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictFloat, StrictInt

from eventgen.kinds import Spec
from eventgen.values import Duration, Matching, Number, Size, shown, wrong

Text = Annotated[str, Matching(r"[\s\S]*", "text")]
LONGEST = "14d"  # of virtual time: what a queue can keep
MOST = 10_000_000  # messages, attempts


def _list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


class Send(Spec):
    """Events that a test hands to a node."""

    to: Text
    """The node that gets it."""
    body: Any = None
    """The body of a message, the data of a record, the detail of an event: any YAML."""
    event: Text | None = None
    """An AWS event by its name, such as ObjectCreated:Put."""
    event_file: Text | None = None
    """A recorded event: a JSON file beside the page."""
    key: Text | None = None
    """The key of an S3 object."""
    size: Annotated[int | None, Size("0B", "50000GiB")] = None
    """The size of an S3 object."""
    attributes: dict[str, Any] = {}
    """Message attributes."""
    group: Text | None = None
    """The message group, for FIFO queues and topics."""
    partition_key: Text | None = None
    """The partition key, for streams."""
    at: Annotated[int, Duration("0s", LONGEST)] = 0
    """When, after the test's start."""
    count: Annotated[int, Number(1, MOST)] = 1
    """How many."""
    over: Annotated[int | None, Duration("0s", LONGEST)] = None
    """The time over which they are spread."""


class Share(Spec):
    """A share of the attempts fails, chosen by a seed."""

    share: Annotated[float, Field(ge=0, le=1)]
    """From 0 to 1."""
    seed: StrictInt = 0
    """The same seed, the same choice."""


class When(Spec):
    """The attempts whose event holds these values fail."""

    when: dict[str, Any]
    """Field -> list of values."""


class Outage(Spec):
    """The attempts of a stretch of time fail."""

    start: Annotated[int, Duration("0s", LONGEST)] = Field(default=0, alias="from")
    """Its start."""
    end: Annotated[int | None, Duration("0s", LONGEST)] = Field(default=None, alias="to")
    """Its end."""


class Fail(Spec):
    """How a node fails."""

    times: Annotated[int | None, Number(0, MOST)] = None
    """So many attempts; always, if nothing is said."""
    share: Share | None = None
    """A share of the attempts."""
    when: When | None = None
    """The attempts with these values."""
    outage: Outage | None = None
    """The attempts of a stretch of time."""


def _fail(value: Any) -> Any:
    """`always`, a number of attempts, {share, seed}, {when} or {from, to}."""
    if value == "always":
        return {}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"times": value}
    if isinstance(value, dict):
        for name, keys in (("share", {"share", "seed"}), ("when", {"when"}), ("outage", {"from", "to"})):
            if value and set(value) <= keys:
                return {name: value}
    raise wrong("PAGE002", f"is {shown(value)}: it takes always, a number, {{share, seed}}, {{when}} or {{from, to}}")


class Expect(Spec):
    """What a node is expected to see."""

    count: Annotated[int | None, Number(0, MOST)] = None
    """Events that arrive there, or end there."""
    attempts: Annotated[int | None, Number(0, MOST)] = None
    """How often it is tried."""
    delivered: list[Any] | None = None
    """The bodies that it handled, in part."""
    in_order: StrictBool = False
    """They came in this order."""
    duplicates: Annotated[int | None, Number(0, MOST)] = None
    """How many came twice."""
    share: StrictFloat | None = None
    """The share of what was sent that arrives."""
    within: Annotated[int | None, Duration("0s", LONGEST)] = None
    """All of it before this time."""


def _expect(value: Any) -> Any:
    return {"count": value} if isinstance(value, int) and not isinstance(value, bool) else value


FailWritten = Literal["always"] | int | Share | When | Outage


class Case(Spec):
    """One test of a page."""

    name: Text
    """A sentence that holds."""
    send: Annotated[list[Send], BeforeValidator(_list, json_schema_input_type=Send | list[Send])]
    """One event, or a list of them."""
    fail: dict[str, Annotated[Fail, BeforeValidator(_fail, json_schema_input_type=FailWritten)]] = {}
    """Nodes that fail, and how."""
    expect: dict[str, Annotated[Expect, BeforeValidator(_expect, json_schema_input_type=int | Expect)]]
    """Node -> what it is expected to see."""
    within: Annotated[int | None, Duration("0s", LONGEST)] = None
    """All of it before this time."""
    nothing_else: StrictBool = False
    """Nothing arrives anywhere else."""

    def names(self) -> list[tuple[str, tuple[str | int, ...]]]:
        """The nodes that it names, each with its place below the test."""
        sent = [(send.to, ("send", index, "to")) for index, send in enumerate(self.send)]
        return [*sent, *((n, ("fail", n)) for n in self.fail), *((n, ("expect", n)) for n in self.expect)]
