"""Events of AWS as the services write them: those of buses, of S3, of calls of its APIs."""

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote_plus

from eventgen.notified import ON_THE_BUS
from eventgen.resources.rule import READ_ONLY
from eventgen.simulate.names import ACCOUNT, REGION, START

API_CALL = "AWS API Call via CloudTrail"
PUT = "ObjectCreated:Put"
WITHOUT_SIZE = ("Object Deleted", "Object Storage Class Changed", "Object ACL Updated", "Object Tags Added")


class Said(Protocol):
    """What a test says of an event."""

    @property
    def body(self) -> Any:
        """Its body."""


def event(kind: str | None, source: str | None, said: Said) -> Any:
    """An event of a bus: the body is its detail, unless it is a whole event already."""
    body = said.body
    if isinstance(body, dict) and "detail-type" in body:
        return {**_around(body["detail-type"], body.get("source", "test")), **body}
    service, _, call = (kind or "").partition(":")
    if call.isalnum() and service:
        return api_call(service, call, body)
    return {**_around(kind or "test", source or "test"), "detail": {} if body is None else body}


def _around(kind: str, source: str) -> dict[str, Any]:
    about = {"version": "0", "id": "0", "detail-type": kind, "source": source}
    return {**about, "account": ACCOUNT, "time": START, "region": REGION, "resources": []}


def api_call(service: str, call: str, parameters: Any) -> dict[str, Any]:
    """A call of an API of AWS, as CloudTrail tells of it."""
    detail = {
        "eventVersion": "1.08",
        "userIdentity": {"type": "AssumedRole", "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/somebody/session"},
        "eventTime": START,
        "eventSource": f"{service}.amazonaws.com",
        "eventName": call,
        "awsRegion": REGION,
        "sourceIPAddress": "192.0.2.1",
        "requestParameters": parameters or {},
        "responseElements": None,
        "readOnly": call.startswith(READ_ONLY),
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "eventCategory": "Management",
    }
    return {**_around(API_CALL, f"aws.{service}"), "detail": detail}


def object_event(bucket: str, about: Mapping[str, Any]) -> dict[str, Any] | None:
    """What happened to an object, as S3 tells a bus; of some things it does not."""
    if about["event"] not in ON_THE_BUS:
        return None
    kind, more = ON_THE_BUS[about["event"]]
    thing = {"key": about["key"], "sequencer": "0"}
    if kind not in WITHOUT_SIZE:
        thing = {**thing, "size": about["size"], "etag": "0"}
    detail = {"version": "0", "bucket": {"name": bucket}, "object": thing, "requester": ACCOUNT, **more}
    return {**_around(kind, "aws.s3"), "resources": [f"arn:aws:s3:::{bucket}"], "detail": detail}


def notification(bucket: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """What happened to an object, as S3's notifications tell it. Keys are URL-encoded there."""
    thing = {"key": quote_plus(about["key"], safe="/"), "size": about["size"], "eTag": "0", "sequencer": "0"}
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": REGION,
        "eventTime": START,
        "eventName": about["event"],
        "userIdentity": {"principalId": "AWS:SOMEBODY"},
        "requestParameters": {"sourceIPAddress": "192.0.2.1"},
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": bucket,
            "bucket": {"name": bucket, "ownerIdentity": {"principalId": "OWNER"}, "arn": f"arn:aws:s3:::{bucket}"},
            "object": thing,
        },
    }
    return {"Records": [record]}
