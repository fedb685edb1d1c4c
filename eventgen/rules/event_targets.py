"""What EventBridge asks of the targets of its rules, and what it does to them."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Problem, encrypted, rule
from eventgen.rules.places import home

LONGEST_ID = 64  # botocore events.TargetId
CROSS_ACCOUNT = ("bus", "function", "queue", "stream", "topic")  # eb-xacct-svc, and API Gateway


@rule("EVB018")
def fifo_dead_letter_queue_of_a_rule(graph: Graph) -> Iterator[Problem]:
    """What a rule cannot deliver goes to a standard queue.

    ## Why
    EventBridge takes no FIFO queue as a dead-letter queue, whatever the target is.

    ## Fix
    Name a standard queue, or leave `dead_letter` away: eventgen makes one.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    """
    for edge in _deliveries(graph):
        from eventgen.resources.queue import is_fifo

        queue = edge.links.get("dead_letter")
        if queue and is_fifo(queue):
            message = f"{edge.name}: dead_letter is {queue.name}, a FIFO queue: EventBridge takes a standard one"
            yield Problem(message, "leave `dead_letter` away, or name a standard queue", (*edge.route, "dead_letter"))


@rule("EVB019", Severity.INFO)
def target_without_dead_letter_queue(graph: Graph) -> Iterator[Problem]:
    """Every target of a rule has a dead-letter queue.

    ## Why
    Without one an event is lost after its last retry, and at once if the target is gone or refuses.

    ## Fix
    Take `dead_letter: false` away.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    """
    for edge in _deliveries(graph):
        if "dead_letter" not in edge.links:
            message = f"{edge.name}: an event is lost when {edge.target.name} does not take it: dead_letter is false"
            yield Problem(message, "take `dead_letter: false` away", (*edge.route, "dead_letter"))


@rule("EVB028")
def long_target_id(graph: Graph) -> Iterator[Problem]:
    """The id of a target, which is its name on the page, has 64 characters at most.

    ## Why
    EventBridge refuses a longer one.

    ## Fix
    Shorten the name of the target.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
    """
    for edge in _deliveries(graph):
        if (length := len(edge.target.called)) > LONGEST_ID:
            message = f"{edge.name}: the name of the target has {length} characters: EventBridge takes {LONGEST_ID}"
            yield Problem(message, f"shorten it by {length - LONGEST_ID}", edge.route)


@rule("EVB035")
def target_of_another_account(graph: Graph) -> Iterator[Problem]:
    """A rule reaches queues, topics, functions, streams and APIs of another account, in its own Region.

    ## Why
    EventBridge hands events to these across accounts; to anything else only by a bus of that account.

    ## Fix
    Send the events to a bus of that account, and let a rule there hand them on.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
    """
    for edge in _deliveries(graph):
        here, there = home(edge.source) or home(edge.source.links["bus"]), home(edge.target)
        if not here or not there or (here == there):
            continue
        kind = edge.target.kind.name
        if here[1] != there[1] and kind not in CROSS_ACCOUNT:
            message = f"{edge.name}: no rule of account {here[1]} reaches {edge.target.name}, which is of {there[1]}"
            yield Problem(message, f"send the events to a bus of {there[1]}, and on from there", edge.route)
        elif here[0] != there[0] and kind != "bus":
            message = f"{edge.name}: no rule in {here[0]} reaches {edge.target.name}, which is in {there[0]}"
            yield Problem(message, f"send the events to a bus in {there[0]}, and on from there", edge.route)


@rule("EVB038", Severity.INFO)
def stream_without_partition_key(graph: Graph) -> Iterator[Problem]:
    """Events that have to keep their order in a stream have a partition key.

    ## Why
    EventBridge takes the id of the event if nothing is said: events of one customer, say, land in different shards.

    ## Fix
    Add `partition_key: $.detail.customer`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_KinesisParameters.html
    """
    for edge in graph.edges:
        if edge.integration.name == "rule_to_stream" and edge.options.partition_key is None:
            message = f"{edge.name}: records have no order: the partition key is the id of the event"
            yield Problem(message, "add `partition_key: $.detail.id`, if order matters", edge.route)


@rule("EVB042", Severity.INFO)
def replay_out_of_order(graph: Graph) -> Iterator[Problem]:
    """What is replayed out of an archive has lost its order.

    ## Why
    A replay sends the events of each minute together, in any order, and with a field `replay-name`; a FIFO queue keeps
    the order in which they come.

    ## Fix
    Let the consumer look at `time` and `replay-name`, or let the rule leave replays out with
    `replay-name: [{exists: false}]`.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html
    """
    for edge in _deliveries(graph):
        from eventgen.resources.rule import pattern

        bus = edge.source.links["bus"]
        replayed = bus.spec.archive and edge.source.existing is None and "replay-name" not in pattern(edge.source)
        if replayed and edge.target.kind.name == "queue" and edge.target.spec.fifo:
            message = f"{edge.name}: what is replayed out of the archive of {bus.name} comes in any order"
            yield Problem(message, "pattern: {replay-name: [{exists: false}]}", edge.route)


@rule("EVB043", Severity.INFO)
def queue_under_a_key_of_aws(graph: Graph) -> Iterator[Problem]:
    """A queue that is a target of a rule is encrypted with a key of the module.

    ## Why
    The guide says that EventBridge does not support queues under a key that AWS owns, and does not say whether it
    means the keys of SQS, which `managed` takes.

    ## Fix
    Write `encryption: kms` if deliveries fail.

    ## Source
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
    """
    for edge in _deliveries(graph):
        queue = edge.target
        if queue.kind.name == "queue" and queue.existing is None and not encrypted(queue):
            message = f"{edge.name}: {queue.name} is under a key of SQS: the guide of EventBridge is not clear about it"
            yield Problem(message, f"write `encryption: kms` for {queue.name} if deliveries fail", edge.route)


def _deliveries(graph: Graph) -> Iterator[Edge[Any, Any, Any]]:
    return (edge for edge in graph.edges if edge.source.kind.name == "rule")
