"""What every module brings for what fails: dead-letter queues that their senders may fill, time for tries, alarms."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hcl_values import Block
from lines import (
    Damage,
    Golden,
    Line,
    actions,
    address,
    allows,
    damaged,
    damages,
    golden,
    goldens,
    label,
    line,
    lines,
    owner,
    resources,
    within,
)
from test_alarms import KNOWN
from test_keys import by_the_key, spelled
from watched_pages import several, source

from eventgen.hcl import text

LONGEST = 14 * 86400  # seconds that SQS keeps a message at the most
TRIES = 6  # timeouts of a function (lambda/latest/dg/services-sqs-configure.html)
SENDS = {"sqs:SendMessage", "sns:Publish"}
KEY = "aws_kms_key.this.arn"
TARGET, SUBSCRIPTION = "aws_cloudwatch_event_target", "aws_sns_topic_subscription"
MAPPING, SETTING = "aws_lambda_event_source_mapping", "aws_lambda_function_event_invoke_config"


class Path(NamedTuple):
    """Where something sends what it could not hand on: a queue of the module by its redrive policy, a service on behalf
    of a topic or a rule, or the role of a function."""

    what: Block
    by: str  # queue, sns, events or role
    sender: str
    to: Any


def paths(of: Golden) -> Iterator[Path]:
    """All that the module says of failures. A path to what is there already has no address in `to`."""
    for queue in of.of("aws_sqs_queue"):
        if redrive := queue.attributes.get("redrive_policy"):
            yield Path(queue, "queue", address(queue), redrive["deadLetterTargetArn"])
    for each in of.of(SUBSCRIPTION):
        if redrive := each.attributes.get("redrive_policy"):
            yield Path(each, "sns", owner(each.attributes["topic_arn"]), redrive["deadLetterTargetArn"])
    for each in of.of(TARGET):
        if failed := within(each, "dead_letter_config"):
            yield Path(each, "events", owner(each.attributes["rule"]), failed.attributes["arn"])
    for type_, argument in ((MAPPING, "destination_arn"), (SETTING, "destination")):
        for each in of.of(type_):
            if failed := within(each, "destination_config", "on_failure"):
                function = owner(each.attributes["function_name"])
                yield Path(
                    each, "role", function.replace("aws_lambda_function", "aws_iam_role"), failed.attributes[argument]
                )


def switched_off(of: Golden) -> set[str]:
    """The labels of flows and queues of which the page says `dead_letter: false`."""
    edges = {edge.label for edge in of.graph.edges if getattr(edge.options, "dead_letter", None) is False}
    nodes = of.graph.nodes.values()
    queues = {n.label for n in nodes if "dead_letter" in n.written and not getattr(n.spec, "dead_letter", True)}
    return edges | queues


# A queue's DLQ ... and the policy and key grant of whoever sends to each ----------------------------------------


@line(
    Damage("sqs-lambda", "queues.tf", r"\n  redrive_policy = jsonencode\(\{.*?\}\)\n"),
    Damage("fan-out", "queues.tf", r"deadLetterTargetArn = \S+", "deadLetterTargetArn = var.name"),
)
def a_queue_has_a_dead_letter_queue(of: Golden) -> Iterator[str]:
    """Unless it is one, or the page says `dead_letter: false`."""
    known = {owner(path.to) for path in paths(of)}
    redriven = {path.sender for path in paths(of) if path.by == "queue" and of.has(owner(path.to))}
    for queue in of.of("aws_sqs_queue"):
        if address(queue) not in known | redriven and queue.labels[1] not in switched_off(of):
            yield address(queue)


@line(
    Damage("sqs-fifo-lambda", "queues.tf", r"(_dead_letter\" \{\n\s+name\s+= [^\n]+\n)\s+fifo_queue[^\n]+\n", r"\1"),
    Damage(
        "topic_to_queue",
        "queues.tf",
        r"(_dead_letter\" \{\n)(\s+name\s+= [^\n]+dead-letter\"\n)",
        r"\1  fifo_queue = true\n\2",
    ),
)
def fifo_follows(of: Golden) -> Iterator[str]:
    """A dead-letter queue of a queue is of its type; that of a FIFO topic is FIFO, and of all else it is not."""
    for path in paths(of):
        wanted = of.made[path.sender].attributes.get("fifo_queue", False) if path.by == "queue" else None
        if path.by == "sns" and of.has(path.sender):
            wanted = of.made[path.sender].attributes.get("fifo_topic", False)
        wanted = False if path.by in ("events", "role") else wanted
        if of.has(owner(path.to)) and wanted not in (None, of.made[owner(path.to)].attributes.get("fifo_queue", False)):
            yield address(path.what)


@line(
    Damage("sqs-lambda", "queues.tf", r"resource \"aws_sqs_queue_redrive_allow_policy\".*?\n\}\n"),
    Damage("sqs-lambda", "queues.tf", r"sourceQueueArns\s+= \[[^\]]*\]", "sourceQueueArns = []"),
    Damage("sqs-lambda", "queues.tf", r"(\n  tags = local.tags)", r'\n  redrive_allow_policy = "{}"\1'),
)
def the_redrive_allow_policy_is_a_resource_of_its_own(of: Golden) -> Iterator[str]:
    """It lets in just the queues that redrive there."""
    allowed = {}
    for each in of.of("aws_sqs_queue_redrive_allow_policy"):
        said = each.attributes["redrive_allow_policy"]
        allowed[owner(each.attributes["queue_url"])] = [owner(arn) for arn in said["sourceQueueArns"]]
    wanted: dict[str, list[str]] = {}
    for path in paths(of):
        if path.by == "queue":
            wanted.setdefault(owner(path.to), []).append(path.sender)
    yield from (
        f"{queue}: {allowed.get(queue)}" for queue in {**wanted, **allowed} if allowed.get(queue) != wanted.get(queue)
    )
    yield from (address(queue) for queue in of.of("aws_sqs_queue") if "redrive_allow_policy" in queue.attributes)


@line(
    Damage("sqs-lambda", "queues.tf", r"(_dead_letter\" \{.*?message_retention_seconds\s+= )1209600", r"\g<1>345600"),
    Damage(
        "topic_to_queue",
        "queues.tf",
        r"(news_dead_letter|lost\" \{.*?message_retention_seconds\s+= )1209600",
        r"\g<1>60",
    ),
)
def what_failed_is_kept_longer(of: Golden) -> Iterator[str]:
    """Longer than in the queue that it comes from, or as long as SQS can."""
    for path in paths(of):
        if of.has(owner(path.to)):
            kept = of.made[owner(path.to)].attributes.get("message_retention_seconds", 0)
            before = of.made[path.sender].attributes["message_retention_seconds"] if path.by == "queue" else LONGEST
            if kept != LONGEST and kept <= before:
                yield f"{owner(path.to)}: {kept}"


@line(
    Damage("topic_to_queue", "flows.tf", r"\n  redrive_policy = jsonencode\(\{.*?\}\)\n"),
    Damage("rule_to_queue", "flows.tf", r"\n  dead_letter_config \{.*?\n  \}\n"),
    Damage("stream_to_function", "flows.tf", r"\n  destination_config \{.*?\n  \}\n"),
)
def subscriptions_targets_and_streams_have_a_dead_letter_queue(of: Golden) -> Iterator[str]:
    """Those of SNS, of rules and of streams. There are no schedules yet: whoever adds them adds them here."""
    assert not of.of("aws_scheduler_schedule")
    streams = [each for each in of.of(MAPPING) if "starting_position" in each.attributes]
    ways = {address(path.what) for path in paths(of)}
    for each in (*of.of(SUBSCRIPTION, TARGET), *streams):
        if address(each) not in ways and each.labels[1] not in switched_off(of):
            yield address(each)


@line(
    Damage("topic_to_function", "functions.tf", r"resource \"aws_lambda_function_event_invoke_config\".*?\n\}\n"),
    Damage("bucket_to_function", "functions.tf", r"\n  destination_config \{.*?\n  \}\n"),
)
def asynchronous_functions_have_a_dead_letter_queue(of: Golden) -> Iterator[str]:
    """Each function that S3, SNS or EventBridge invokes."""
    kept = {path.sender for path in paths(of) if path.by == "role" and path.what.labels[0] == SETTING}
    for each in of.of("aws_lambda_permission"):
        function = owner(each.attributes["function_name"])
        if function and function.replace("aws_lambda_function", "aws_iam_role") not in kept:
            yield address(each)


@line(
    Damage(
        "topic_to_queue",
        "queues.tf",
        r"(\"sqs:SendMessage\"\n\s+Resource\s+= aws_sqs_queue\.)(\w+_dead_letter)",
        r"\1x_\2",
    ),
    Damage(
        "rule_to_queue",
        "queues.tf",
        r"(_dead_letter\.arn\n\s+Condition = \{\n\s+ArnEquals\s+= \{ \"aws:SourceArn\" = )\S+",
        r"\1var.name",
    ),
    Damage("stream_to_function", "functions.tf", r"\"sqs:SendMessage\"", '"sqs:ReceiveMessage"'),
    Damage("topic_to_function", "functions.tf", r"(\"sqs:SendMessage\"\n\s+Resource\s+= )\S+", r"\1var.name"),
)
def whoever_sends_to_a_dead_letter_queue_may(of: Golden) -> Iterator[str]:
    """A service by the policy of the queue, for just what it sends for; a function by its role."""
    by_policy, by_role = set(), set()
    for policy, each in of.statements("aws_sqs_queue_policy", "aws_sns_topic_policy"):
        if allows(each) and set(actions(each)) <= SENDS:
            to = owner(policy.attributes.get("queue_url", policy.attributes.get("arn")))
            to = to if resources(each) == [f"{to}.arn"] else ""
            senders = [arn for test in each["Condition"].values() for arn in several(test.get("aws:SourceArn", []))]
            by_policy |= {(each["Principal"]["Service"], owner(sender), to) for sender in senders}
    for policy, each in of.statements("aws_iam_role_policy"):
        if allows(each) and set(actions(each)) <= SENDS:
            by_role |= {(owner(policy.attributes["role"]), resource) for resource in resources(each)}
    for path in paths(of):
        if path.by == "role" and path.sender and (path.sender, source(path.to)) not in by_role:
            yield address(path.what)
        known = path.by in ("sns", "events") and path.sender and owner(path.to)
        if known and (f"{path.by}.amazonaws.com", path.sender, owner(path.to)) not in by_policy:
            yield address(path.what)


@line(
    Damage("encryption", "kms.tf", r"\n\s+aws_iam_role\.quiet\.arn,"),
    Damage("encryption", "kms.tf", r"\n\s+\"[^\"]*rule/\$\{var\.name\}-placed\","),
    Damage("encryption", "kms.tf", r"(\"aws:SourceArn\" = \"arn:[^\"]*:sns:[^\"]*)orders", r"\1others"),
)
def whoever_sends_to_a_dead_letter_queue_may_use_its_key(of: Golden) -> Iterator[str]:
    """The statement of the service for what it sends for, or that of the roles that send."""
    if not of.has("aws_kms_key_policy.this"):
        return
    roles, services = by_the_key(of.made), set()
    for _, each in of.statements("aws_kms_key_policy"):
        for test in each.get("Condition", {}).values():
            arns = several(test.get("aws:SourceArn", []))
            services |= {(each["Principal"]["Service"], source(arn)) for arn in arns}
    for path in paths(of):
        to = of.made[owner(path.to)].attributes if of.has(owner(path.to)) else {}
        if source(to.get("kms_master_key_id")) == KEY and path.sender:
            if path.by == "role" and "kms:GenerateDataKey" not in roles.get(f"{path.sender}.arn", ()):
                yield address(path.what)
            wanted = (f"{path.by}.amazonaws.com", spelled(of.made, f"{path.sender}.arn"))
            if path.by in ("sns", "events") and wanted not in services:
                yield address(path.what)


# Visibility timeout derived; ReportBatchItemFailures; maximum_concurrency --------------------------------------


@line(
    Damage("sqs-lambda", "queues.tf", r"(visibility_timeout_seconds\s+= )\d+", r"\g<1>30"),
    Damage("queue_to_function", "flows.tf", r"(maximum_batching_window_in_seconds\s+= )\d+", r"\g<1>300"),
)
def the_visibility_timeout_leaves_time(of: Golden) -> Iterator[str]:
    """Six times the timeout of the function, and the window, of every flow from the queue."""
    for each in of.of(MAPPING):
        queue, function = owner(each.attributes["event_source_arn"]), owner(each.attributes["function_name"])
        if queue.startswith("aws_sqs_queue.") and function:
            window = each.attributes.get("maximum_batching_window_in_seconds", 0)
            wanted = TRIES * of.made[function].attributes["timeout"] + window
            if of.made[queue].attributes["visibility_timeout_seconds"] < wanted:
                yield f"{queue}: less than {wanted}"


@line(
    Damage("sqs-lambda", "flows.tf", r"\n  function_response_types[^\n]+"),
    Damage("stream_to_function", "flows.tf", r'\["ReportBatchItemFailures"\]', "[]"),
)
def a_batch_may_fail_in_part(of: Golden) -> Iterator[str]:
    for each in of.of(MAPPING):
        if each.attributes.get("function_response_types") != ["ReportBatchItemFailures"]:
            yield address(each)


@line(
    Damage("queue_to_function", "flows.tf", r"\n  scaling_config \{.*?\n  \}\n"),
    Damage("sqs-lambda", "functions.tf", r"(\n  timeout )", r"\n  reserved_concurrent_executions = 5\1"),
)
def concurrency_is_that_of_the_flow(of: Golden) -> Iterator[str]:
    """`concurrency` of a flow is no reserved concurrency of its function: that would throttle, and cost receives."""
    wanted = {e.label: e.options.concurrency for e in of.graph.edges if getattr(e.options, "concurrency", None)}
    for each in of.of(MAPPING):
        scaling = within(each, "scaling_config")
        if (scaling.attributes["maximum_concurrency"] if scaling else None) != wanted.get(each.labels[1]):
            yield address(each)
    reserved = {n.label: n.spec.reserved_concurrency for n in of.graph.nodes.values() if n.kind.name == "function"}
    for each in of.of("aws_lambda_function"):
        if each.attributes.get("reserved_concurrent_executions") != reserved[each.labels[1]]:
            yield address(each)


# Alarms with the right dimensions and an action -----------------------------------------------------------------

# The option of DESIGN's list of alarms -> what it watches, and of which resource
ALARMS = {
    "aws_sqs_queue": {"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"},
    "aws_lambda_function": {"Errors", "Throttles", "IteratorAge"},
    "aws_cloudwatch_event_rule": {"FailedInvocations"},
    "aws_kinesis_firehose_delivery_stream": {"DeliveryToS3.DataFreshness"},
    "aws_api_gateway_rest_api": {"5XXError"},
    "aws_sfn_state_machine": {"ExecutionsFailed"},
}


@line(
    Damage("alarms", "alarms.tf", r"\{ QueueName = (\S+) \}", r"{ QueueUrl = \1 }"),
    Damage("alarms", "alarms.tf", r"\{ FunctionName = (\S+) \}", r"{ FunctionName = aws_sqs_queue.inbox.name }"),
    Damage("alarms", "alarms.tf", r"\n  alarm_actions\s+= [^\n]+", "\n  alarm_actions = []"),
    Damage("alarms", "alarms.tf", r'"Maximum"', '"Average"'),
)
def an_alarm_watches_what_there_is_and_tells_somebody(of: Golden) -> Iterator[str]:
    """The dimensions and the statistic of its metric, of a resource of the right type, and a topic that it may tell."""
    for each in of.of("aws_cloudwatch_metric_alarm"):
        said = each.attributes
        row = KNOWN[said["namespace"], said["metric_name"]]
        watched = {owner(value).split(".")[0] for key, value in said["dimensions"].items() if key != "EventBusName"}
        if sorted(said["dimensions"]) not in row["dimensions"] or said["statistic"] != row["statistic"]:
            yield f"{address(each)}: dimensions or statistic"
        if len(said["dimensions"]) < 3 and not any(said["metric_name"] in ALARMS.get(type_, ()) for type_ in watched):
            yield f"{address(each)}: of {watched}"
        told = str(text(of.graph.nodes[of.graph.told]["arn"]))
        if [told for arn in said["alarm_actions"] if told in (source(arn), f"${{{source(arn)}}}")] != [told]:
            yield f"{address(each)}: tells nobody"


@line(Damage("alarms", "alarms.tf", r'resource "aws_cloudwatch_metric_alarm" "\w+_not_empty" \{.*?\n\}\n'))
def every_dead_letter_queue_has_an_alarm(of: Golden) -> Iterator[str]:
    """Where the page has alarms, and its owner none of its own choice (`alarm: false`)."""
    if not of.graph.told:
        return
    watched = set()
    for each in of.of("aws_cloudwatch_metric_alarm"):
        if each.attributes["metric_name"] == "ApproximateNumberOfMessagesVisible":
            watched.add(owner(each.attributes["dimensions"]["QueueName"]))
    silent = {
        f"aws_sqs_queue.{node.label}"
        for node in of.graph.nodes.values()
        if node.spec.model_fields_set >= {"alarm"} and node.spec.alarm is None
    }
    for path in paths(of):
        if of.has(owner(path.to)) and owner(path.to) not in watched | silent:
            yield owner(path.to)


def test_every_alarm_of_the_list_is_in_a_golden() -> None:
    found = {each.attributes["metric_name"] for of in goldens() for each in of.of("aws_cloudwatch_metric_alarm")}
    assert found == {metric for metrics in ALARMS.values() for metric in metrics}


# The lines and their damages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("each", lines(globals()), ids=label)
def test_the_line_holds_of_every_golden(each: Line) -> None:
    assert [f"{of.name}: {wrong}" for of in goldens() for wrong in each.wrong(of)] == []


@pytest.mark.parametrize(("each", "damage"), damages(globals()), ids=label)
def test_a_damaged_golden_is_found(each: Line, damage: Damage) -> None:
    assert list(each.wrong(golden(damage.golden))) == []
    assert list(each.wrong(damaged(damage))) != []
