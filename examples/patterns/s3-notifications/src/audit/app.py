"""Writes restores and replications of objects to the log, as told by S3.

S3 invokes the function asynchronously: `{"Records": [{"eventName": "ObjectRestore:Completed", "s3": ...}]}`;
the names come without the `s3:` that they have in the bucket's configuration. What is peculiar to the kind of
event is in `glacierEventData` or `replicationEventData`. An exception makes Lambda try again, twice; then the
event goes to the function's on_failure destination or dead-letter queue if it has one, and is lost if not.
"""

import json
import logging
import os
from typing import Any
from urllib.parse import unquote_plus

LOG = logging.getLogger(__name__)
LOG.setLevel(os.environ.get("LOG_LEVEL", "INFO").upper())

ALARMING = ("Replication:OperationFailedReplication", "Replication:OperationMissedThreshold")


def handler(event: dict[str, Any], context: object) -> None:
    """Audit each record. S3 may tell twice: the lines then agree in all fields, and do no harm."""
    for record in event["Records"]:
        audit(record)


def audit(record: dict[str, Any]) -> None:
    """Your work: one line an event, as a warning where an object was not replicated, or not in time."""
    entry = {
        "message": "audit",
        "event": record["eventName"],
        "time": record["eventTime"],
        "bucket": record["s3"]["bucket"]["name"],
        "key": unquote_plus(record["s3"]["object"]["key"]),  # URL-encoded, as in every S3 notification
        "version": record["s3"]["object"].get("versionId"),
        **_details(record),
    }
    LOG.log(logging.WARNING if record["eventName"] in ALARMING else logging.INFO, json.dumps(entry))


def _details(record: dict[str, Any]) -> dict[str, Any]:
    if "replicationEventData" in record:
        replication = record["replicationEventData"]
        return {
            "destination": replication.get("destinationBucket"),
            "failure": replication.get("failureReason"),
        }
    # Only a completed restore has an end; the request for one (ObjectRestore:Post) has none yet.
    restore = record.get("glacierEventData", {}).get("restoreEventData", {})
    return {"restored_until": restore["lifecycleRestorationExpiryTime"]} if restore else {}
