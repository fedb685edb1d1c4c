"""Works off orders from an SQS queue.

An SQS batch arrives: `{"Records": [{"messageId": ..., "body": ..., "attributes": {...}}, ...]}`.
The answer names the messages that failed (ReportBatchItemFailures). Those become visible again after the
visibility timeout, and go to the dead-letter queue after the fifth try; all others are deleted.
SQS delivers at least once: the work must bear being done twice.
"""

import json
import logging
import os
from typing import Any

LOG = logging.getLogger(__name__)
LOG.setLevel(os.environ.get("LOG_LEVEL", "INFO").upper())


def handler(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Process each message by itself, so that a bad one does not fail its neighbours."""
    failures = []
    for record in event["Records"]:
        try:
            process(json.loads(record["body"]))
        except Exception:
            failures.append({"itemIdentifier": record["messageId"]})
            LOG.exception(json.dumps({"message": "order failed", **_delivery(record)}))
    return {"batchItemFailures": failures}


def process(order: dict[str, Any]) -> None:
    """Your work. An exception makes the order come again."""
    if not isinstance(order, dict):
        raise ValueError(f"an order is a JSON object, not {type(order).__name__}")
    if not order.get("id"):
        raise ValueError("an order needs an id")
    items = order.get("items", [])
    LOG.info(json.dumps({"message": "order processed", "order_id": order["id"], "items": len(items)}))


def _delivery(record: dict[str, Any]) -> dict[str, Any]:
    """What an operator needs to find the message, and to see how near it is to the dead-letter queue."""
    return {
        "message_id": record["messageId"],
        "attempt": int(record["attributes"]["ApproximateReceiveCount"]),
    }
