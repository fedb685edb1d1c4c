"""Lambda -> SNS: the function may publish to the topic, whose ARN is in its environment."""

from collections.abc import Iterator

from eventgen.iam import send
from eventgen.kinds import Attachment, Edge, Integration, Spec
from eventgen.resources.function import Function
from eventgen.resources.topic import Topic
from eventgen.sending import told_by_environment, variable


class Sending(Spec):
    """What a function sends is up to its code."""


def _attach(edge: Edge[Function, Topic, Sending]) -> Iterator[Attachment]:
    yield variable(edge, "TOPIC_ARN", edge.target["arn"])
    yield from send(edge.source, edge.target)


function_to_topic = Integration(
    name="function_to_topic",
    options=Sending,
    says="The function may publish to the topic; the environment variable NODE_TOPIC_ARN holds its ARN.",
    template=False,
    attach=_attach,
    seen=told_by_environment,
)
