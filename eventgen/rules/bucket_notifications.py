"""The one notification configuration of a bucket: what S3 refuses of its entries, and what they never say."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from eventgen.diagnostics import Edit, Severity
from eventgen.graph import Graph
from eventgen.hcl import Text
from eventgen.kinds import Edge, Node, Problem, rule
from eventgen.rules.places import home

if TYPE_CHECKING:
    from eventgen.filters.notifications import KeyFilter

AnyEdge = Edge[Any, Any, Any]
MOST_NOTIFICATIONS = 100
REPLICATION = "Replication"


def _buckets(graph: Graph) -> Iterator[tuple[Node[Any], list[AnyEdge]]]:
    """The buckets that notify, and what of; what they send to a bus has no filter."""
    for node in graph.nodes.values():
        edges = graph.out_of(node.name) if node.kind.name == "bucket" else ()
        if told := [edge for edge in edges if hasattr(edge.options, "suffix")]:
            yield node, told


def _ends(graph: Graph) -> Iterator[tuple[AnyEdge, str, Text]]:
    """Each prefix and suffix, and which of them it is."""
    for _, edges in _buckets(graph):
        for edge in edges:
            for end in ("prefix", "suffix"):
                if text := getattr(edge.options, end):
                    yield edge, end, text


@rule("S3002")
def overlapping_notifications(graph: Graph) -> Iterator[Problem]:
    """No two notifications of a bucket are about the same event of the same key.

    ## Why
    S3 refuses two that may tell of one event: "Configurations on the same bucket cannot share a common event type",
    unless their prefixes or their suffixes keep the keys apart. A family such as ObjectCreated has all of its kinds in
    it.

    ## Fix
    Let the events, the prefixes or the suffixes differ so that no key fits both; or notify one topic, and let both
    receivers subscribe to it.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
    """
    for _, edges in _buckets(graph):
        for index, second in enumerate(edges):
            pairs = ((first, witness) for first in edges[:index] if (witness := _witness(first, second)))
            for first, (event, key) in islice(pairs, 1):
                both = f"{first.name} and {second.name}" if first.name != second.name else f"two flows {first.name}"
                message = f"{both} overlap: both are about {event} of keys such as {key}"
                yield Problem(message, _apart(first, second), second.route, also=("overlaps with", first.route))


def _apart(first: AnyEdge, second: AnyEdge) -> str:
    """How two flows cease to overlap."""
    apart = "let events, prefixes or suffixes differ so that no key fits both"
    if first.target.name == second.target.name:
        return f"{apart}, or write one flow for both"
    from eventgen.notified import inline, said

    asked = said(first.options)
    if said(second.options) != asked:
        return f"{apart}, or put a topic between, and filter the body behind it"
    about = {"from": first.source.name, "to": "new-objects", **asked}
    flow = inline(about) if len(about) > len(("from", "to")) else f"{first.source.name} -> new-objects"
    targets = inline({"from": "new-objects", "to": [first.target.name, second.target.name]})
    return f"{apart}, or put a topic between:\ntopics: {{new-objects: {{}}}}\nflows: [{flow}, {targets}]"


def _witness(first: AnyEdge, second: AnyEdge) -> tuple[str, str] | None:
    """An event type and a key that two notifications are about; None if there is none, or nobody knows yet."""
    from eventgen.filters.notifications import common_events, overlap

    if any(_unsure(getattr(first.options, end), getattr(second.options, end)) for end in ("prefix", "suffix")):
        return None
    one, other = _filter(first), _filter(second)
    key = overlap(one, other)
    return None if key is None else (common_events(one, other)[0], key)


def _unsure(one: Any, other: Any) -> bool:
    """Whether it depends on a reference if two texts can begin, or end, the same key."""
    if not str(one or "") or not str(other or "") or one == other:
        return False
    return one.literal is None or other.literal is None


def _filter(edge: AnyEdge) -> "KeyFilter":
    from eventgen.filters.notifications import KeyFilter

    options = edge.options
    return KeyFilter(tuple(options.events), str(options.prefix or ""), str(options.suffix or ""))


@rule("S3008")
def destinations_in_two_regions(graph: Graph) -> Iterator[Problem]:
    """A bucket notifies queues, topics and functions of its own Region.

    ## Why
    S3 refuses any other. Two that exist already, in two Regions, are never both in that of the bucket.

    ## Fix
    Send the events to the default bus, and on to a bus of the other Region.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
    """
    for bucket, edges in _buckets(graph):
        known = [(edge, place[0]) for edge in edges if (place := home(edge.target))]
        for edge, region in known:
            first, other = known[0]
            if region != other:
                message = f"{edge.name}: {edge.target.name} is in {region}, and {first.target.name} in {other}"
                message += f": {bucket.name} notifies its own Region only"
                fix = f"send the events to the default bus, and on to a bus in {region}"
                yield Problem(message, fix, edge.route, also=("in another Region", first.route))


@rule("S3010")
def unencoded_filter(graph: Graph) -> Iterator[Problem]:
    """A prefix and a suffix are written URL-encoded, a space as +.

    ## Why
    S3 compares them with the encoded key: one with other characters matches nothing.

    ## Fix
    Write `my+dir/` for `my dir/`, `day%3D1/` for `day=1/`: `--fix` does, where no character is encoded yet.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
    """
    for edge, end, text in _ends(graph):
        from eventgen.filters.notifications import unencoded

        pieces = [(unencoded(part) or part) if isinstance(part, str) else part for part in text.parts]
        if (encoded := Text(tuple(pieces))) != text:
            message = f"{edge.name}: {end} {str(text)!r} has characters that S3 wants URL-encoded"
            certain = text.literal is not None and not {"%", "+"} & set(text.literal)
            edit = Edit(str(encoded)) if certain else None
            yield Problem(message, f"{end}: {encoded}", (*edge.route, end), edit=edit)


@rule("S3012", Severity.WARNING, whole=True)
def removals_without_expirations(graph: Graph) -> Iterator[Problem]:
    """Who hears of removed objects hears of expired ones too.

    ## Why
    What `expire` deletes is no ObjectRemoved: S3 tells of it as LifecycleExpiration only.

    ## Fix
    Write `events: [ObjectRemoved, LifecycleExpiration]`.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
    """
    for bucket, edges in _buckets(graph):
        if bucket.existing is not None or not bucket.spec.expire:
            continue
        if not any(_about(edge, "LifecycleExpiration") for edge in edges):
            for edge in edges:
                if _about(edge, "ObjectRemoved"):
                    days = f"{bucket.spec.expire // 86400}d"
                    message = f"{edge.name}: {bucket.name} has expire {days}, and that is no ObjectRemoved"
                    fix = f"events: [{', '.join([*edge.options.events, 'LifecycleExpiration'])}]"
                    yield Problem(message, fix, (*edge.route, "events"))


@rule("S3013", Severity.INFO, whole=True)
def replication_that_nobody_measures(graph: Graph) -> Iterator[Problem]:
    """Events of replication come from buckets that replicate with metrics or with time control.

    ## Why
    S3 sends them for such replication rules only, and the bucket that eventgen makes has none.

    ## Fix
    Add `aws_s3_bucket_replication_configuration` with `metrics` beside the module, or take the event away.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
    """
    for bucket, edges in _buckets(graph):
        for edge in edges:
            for index, event in enumerate(edge.options.events):
                if event.split(":")[0] == REPLICATION and bucket.existing is None:
                    message = f"{edge.name}: {event} never comes: {bucket.name} does not replicate"
                    fix = "add a replication configuration with metrics beside the module, or take the event away"
                    yield Problem(message, fix, (*edge.route, "events", index))


@rule("S3017", Severity.INFO)
def many_notifications(graph: Graph) -> Iterator[Problem]:
    """A bucket has about a hundred notifications at most.

    ## Why
    S3 is said to refuse more.

    ## Fix
    Send the events to the default bus, where each rule picks its own.

    ## Source
    https://docs.aws.amazon.com/general/latest/gr/s3.html
    """
    for bucket, edges in _buckets(graph):
        if len(edges) > MOST_NOTIFICATIONS:
            message = f"{bucket.name} has {len(edges)} notifications: S3 takes about {MOST_NOTIFICATIONS}"
            yield Problem(message, f"{bucket.name} -> default, and rules with `bucket: {bucket.name}`", on=bucket)


@rule("S3019", Severity.INFO)
def notifications_without_versions(graph: Graph) -> Iterator[Problem]:
    """A bucket that notifies keeps versions, if every write counts.

    ## Why
    Of two writes of a key at the same time there may be one notification, unless the bucket keeps versions.

    ## Fix
    Write `versioning: true`; or `versioning: false`, if the last write is all that counts.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
    """
    for bucket, _ in _buckets(graph):
        if bucket.existing is None and "versioning" not in bucket.written:
            message = f"{bucket.name}: two writes of a key at the same time may be told of once: it keeps no versions"
            yield Problem(message, "versioning: true, or false if the last write is all that counts", on=bucket)


@rule("S3105", Severity.WARNING)
def filter_longer_than_a_key(graph: Graph) -> Iterator[Problem]:
    """A key has room for the prefix and the suffix.

    ## Why
    A key has 1,024 bytes at most: with a longer prefix and suffix no key fits.

    ## Fix
    Shorten them.

    ## Source
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    """
    for _, edges in _buckets(graph):
        for edge in edges:
            ends = [end for end in ("prefix", "suffix") if getattr(edge.options, end)]
            if ends and all(getattr(edge.options, end).literal is not None for end in ends):
                from eventgen.filters.notifications import dead

                for one in dead(_filter(edge)):
                    yield Problem(f"{edge.name}: {one.says}", "shorten them", (*edge.route, ends[-1]))


def _about(edge: AnyEdge, family: str) -> bool:
    return any(event.split(":")[0] == family for event in edge.options.events)
