"""An SQS queue and, unless it is switched off, its dead-letter queue."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from eventgen.diagnostics import TAKE_AWAY, Severity
from eventgen.hcl import Expr, Value, arn_part, text
from eventgen.iam import policy, tls_only
from eventgen.invariants import Invariant, lift_invariants
from eventgen.kinds import POLLED, Derived, Node, NodeSpec, Problem, Resource, Slots, Spec, Use, arn_pattern, rule
from eventgen.thresholds import COUNT, Threshold, switched
from eventgen.values import SECONDS, Duration, Number, OneOf, Shorthand, Size, shown, spell

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting

VISIBILITY = 30  # seconds: SQS's own default, for a queue that no function of the page consumes
LONGEST_RETENTION = 14 * 86400  # seconds
MOST_OF_PROVIDER_5 = 256 * 1024  # bytes of a message (tf-validate)
ADVISED_RETENTION = "10d"  # of a queue, where its dead-letter queue has the longest: four days to look at those
USUAL_AGE = 15 * 60  # seconds
TRIES_OF_TIMEOUT = 6  # lambda-sqs-config: six times the function's timeout, and the batching window


class DeadLetter(Spec):
    """Where a message goes that its consumers could not handle."""

    after: Annotated[int, Number(1, 1000, "SQS017")] = 5
    """Receives before the message moves."""
    retention: Annotated[int, Duration("60s", "14d", "SQS007")] = LONGEST_RETENTION
    """How long the dead-letter queue keeps it."""


def _dead_letter(value: Any) -> Any:
    return {True: {}, False: None}[value] if isinstance(value, bool) else value


DEAD_LETTER = Shorthand(_dead_letter, DeadLetter | bool)


class QueueAlarm(Spec):
    """From where on a queue raises its alarms."""

    age: Annotated[int | bool | None, Threshold(Duration("1s", "14d"))] = None
    """Age of its oldest message; 15m, if nothing is said, or as long as all tries take; false: no alarm."""
    dead_letters: Annotated[int | bool | None, COUNT] = None
    """Messages in its dead-letter queue, or in itself, if it is one; 1, if nothing is said; false: no alarm."""


class Queue(NodeSpec):
    """A queue: it keeps messages until a consumer has handled them."""

    fifo: bool = False
    """Keeps the order within a message group."""
    deduplication: Annotated[str | None, OneOf(("content", "id"))] = None
    """FIFO: a duplicate has the same content, or the same MessageDeduplicationId."""
    high_throughput: bool = False
    """FIFO: throughput and deduplication for each message group; for more than 300 calls a second."""
    visibility_timeout: Annotated[int | None, Duration("0s", "12h", "SQS006", auto=True)] = None
    """How long a received message is hidden; auto: six times the slowest consumer's timeout, and its window."""
    retention: Annotated[int, Duration("60s", "14d", "SQS007")] = 4 * 86400
    """How long an unhandled message is kept."""
    delay: Annotated[int, Duration("0s", "15m", "SQS008")] = 0
    """How long a new message is hidden."""
    receive_wait: Annotated[int, Duration("0s", "20s", "SQS009")] = 20
    """How long a receive waits for a message (long polling)."""
    max_message_size: Annotated[int, Size("1KiB", "1MiB", "SQS010")] = MOST_OF_PROVIDER_5
    """The largest message; above 256KiB, version 6 of the AWS provider is needed."""
    encryption: Annotated[str | None, OneOf(("managed", "kms"))] = None
    """managed: keys of SQS; kms: the module's key."""
    dead_letter: Annotated[DeadLetter | None, DEAD_LETTER] = DeadLetter()
    """Where a message goes after so many receives; false: nowhere."""
    alarm: Annotated[QueueAlarm | None, switched(QueueAlarm)] = None
    """From where on it raises alarms, if the page has `alarms`; false: it raises none."""


def is_fifo(node: Node[Any]) -> bool:
    """Whether a queue or a topic is FIFO; of an existing one the name tells."""
    return bool(getattr(node.spec, "fifo", False)) or str(node.existing or "").endswith(".fifo")


def dead_letter_queue(owner: Node[Any], fifo: bool = False, retention: int = LONGEST_RETENTION) -> Derived:
    """The queue that takes what the owner could not hand on."""
    encryption, alarm = getattr(owner.spec, "encryption", None), getattr(owner.spec, "alarm", None)
    spec = Queue.model_construct(
        fifo=fifo,
        dead_letter=None,
        retention=retention,
        encryption=encryption,
        alarm=alarm and QueueAlarm.model_construct(dead_letters=alarm.dead_letters),
        deduplication="content" if fifo else None,
        max_message_size=getattr(owner.spec, "max_message_size", MOST_OF_PROVIDER_5),
    )
    return Derived("queue", f"{owner.name}.dead_letter", spec)


def _uses(node: Node[Queue]) -> Mapping[str, Use | None]:
    if node.spec.dead_letter is None or node.existing is not None:
        return {}
    return {"dead_letter": dead_letter_queue(node, node.spec.fifo, node.spec.dead_letter.retention)}


def _settle(node: Node[Queue], defaults: Any, incoming: list[Any], outgoing: list[Any]) -> Queue:
    update: dict[str, Any] = {"encryption": node.spec.encryption or defaults.encryption}
    if node.spec.visibility_timeout is None:
        needs = [edge.integration.needs_visibility(edge) for edge in outgoing]
        update["visibility_timeout"] = max(needs, default=VISIBILITY)
    if is_fifo(node):
        update |= {"fifo": True, "deduplication": node.spec.deduplication or "content"}
    return node.spec.model_copy(update=update)


def _existing(arn: Value) -> Mapping[str, Value]:
    host = ("https://sqs.", arn_part(arn, 3), ".amazonaws.com/")
    return {"arn": arn, "name": arn_part(arn, 5), "url": text(*host, arn_part(arn, 4), "/", arn_part(arn, 5))}


def _view(node: Node[Queue], graph: Any, slots: Slots) -> Mapping[str, Any]:
    return {
        "dead_letter": node.links.get("dead_letter"),
        "policy": policy([tls_only(node, "sqs:*"), *slots["policy"]]),
        "invariants": [same_order(node, node.links["dead_letter"])] if "dead_letter" in node.links else (),
    }


def same_order(node: Node[Any], dead_letter: Node[Any]) -> Invariant:
    """A FIFO queue has a FIFO dead-letter queue, a standard queue a standard one."""
    queues = (f"{each.kind.main}.{each.label}.fifo_queue" for each in (node, dead_letter))
    says = f"{dead_letter.name} takes the dead letters of {node.name}: both are FIFO queues, or neither is."
    return Invariant(Expr(" == ".join(queues)), says)


def _lift(node: "NodeLifting") -> None:
    queue = node.main
    if node.existing is not None:
        return
    fifo = node.field("fifo", queue, "fifo_queue", False)
    by_id = "id" if fifo else None
    words = {True: "content", False: by_id, None: by_id}
    node.field("deduplication", queue, "content_based_deduplication", words=words, of=True)
    limits = {"perMessageGroupId": True, "perQueue": False}
    high = node.field("high_throughput", queue, "fifo_throughput_limit", False, words=limits)
    queue.must("deduplication_scope", "messageGroup" if high is True else None)
    node.field("visibility_timeout", queue, "visibility_timeout_seconds", VISIBILITY)
    node.field("retention", queue, "message_retention_seconds", 4 * 86400)
    node.field("receive_wait", queue, "receive_wait_time_seconds", 0)
    node.field("delay", queue, "delay_seconds", 0)
    node.field("max_message_size", queue, "max_message_size", MOST_OF_PROVIDER_5)
    key = node.encryption(queue, "kms_master_key_id")
    queue.must("sqs_managed_sse_enabled", True if key == "managed" else None)
    node.titled()
    node.tagged()
    said = queue if "policy" in queue.attributes else node.one("aws_sqs_queue_policy", "queue_url", "url")
    said.policy("policy", lambda context: context["policy"])
    _lift_dead_letter(node)


def _lift_dead_letter(node: "NodeLifting") -> None:
    """The redrive policy, within the queue or of its own, and what the dead-letter queue says to it."""
    queue = node.main
    own = node.one("aws_sqs_queue_redrive_policy", "queue_url", "url", wanted=None)
    redrive = (queue if "redrive_policy" in queue.attributes else own).json("redrive_policy")
    node.set("dead_letter", None, (redrive.file, redrive.at, len("redrive_policy")))
    if redrive.there:
        node.values["dead_letter"] = {}
        node.field(("dead_letter", "after"), redrive, "maxReceiveCount")
        if to := node.link("dead_letter", redrive, "deadLetterTargetArn", "arn", "queue"):
            allowed = node.one("aws_sqs_queue_redrive_allow_policy", "queue_url", "url", to)
            allow = allowed.json("redrive_allow_policy", True)
            allow.must("redrivePermission", "byQueue")
            allow.must("sourceQueueArns", [Expr(f"{queue.name}.arn")])
            lift_invariants(allowed)


def _meaning(node: Node[Queue]) -> Mapping[str, Any]:
    """How long the dead-letter queue keeps a message is its own retention."""
    if node.existing is not None:
        return {}
    return {"dead_letter": node.spec.dead_letter and {"after": node.spec.dead_letter.after}}


def _dimensions(node: Node[Queue]) -> Mapping[str, Value]:
    return {"QueueName": node["name"]}


def _usual_age(around: Any) -> int | None:
    """A message that fails is as old as all its tries before it leaves: that alone is no alarm. One that is never
    fetched is deleted in the end: the alarm comes before."""
    spec = around.node.spec
    tries = spec.dead_letter.after if spec.dead_letter else 1
    usual = spec.delay + max(USUAL_AGE, tries * spec.visibility_timeout)
    return None if around.failed else min(usual, spec.retention // 2)


def _alarms() -> Iterable[Any]:
    from eventgen.alarms import Alarm

    return (
        Alarm(
            option="age",
            ending="oldest-message",
            says="its oldest message waits for too long",
            namespace="AWS/SQS",
            metric="ApproximateAgeOfOldestMessage",
            statistic="Maximum",
            dimensions=_dimensions,
            usual=_usual_age,
        ),
        Alarm(
            option="dead_letters",
            ending="not-empty",
            says="there are messages that nobody could handle",
            namespace="AWS/SQS",
            metric="ApproximateNumberOfMessagesVisible",
            statistic="Maximum",
            dimensions=_dimensions,
            usual=lambda around: 1 if around.failed else None,
        ),
    )


queue = Resource(
    name="queue",
    spec=Queue,
    main="aws_sqs_queue",
    shape="pill",
    outputs=("arn", "url", "name"),
    longest=80,
    limit_rule="SQS001",
    arn=arn_pattern("sqs", r"[A-Za-z0-9_-]{1,75}(\.fifo|[A-Za-z0-9_-]{0,5})"),
    slots=frozenset({"policy", "key"}),
    anchor=lambda node: node["arn"],
    send=("sqs:SendMessage",),
    reads=("sqs:ReceiveMessage",),
    suffix=lambda spec: ".fifo" if spec.fifo else "",
    existing=_existing,
    uses=_uses,
    settle=_settle,
    alarms=_alarms,
    view=_view,
    idle=frozenset({"dead_letter", "encryption", "receive_wait", "was"}),
    lift=_lift,
    hands={"aws_lambda_event_source_mapping": POLLED},
    meaning=_meaning,
    tested=frozenset({"fail", "attributes", "group", "deduplication"}),
    decides={
        "visibility_timeout": "what failed comes back then: six times its slowest consumer's timeout, 30s without one",
        "retention": "what nobody handled is then lost",
        "dead_letter.after": "tries before a message is a dead letter",
        "dead_letter.retention": "the time there is to move dead letters back",
    },
)


@rule("SQS004", ignorable=False)
def deduplication_of_a_standard_queue(node: Node[Queue]) -> Iterator[Problem]:
    """Deduplication is for FIFO queues.

    ## Why
    SQS refuses ContentBasedDeduplication, DeduplicationScope and FifoThroughputLimit on a standard queue: it
    delivers at least once, and keeps no memory of what it delivered.

    ## Fix
    Take the option away, as `--fix` does, and make the consumer idempotent; or add `fifo: true`.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
    """
    for option in ("deduplication", "high_throughput"):
        given = getattr(node.spec, option)
        if given and not node.spec.fifo:
            message = f"{node.name}: {option} {shown(given)} on a standard queue: only FIFO queues take it"
            yield Problem(message, f"add `fifo: true`, or take {option} away", (option,), edit=TAKE_AWAY)


@rule("TFP101", Severity.WARNING)
def message_size_of_provider_6(node: Node[Queue]) -> Iterator[Problem]:
    """Messages above 256 KiB need version 6 of the AWS provider.

    ## Why
    SQS takes 1 MiB; version 5 of the provider still refuses more than 262144 bytes in a plan.

    ## Fix
    Pin `hashicorp/aws` to 6.x in the root module, or write `max_message_size: 256KiB`.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    """
    if node.spec.max_message_size > MOST_OF_PROVIDER_5:
        size = node.spec.max_message_size
        message = f"{node.name}: max_message_size {size} is more than {MOST_OF_PROVIDER_5}, the most of provider 5.x"
        yield Problem(message, "pin hashicorp/aws to 6.x in the root module, or write 256KiB", ("max_message_size",))


@rule("SQS002")
def fifo_queue_with_a_standard_name(node: Node[Queue]) -> Iterator[Problem]:
    """The name of a FIFO queue ends in .fifo.

    ## Why
    SQS has it so: an existing queue without that ending is a standard queue, and takes no message group. The queues
    that eventgen makes get the ending unasked.

    ## Fix
    Name the FIFO queue in `existing`, or take `fifo` away.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
    """
    there = node.existing
    if isinstance(there, str) and node.spec.fifo and not there.endswith(".fifo"):
        message = f"{node.name}: fifo is true, and {there} is a standard queue: its name does not end in .fifo"
        yield Problem(message, f"existing: {there}.fifo, or take `fifo` away", ("fifo",))


@rule("SQS015", Severity.WARNING)
def dead_letters_that_expire_first(node: Node[Queue]) -> Iterator[Problem]:
    """A dead-letter queue keeps messages longer than its queue does.

    ## Why
    In a standard queue the age of a message counts from when it was sent, not from when it came to the dead-letter
    queue: one that moves late is deleted before anybody has seen it.

    ## Fix
    Write `dead_letter: {retention: 14d}`, and for the queue less than that, such as `retention: 10d`.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    """
    failed, retention = node.spec.dead_letter, node.spec.retention
    if failed and node.existing is None and not node.spec.fifo and failed.retention <= retention:
        kept, most = spell(failed.retention, SECONDS), spell(retention, SECONDS)
        message = f"{node.name}: its dead-letter queue keeps messages {kept}, and it keeps them {most} itself"
        longest, shorter = "dead_letter: {retention: 14d}", f"retention: {ADVISED_RETENTION}"
        if retention < LONGEST_RETENTION:
            yield Problem(message, longest, ("dead_letter", "retention"))
        else:  # nothing is longer: the queue has to keep them shorter
            raised = failed.retention < LONGEST_RETENTION
            yield Problem(message, f"{shorter}, {longest}" if raised else shorter, ("retention",))


@rule("SQS029", Severity.INFO)
def dead_letters_out_of_order(node: Node[Queue]) -> Iterator[Problem]:
    """A dead-letter queue takes a message out of the order of its group.

    ## Why
    What follows in the group is then handled although what came before was not. Without a dead-letter queue a message
    that always fails blocks its group until it expires: only the one or the other is to be had.

    ## Fix
    Say which is meant: `dead_letter: true`, or `dead_letter: false` if no message may be skipped.

    ## Source
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    """
    unsaid = node.existing is None and "dead_letter" not in node.written
    if node.spec.fifo and node.spec.dead_letter and unsaid:
        tries = f"after {node.spec.dead_letter.after} receives"
        message = f"{node.name}: {tries} a message leaves for the dead-letter queue, and its group goes on"
        yield Problem(message, "dead_letter: true, or false if no message may be skipped")
