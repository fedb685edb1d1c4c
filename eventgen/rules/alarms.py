"""Alarms: who can hear of them, and whether they are ever raised."""

from collections.abc import Iterator
from typing import Any

from eventgen.diagnostics import Severity
from eventgen.graph import Graph
from eventgen.kinds import Node, Problem, rule
from eventgen.values import SECONDS, spell

LACKS = {  # why there is no such alarm, by its option
    "age": "it takes what others could not handle, and that waits",
    "dead_letters": "it has no dead-letter queue of its own",
    "iterator_age": "it reads no stream",
}


@rule("ALM001", Severity.INFO, whole=True)
def alarms_to_a_fifo_topic(graph: Graph) -> Iterator[Problem]:
    """Alarms tell a standard topic.

    ## Why
    SNS refuses what comes to a FIFO topic without a message group, and an alarm has no field for one. No page of AWS
    says what CloudWatch gives there: try whether anybody hears of it.

    ## Fix
    Name a standard topic under `notify`, or take `fifo` from this one.

    ## Source
    https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
    """
    topic = graph.nodes.get(graph.told)
    if topic and (topic.spec.fifo or str(topic.existing or "").endswith(".fifo")):
        message = f"{topic.name} is a FIFO topic: it takes no message without a group, and alarms name none"
        yield Problem(message, "notify: the name of a standard topic", ("alarms", "notify"))


@rule("ALM002", Severity.WARNING, whole=True)
def thresholds_without_alarms(graph: Graph) -> Iterator[Problem]:
    """A node says when it raises an alarm where alarms are made of it.

    ## Why
    No alarm is made without `alarms` on the page, nor of what is not there, such as dead letters where there is no
    dead-letter queue. What exists already has those of its owner: it raises only that of the dead-letter queue which
    the page makes for it.

    ## Fix
    Add `alarms: {notify: a-topic}` to the page, or take the threshold away.

    ## Source
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
    """
    for node in graph.nodes.values():
        if "alarm" not in node.written:
            continue
        if not graph.told:
            why, fix = "the page has no `alarms`", "alarms: {notify: the name of a topic}"
            yield Problem(f"{node.name}: alarm says nothing: {why}", fix, ("alarm",), node)
        elif node.existing is not None and f"{node.name}.dead_letter" not in graph.nodes:
            message = f"{node.name}: alarm says nothing: {node.name} exists already"
            yield Problem(message, "take `alarm` away", ("alarm",), node)
        else:
            for option in _idle(graph, node):
                why = "it exists already" if node.existing is not None else LACKS.get(option, "there is no such alarm")
                message = f"{node.name}: alarm: {option} says nothing: {why}"
                yield Problem(message, f"take `{option}` away", ("alarm", option), node)


def _idle(graph: Graph, node: Node[Any]) -> Iterator[str]:
    """The thresholds of a node of which no alarm is made: neither of itself nor of its dead-letter queue."""
    own, failed = node.spec.alarm, graph.nodes.get(f"{node.name}.dead_letter")
    for option, threshold in vars(node.said.alarm).items() if node.said and node.said.alarm else ():
        made = getattr(own, option, None) is not None or (option == "dead_letters" and failed is not None)
        if threshold and not made:  # false wants none
            yield option


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
