"""What SNS asks of subscriptions, and where their messages go that it cannot deliver."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Edge, Problem, rule
from eventgen.rules.places import home

FILTERS_OF_A_TOPIC = 200  # sns-quota: filter policies of a topic
MOST_BYTES = 256 * 1024  # of a message, where the topic does not say more, which Terraform cannot yet
ACROSS_REGIONS = ("queue", "function")  # d23-sns-xregion


def _subscriptions(graph: Graph) -> Iterator[Edge[Any, Any, Any]]:
    return (edge for edge in graph.edges if edge.source.kind.name == "topic")


@rule("SNS016")
def dead_letter_queue_of_another_type(graph: Graph) -> Iterator[Problem]:
    """What a FIFO topic cannot deliver to a FIFO queue goes to a FIFO queue, what a standard topic cannot deliver to a
    standard one.

    ## Why
    SNS refuses any other: "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic".

    ## Fix
    Name a queue of the type of the topic, or leave `dead_letter` away: eventgen makes one.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
    """
    for edge in _subscriptions(graph):
        from eventgen.resources.queue import is_fifo

        queue, fifo = edge.links.get("dead_letter"), is_fifo(edge.source)
        if queue and fifo == is_fifo(edge.target) and is_fifo(queue) != fifo:
            wanted, found = ("FIFO", "standard") if fifo else ("standard", "FIFO")
            message = (
                f"{edge.name}: dead_letter is {queue.name}, a {found} queue: a {wanted} topic takes a {wanted} one"
            )
            fix = f"leave `dead_letter` away, or name a {wanted} queue"
            yield Problem(message, fix, (*edge.route, "dead_letter"))


@rule("SNS017")
def distant_dead_letter_queue(graph: Graph) -> Iterator[Problem]:
    """The dead-letter queue of a subscription is in the account and the Region of the subscription.

    ## Why
    SNS refuses a queue elsewhere: "The Amazon SNS subscription and Amazon SQS queue must be under the same AWS account
    and Region".

    ## Fix
    Leave `dead_letter` away: eventgen makes a queue beside the subscription.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
    """
    for edge in _subscriptions(graph):
        queue = edge.links.get("dead_letter")
        here, there = home(edge.source), home(queue) if queue else None
        if queue and here and there and here != there:
            message = f"{edge.name}: {edge.source.name} is in {' of '.join(here)}, its dead_letter {queue.name} in "
            message += " of ".join(there)
            yield Problem(message, "leave `dead_letter` away, or name a queue there", (*edge.route, "dead_letter"))


@rule("SNS018", Severity.INFO)
def subscription_without_dead_letter_queue(graph: Graph) -> Iterator[Problem]:
    """Every subscription of a queue, a function or a delivery stream has a dead-letter queue.

    ## Why
    What SNS cannot deliver because the subscriber is gone or refuses it is not tried again: it is lost. Other failures
    it tries again for 23 days.

    ## Fix
    Take `dead_letter: false` away; for a standard queue of a FIFO topic name a queue.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
    """
    for edge in _subscriptions(graph):
        wanted = getattr(edge.options, "dead_letter", None)
        # What subscribes to a FIFO topic and is no queue is refused anyway
        if "dead_letter" not in edge.links and (wanted is False or (wanted and edge.target.kind.name == "queue")):
            message = f"{edge.name}: a message is lost when {edge.target.name} does not take it: it has no dead_letter"
            fix = "dead_letter: a-queue" if wanted else "take `dead_letter: false` away"
            yield Problem(message, fix, edge.route if wanted else (*edge.route, "dead_letter"))


@rule("SNS021", Severity.WARNING)
def queue_for_larger_messages(graph: Graph) -> Iterator[Problem]:
    """A queue whose messages come from topics gets none above 256 KiB.

    ## Why
    A topic takes 256 KiB unless its MaximumMessageSize is raised, and versions 5 and 6.25 of the AWS provider cannot
    raise it: SNS refuses what is larger when it is published.

    ## Fix
    Put large content into a bucket and publish its key; or send to the queue directly.

    ## Source
    https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    """
    for node in graph.nodes.values():
        if node.kind.name == "queue" and "max_message_size" in node.written and node.spec.max_message_size > MOST_BYTES:
            senders = [edge.source for edge in graph.into(node.name)]
            if senders and all(each.kind.name == "topic" and each.existing is None for each in senders):
                size, names = node.spec.max_message_size, " and ".join(each.name for each in senders)
                message = f"{node.name}: max_message_size {size} is more than {MOST_BYTES}, the most that {names} takes"
                yield Problem(
                    message, "put large content into a bucket, and publish its key", ("max_message_size",), node
                )


@rule("SNS023", Severity.WARNING)
def policies_beyond_the_quota(graph: Graph) -> Iterator[Problem]:
    """A topic has 200 filter policies, unless the quota of the account was raised.

    ## Why
    SNS refuses the subscription with one more.

    ## Fix
    Ask for more, or divide the messages among topics.

    ## Source
    https://docs.aws.amazon.com/general/latest/gr/sns.html
    """
    filtered = [edge.source.name for edge in _subscriptions(graph) if getattr(edge.options, "filter", None)]
    for name in dict.fromkeys(filtered):
        if (count := filtered.count(name)) > FILTERS_OF_A_TOPIC:
            message = f"{name} has {count} subscriptions with a filter: SNS takes {FILTERS_OF_A_TOPIC}"
            yield Problem(message, "ask for more, or divide the messages among topics", (), graph.nodes[name])


@rule("SNS026", Severity.INFO)
def subscription_that_waits(graph: Graph) -> Iterator[Problem]:
    """A subscription by e-mail, or of a queue or a function of another account, waits to be confirmed.

    ## Why
    SNS sends nothing but a token until whoever owns the endpoint has confirmed; the token is valid for two days.

    ## Fix
    Ask the owner to confirm after `terraform apply`; to rely on the subscription before that loses messages.

    ## Source
    https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    """
    for edge in _subscriptions(graph):
        here, there = home(edge.source), home(edge.target)
        if edge.target.kind.name == "email" or (here and there and here[1] != there[1]):
            message = f"{edge.name}: nothing is sent until the owner of {edge.target.name} confirms, within two days"
            yield Problem(message, "ask for it after `terraform apply`", edge.route)


@rule("SNS027")
def subscriber_in_another_region(graph: Graph) -> Iterator[Problem]:
    """A topic delivers to queues and functions of other Regions, and to nothing else there.

    ## Why
    SNS refuses the subscription of a delivery stream in another Region.

    ## Fix
    Make a topic in the Region of the subscriber, or put a queue or a function between.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
    """
    for edge in _subscriptions(graph):
        here, there = home(edge.source), home(edge.target)
        if here and there and here[0] != there[0] and edge.target.kind.name not in ACROSS_REGIONS:
            message = f"{edge.name}: {edge.source.name} is in {here[0]} and {edge.target.name} in {there[0]}: "
            message += "SNS delivers to queues and functions across Regions"
            yield Problem(message, f"make a topic in {there[0]}, or put a function between", edge.route)
