"""Logs each event that it is invoked with: the handler that the examples of the integrations share.

From a queue or a stream an event is a batch, and the answer names the records that failed: none do here.
Lambda passes over the answer where a topic, a bucket or a rule invokes the function.
"""

import json
import logging
import os
from typing import Any

LOG = logging.getLogger(__name__)
LOG.setLevel(os.environ.get("LOG_LEVEL", "INFO").upper())


def handler(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """One line of JSON for each record of a batch, or for an event that comes alone."""
    for record in event.get("Records", [event]):
        LOG.info(json.dumps({"message": "received", "record": record}))
    return {"batchItemFailures": []}
