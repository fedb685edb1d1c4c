"""What no page can make wrong about event source mappings."""

from typing import Any

import pytest
from made import FUNCTION, Made, code, names, refused

ENDS = f"queues: {{orders: {{}}, lost: {{}}}}\nstreams: {{clicks: {{}}}}\nfunctions: {{work: {FUNCTION}}}\n"
STREAMS_ONLY = (
    *("destination_config", "bisect_batch_on_function_error", "maximum_retry_attempts", "parallelization_factor"),
    *("maximum_record_age_in_seconds", "starting_position", "tumbling_window_in_seconds"),
)


def test_a_queue_and_a_function_have_one_mapping() -> None:
    flows = "flows: [orders -> work, {from: orders, to: work, batch: {size: 5}}]"
    assert refused(ENDS + flows) == ["FLOW003"]
    made = Made(ENDS + "flows: [{from: [orders, clicks], to: work}]")
    ends = [
        tuple(block.attributes.get(end) for end in ("event_source_arn", "function_name")) for block in mappings(made)
    ]
    assert len(set(ends)) == len(ends) == 2


def mappings(made: Made) -> list[Any]:
    return made.all("aws_lambda_event_source_mapping")


def test_the_mapping_of_a_queue_has_nothing_of_streams() -> None:
    page = ENDS + "flows: [{from: orders, to: work, batch: {size: 20, window: 5s}, concurrency: 5}]"
    (mapping,) = mappings(Made(page))
    assert names(mapping) & set(STREAMS_ONLY) == set()
    options = [
        "retries: 1",
        "max_age: 1h",
        "bisect: true",
        "parallel: 2",
        "starting_position: latest",
        "dead_letter: lost",
    ]
    for option in options:
        assert refused(ENDS + f"flows: [{{from: orders, to: work, {option}}}]") == ["PAGE001"], option


def test_a_mapping_starts_at_the_oldest_record_or_the_newest() -> None:
    flow = "flows: [{{from: clicks, to: work, starting_position: {}}}]"
    for word in ("latest", "trim_horizon"):
        (mapping,) = mappings(Made(ENDS + flow.format(word)))
        assert mapping.attributes["starting_position"] == word.upper()
    assert refused(ENDS + flow.format("at_timestamp")) == ["ESM018"]


@pytest.mark.parametrize(("option", "queue"), [("", "clicks_dead_letter"), (", dead_letter: lost", "lost")])
def test_failed_batches_of_a_stream_go_to_a_queue(option: str, queue: str) -> None:
    (mapping,) = mappings(Made(ENDS + f"flows: [{{from: clicks, to: work{option}}}]"))
    failed = mapping.find("destination_config").find("on_failure")
    assert code(failed.attributes["destination_arn"]) == f"aws_sqs_queue.{queue}.arn"
    assert refused(ENDS + "flows: [{from: clicks, to: work, dead_letter: work}]") == ["FLOW004"]


@pytest.mark.parametrize("source", ["orders", "clicks"])
def test_a_function_says_which_messages_failed(source: str) -> None:
    (mapping,) = mappings(Made(ENDS + f"flows: [{source} -> work]"))
    assert mapping.attributes["function_response_types"] == ["ReportBatchItemFailures"]


def test_a_function_may_do_what_polling_needs() -> None:
    made = Made(ENDS.replace("orders: {}", "orders: {encryption: kms}") + "flows: [orders -> work]")
    statements = made.statements("aws_iam_role_policy.work")
    received = statements["ReceiveFromOrders"]
    assert {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"} <= set(received["Action"])
    assert code(received["Resource"]) == "aws_sqs_queue.orders.arn"
    assert statements["UseKeyToReceive"]["Action"] == "kms:Decrypt"
    (mapping,) = mappings(made)
    assert code(mapping.attributes["depends_on"][0]) == "aws_iam_role_policy.work"
