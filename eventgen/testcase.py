"""The `tests:` of a page, typed: what is sent, what fails, what is expected."""

from typing import Annotated, Any

from eventgen.kinds import Spec
from eventgen.values import (
    PATH,
    Called,
    Duration,
    Matching,
    Metadata,
    Number,
    OneOf,
    Shorthand,
    Size,
    shown,
    takes,
    wrong,
)

Text = Annotated[str, Matching(r"[\s\S]*", "text")]
LONGEST = "14d"  # of virtual time: what a queue can keep
ALWAYS = "always"
MOST = 10_000_000  # messages, attempts
BARE = frozenset({"to", "at", "count", "rate", "over"})  # what may be said of anything that is sent
REPLAYED = frozenset({*BARE, "replay"})


class Share(Metadata):
    """A part of a whole, from 0 to 1."""

    says = "a number from 0 to 1"

    def read(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise takes(self.says, value)
        if not 0 <= value <= 1:
            raise wrong("PAGE003", f"is {shown(value)}: it takes {self.says}")
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": 0, "maximum": 1}


def _list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


class Replay(Spec):
    """Events of an archive, once more."""

    start: Annotated[int, Duration("0s", LONGEST), Called("from")] = 0
    """Those that came from here on, after the test's start."""
    end: Annotated[int | None, Duration("0s", LONGEST), Called("to")] = None
    """Those that came before this; all, if nothing is said."""
    rules: list[Text] = []
    """The rules that get them; all of the bus, if nothing is said."""


def _replay(value: Any) -> Any:
    return {True: {}, False: None}[value] if isinstance(value, bool) else value


class Send(Spec):
    """Events that a test hands to a node."""

    to: Text
    """The node that gets it."""
    body: Any = None
    """The body of a message, the data of a record, the detail of an event: any YAML. `{n}` is the event's number."""
    event: Text | None = None
    """An AWS event by its name: ObjectCreated:Put, dynamodb:DeleteTable; the type of an event on a bus."""
    event_file: Annotated[str | None, PATH] = None
    """A recorded event: a JSON file beside the page."""
    source: Text | None = None
    """The source of an event on a bus."""
    key: Text | None = None
    """The key of an S3 object."""
    size: Annotated[int | None, Size("0B", "50000GiB")] = None
    """The size of an S3 object."""
    attributes: dict[str, Any] = {}
    """Message attributes."""
    group: Text | None = None
    """The message group, for FIFO queues and topics."""
    deduplication: Text | None = None
    """The MessageDeduplicationId, for FIFO queues and topics."""
    partition_key: Text | None = None
    """The partition key, for streams."""
    route: Text | None = None
    """The method and the path of a request, for APIs of several routes."""
    replay: Annotated[Replay | None, Shorthand(_replay, Replay | bool)] = None
    """Replays the archive of a bus instead."""
    at: Annotated[int, Duration("0s", LONGEST)] = 0
    """When, after the test's start."""
    count: Annotated[int, Number(1, MOST)] = 1
    """How many."""
    rate: Annotated[int | None, Number(1, 1_000_000)] = None
    """How many a second; a thousand, if neither this nor `over` is said."""
    over: Annotated[int | None, Duration("0s", LONGEST)] = None
    """The time over which they are spread."""

    def says(self) -> frozenset[str]:
        """The options that are written."""
        return frozenset(self.model_fields_set)

    def model_check(self, existing: bool) -> None:
        if self.replay and (odd := sorted(self.says() - REPLAYED)):
            raise wrong("PAGE003", f"has replay and {odd[0]}: a replay sends what the archive holds", "leave one away")
        if self.event_file is not None and self.body is not None:
            raise wrong("PAGE003", "has event_file and body: the file holds the body", "leave one of them away")


class Fail(Spec):
    """How a node fails: the attempts for which all of this holds."""

    times: Annotated[int | None, Number(0, MOST)] = None
    """So many attempts; always, if nothing is said."""
    share: Annotated[float | None, Share()] = None
    """A share of the attempts, from 0 to 1."""
    seed: int = 0
    """What chooses that share: the same seed, the same choice."""
    when: dict[str, Any] | None = None
    """The attempts whose event matches this pattern of EventBridge in any of its envelopes: field -> list of values."""
    start: Annotated[int, Duration("0s", LONGEST), Called("from")] = 0
    """The attempts from this time on."""
    end: Annotated[int | None, Duration("0s", LONGEST), Called("to")] = None
    """The attempts before this time."""
    after: Annotated[int, Number(0, 100)] = 0
    """A function fails when it has sent to so many of its targets."""
    reason: Annotated[str, OneOf(("error", "denied", "throttled"))] = "error"
    """error: it fails; denied: whoever calls lacks the right, and most do not try again; throttled: it is busy."""


def _fail(value: Any) -> Any:
    """`always`, a number of attempts, or the mapping."""
    if value == ALWAYS:
        return {}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"times": value}
    if isinstance(value, dict) and value:
        return value
    raise takes("always, a number, or a mapping such as {share, seed}", value)


class Sends(Spec):
    """What a function sends to one of its targets for each event that it handles."""

    count: Annotated[int, Number(0, 1000)] = 1
    """How many."""
    body: Any = None
    """The body; that of the event, if nothing is said."""
    key: Text | None = None
    """The key of an object; that of the object that the event is about, if nothing is said."""
    event: Text | None = None
    """The type of an event on a bus."""
    source: Text | None = None
    """The source of an event on a bus."""
    attributes: dict[str, Any] = {}
    """Message attributes."""
    group: Text | None = None
    """The message group; that of the event, if nothing is said."""
    deduplication: Text | None = None
    """The MessageDeduplicationId."""
    partition_key: Text | None = None
    """The partition key; that of the event, if nothing is said."""


def _sends(value: Any) -> Any:
    return {"count": value} if isinstance(value, int) and not isinstance(value, bool) else value


class Expect(Spec):
    """What a node is expected to see."""

    count: Annotated[int | None, Number(0, MOST)] = None
    """Events that arrive there; at a function or a state machine, those that it handles."""
    attempts: Annotated[int | None, Number(0, MOST)] = None
    """How often it is tried."""
    delivered: list[Any] | None = None
    """The bodies of all of them, each in part, in any envelope of AWS."""
    in_order: bool = False
    """They came in this order."""
    duplicates: Annotated[int | None, Number(0, MOST)] = None
    """How many came again."""
    share: Annotated[float | None, Share()] = None
    """The share of what was sent that arrives, give or take half a percent."""
    keys: list[Text] | None = None
    """The keys of all objects that are written there; `*` stands for anything."""
    left: Annotated[int | None, Number(0, MOST)] = None
    """How many lie there at the end."""
    lost: Annotated[int | None, Number(0, MOST)] = None
    """How many are lost there: expired, or given up without a dead-letter queue."""
    within: Annotated[int | None, Duration("0s", LONGEST)] = None
    """All of it before this time."""

    def model_check(self, existing: bool) -> None:
        if self.in_order and self.delivered is None:
            raise wrong(
                "PAGE003", "has in_order, and no bodies: `delivered` says in which", "delivered: [{id: 1}, {id: 2}]"
            )


def _expect(value: Any) -> Any:
    return {"count": value} if isinstance(value, int) and not isinstance(value, bool) else value


Always = Annotated[str, OneOf((ALWAYS,))]
Takes = Annotated[int, Duration("0s", "15m")]
ToTarget = Annotated[Sends, Shorthand(_sends, int | Sends)]


class Case(Spec):
    """One test of a page."""

    name: Text
    """A sentence that holds."""
    send: Annotated[list[Send], Shorthand(_list, Send | list[Send])]
    """One event, or a list of them."""
    fail: dict[str, Annotated[Fail, Shorthand(_fail, Always | int | Fail)]] = {}
    """Nodes that fail, and how."""
    takes: dict[str, Takes] = {}
    """How long an invocation of a function takes: a tenth of a second, if nothing is said."""
    sends: dict[str, dict[str, ToTarget]] = {}
    """What functions send, target by target: the event that they handle, if nothing is said."""
    expect: dict[str, Annotated[Expect, Shorthand(_expect, int | Expect)]]
    """Node -> what it is expected to see."""
    within: Annotated[int | None, Duration("0s", LONGEST)] = None
    """All of it before this time."""
    until: Annotated[int | None, Duration("0s", "60d")] = None
    """When it ends; when nothing moves any more, if nothing is said."""
    nothing_else: bool = False
    """Nothing ends anywhere else, and nothing is lost."""

    def names(self) -> list[tuple[str, tuple[str | int, ...]]]:
        """The nodes that it names, each with its place below the test."""
        sent = [(send.to, ("send", index, "to")) for index, send in enumerate(self.send)]
        told = [(name, (part, name)) for part in ("fail", "takes", "sends", "expect") for name in getattr(self, part)]
        targets = [(to, ("sends", name, to)) for name, each in self.sends.items() for to in each]
        rules = [
            (rule, ("send", index, "replay", "rules", number))
            for index, send in enumerate(self.send)
            for number, rule in enumerate(send.replay.rules if send.replay else ())
        ]
        return [*sent, *told, *targets, *rules]
