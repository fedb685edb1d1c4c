"""SNS -> e-mail: the owner of the address confirms the subscription within two days, then gets every message."""

from collections.abc import Iterator

from eventgen.kinds import Edge, Integration, Problem, rule
from eventgen.resources.email import Email
from eventgen.resources.topic import (
    Subscription,
    Topic,
    failed_deliveries,
    lift_subscription,
    may_deliver,
    subscribed,
    subscription_meaning,
)


class EmailSubscription(Subscription):
    """A subscription of an e-mail address."""


topic_to_email = Integration(
    name="topic_to_email",
    options=EmailSubscription,
    says="The owner of the address confirms, then gets every message that the filter lets through.",
    uses=failed_deliveries,
    attach=may_deliver,
    view=subscribed,
    lift=lift_subscription,
    meaning=subscription_meaning,
)


@rule("SNS106")
def fifo_topic_to_email(edge: Edge[Topic, Email, EmailSubscription]) -> Iterator[Problem]:
    """A FIFO topic delivers to queues only.

    ## Why
    SNS refuses the subscription of an e-mail address.

    ## Fix
    Use a standard topic for alerts.

    ## Source
    https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
    """
    if edge.source.spec.fifo:
        yield Problem(f"{edge.name}: a FIFO topic delivers to queues only, not to e-mail", "use a standard topic")
