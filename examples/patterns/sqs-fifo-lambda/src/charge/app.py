"""Charges payments from an SQS FIFO queue, in order within each account.

An SQS batch arrives, in order; a message's group (here: the account) is `attributes.MessageGroupId`, and one
batch may hold several groups. AWS asks a FIFO consumer to stop at the first failure and to return the failed
message and all unprocessed ones: what is not returned is deleted, and a later payment must not overtake an
earlier one. Order holds within a group only, so only the failed message's group stops here; the others go on.

A returned message comes again after the visibility timeout, and goes to the dead-letter queue after three
tries. SQS counts a try for each message that it hands over, also for those that only waited behind the
failed one: waiters that came along every time follow it there. Redrive that queue once the cause is mended.
"""

import json
import logging
import os
from typing import Any

LOG = logging.getLogger(__name__)
LOG.setLevel(os.environ.get("LOG_LEVEL", "INFO").upper())


def handler(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Charge the payments in turn; after a failure, leave the rest of that group for the next try."""
    failures = []
    blocked: set[str] = set()
    for record in event["Records"]:
        message_id, group = record["messageId"], record["attributes"]["MessageGroupId"]
        where = {"message_id": message_id, "group": group}
        if group in blocked:
            failures.append({"itemIdentifier": message_id})
            LOG.warning(json.dumps({"message": "payment waits for an earlier one", **where}))
            continue
        try:
            charge(json.loads(record["body"]))
        except Exception:
            blocked.add(group)
            failures.append({"itemIdentifier": message_id})
            LOG.exception(json.dumps({"message": "payment failed", **where}))
    return {"batchItemFailures": failures}


def charge(payment: dict[str, Any]) -> None:
    """Your work. Pass the payment's id on as an idempotency key: a payment may come twice."""
    if not isinstance(payment, dict):
        raise ValueError(f"a payment is a JSON object, not {type(payment).__name__}")
    if not payment.get("id"):
        raise ValueError("a payment needs an id")
    cents = payment.get("cents", 0)
    if not isinstance(cents, int) or cents < 0:
        raise ValueError(f"cents must be a whole number and not negative: {cents!r}")
    LOG.info(json.dumps({"message": "payment charged", "payment_id": payment["id"], "cents": cents}))
