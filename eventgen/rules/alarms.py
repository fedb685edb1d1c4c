"""Alarms: who can hear of them, and whether they are ever raised."""

from collections.abc import Iterator

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Problem, rule
from eventgen.values import SECONDS, spell


@rule("ALM001", whole=True)
def alarms_to_a_fifo_topic(graph: Graph) -> Iterator[Problem]:
    """Alarms tell a standard topic.

    ## Why
    CloudWatch gives no message group, and SNS refuses what comes to a FIFO topic without one: nobody would hear of it.

    ## Fix
    Name a standard topic under `notify`, or take `fifo` from this one.

    ## Source
    https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
    """
    topic = graph.nodes.get(graph.told)
    if topic and (topic.spec.fifo or str(topic.existing or "").endswith(".fifo")):
        message = f"{topic.name} is a FIFO topic: CloudWatch cannot publish there"
        yield Problem(message, "notify: the name of a standard topic", ("alarms", "notify"))


@rule("ALM002", Severity.WARNING, whole=True)
def thresholds_without_alarms(graph: Graph) -> Iterator[Problem]:
    """A node says when it raises an alarm where alarms are made of it.

    ## Why
    Without `alarms` on the page no alarm is made; those of what exists already are its owner's.

    ## Fix
    Add `alarms: {notify: a-topic}` to the page, or take `alarm` away.

    ## Source
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
    """
    for node in graph.nodes.values():
        if "alarm" in node.written and (not graph.told or node.existing is not None):
            why = f"{node.name} exists already" if node.existing is not None else "the page has no `alarms`"
            fix = "take `alarm` away" if node.existing is not None else "alarms: {notify: the name of a topic}"
            yield Problem(f"{node.name}: alarm says nothing: {why}", fix, ("alarm",), node)


@rule("ALM003", Severity.WARNING)
def age_that_no_message_reaches(graph: Graph) -> Iterator[Problem]:
    """An alarm about the age of messages is raised before they are deleted.

    ## Why
    SQS deletes a message after the retention of its queue: none becomes so old, and what is lost is lost silently.

    ## Fix
    Write a lower `age`, or a longer `retention`.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    """
    for node in graph.nodes.values() if graph.told else ():
        age, retention = getattr(getattr(node.spec, "alarm", None), "age", None), getattr(node.spec, "retention", 0)
        if age is not None and age >= retention and "." not in node.name:
            kept = spell(retention, SECONDS)
            message = (
                f"{node.name}: an alarm after {spell(age, SECONDS)}, and a message is kept {kept}: it is never raised"
            )
            yield Problem(message, "write a lower age, or a longer retention", ("alarm", "age"), node)
