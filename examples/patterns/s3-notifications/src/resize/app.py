"""Makes a thumbnail of each uploaded image, as told by S3 through an SQS queue.

An SQS batch arrives; each body is a notification, `{"Records": [{"eventName": "ObjectCreated:Put", ...}]}`,
or the `s3:TestEvent` that S3 sends once, when the notification is set up. The answer names what failed: those
messages come again after the visibility timeout, and end in the dead-letter queue after the last try.
S3 may tell twice and out of order. A thumbnail is made of the object as it is now, so neither does harm.
"""

import json
import logging
import os
from functools import cache
from importlib import import_module
from typing import Any
from urllib.parse import unquote_plus

LOG = logging.getLogger(__name__)
LOG.setLevel(os.environ.get("LOG_LEVEL", "INFO").upper())


def handler(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Handle each message by itself, so that a bad image does not fail its neighbours."""
    failures = []
    for record in event["Records"]:
        try:
            notification(json.loads(record["body"]))
        except Exception:
            failures.append({"itemIdentifier": record["messageId"]})
            LOG.exception(json.dumps({"message": "notification failed", "message_id": record["messageId"]}))
    return {"batchItemFailures": failures}


def notification(body: dict[str, Any]) -> None:
    """One notification of S3; it may tell of several objects."""
    if body.get("Event") == "s3:TestEvent":
        LOG.info(json.dumps({"message": "test event skipped", "bucket": body["Bucket"]}))
        return
    for record in body["Records"]:
        # S3 URL-encodes keys in notifications: "my photo.jpg" arrives as "my+photo.jpg".
        thumbnail(record["s3"]["bucket"]["name"], unquote_plus(record["s3"]["object"]["key"]))


def thumbnail(bucket: str, key: str) -> None:
    """Your work. Without an image library the thumbnail is a copy; scaling (Pillow in a layer) goes here."""
    thumbs = os.environ["THUMBS_BUCKET"]
    s3().copy_object(Bucket=thumbs, Key=key, CopySource={"Bucket": bucket, "Key": key})
    LOG.info(json.dumps({"message": "thumbnail written", "source": bucket, "bucket": thumbs, "key": key}))


@cache
def s3() -> Any:
    """The client, made at first use and kept while warm. boto3 comes with the runtime; tests need none."""
    return import_module("boto3").client("s3")
