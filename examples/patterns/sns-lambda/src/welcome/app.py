"""Welcomes people who signed up, as told by an SNS topic.

SNS invokes the function asynchronously with its envelope:
`{"Records": [{"Sns": {"Message": "...", "MessageAttributes": {"plan": {"Value": "pro", ...}}}}]}`.
`Message` is text; here it holds JSON. An exception makes Lambda try again, twice, after about one and two
minutes; then the event goes to the on_failure destination, the dead-letter queue that the page asks for.
So nothing is caught here: an error that is swallowed would be a person who is never welcomed.
"""

import json
import logging
import os
from typing import Any

LOG = logging.getLogger(__name__)
LOG.setLevel(os.environ.get("LOG_LEVEL", "INFO").upper())


def handler(event: dict[str, Any], context: object) -> None:
    """Unwrap the envelope. SNS sends one record per invocation, so an exception fails no other message."""
    for record in event["Records"]:
        sns = record["Sns"]
        attributes = {name: attribute["Value"] for name, attribute in sns["MessageAttributes"].items()}
        LOG.info(json.dumps({"message": "signup received", "message_id": sns["MessageId"], **_plan(attributes)}))
        welcome(json.loads(sns["Message"]), attributes)


def welcome(signup: dict[str, Any], attributes: dict[str, str]) -> None:
    """Your work. It may run more than once for one signup; SNS and Lambda both deliver at least once."""
    if not isinstance(signup, dict):
        raise ValueError(f"a signup is a JSON object, not {type(signup).__name__}")
    if "@" not in str(signup.get("email", "")):
        raise ValueError("a signup needs an email address")
    # The address stays out of the log: it is personal data.
    LOG.info(json.dumps({"message": "welcomed", "user_id": signup.get("user_id"), **_plan(attributes)}))


def _plan(attributes: dict[str, str]) -> dict[str, str]:
    """The attribute on which the subscription filters."""
    return {"plan": attributes["plan"]} if "plan" in attributes else {}
