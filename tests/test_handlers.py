"""The starters of examples/patterns: handlers do what AWS expects."""

import importlib.util
import json
import logging
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from test_starters import NAMES, PATTERNS, page

CONTEXT = SimpleNamespace(function_name="f", aws_request_id="c6af9ac6-7b61-11e6-9a41-93e8deadbeef")


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A handler's module by pattern and function, made anew; no bytecode stays where `init` would copy it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def module(pattern: str, function: str) -> ModuleType:
        path = PATTERNS / pattern / "src" / function / "app.py"
        spec = importlib.util.spec_from_file_location(f"{function}_app", path)
        assert spec and spec.loader
        made = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)
        return made

    return module


def sqs(*messages: tuple[str, Any], group: str | None = None) -> dict[str, Any]:
    """An SQS batch; each message is (id, body), and a body that is no text goes as JSON."""
    return {"Records": [sqs_record(id_, body, group) for id_, body in messages]}


def sqs_record(message_id: str, body: Any, group: str | None = None) -> dict[str, Any]:
    attributes = {
        "ApproximateReceiveCount": "2",
        "SentTimestamp": "1545082649183",
        "SenderId": "AIDAIENQZJOLO23YVJ4VO",
        "ApproximateFirstReceiveTimestamp": "1545082649185",
    }
    if group:
        attributes |= {
            "MessageGroupId": group,
            "SequenceNumber": "18849496460467696128",
            "MessageDeduplicationId": f"dedup-{message_id}",
        }
    return {
        "messageId": message_id,
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
        "body": body if isinstance(body, str) else json.dumps(body),
        "attributes": attributes,
        "messageAttributes": {},
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:queue" + (".fifo" if group else ""),
        "awsRegion": "eu-west-1",
    }


def s3_record(event: str, key: str, **more: Any) -> dict[str, Any]:
    return {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": "eu-west-1",
        "eventTime": "2026-03-01T10:00:00.000Z",
        "eventName": event,
        "userIdentity": {"principalId": "AWS:AIDAJDPLRKLG7UEXAMPLE"},
        "requestParameters": {"sourceIPAddress": "203.0.113.7"},
        "responseElements": {
            "x-amz-request-id": "C3D13FE58DE4C810",
            "x-amz-id-2": "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG",
        },
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": "images",
            "bucket": {
                "name": "uploads-123",
                "ownerIdentity": {"principalId": "A3NL1KOZZKExample"},
                "arn": "arn:aws:s3:::uploads-123",
            },
            "object": {
                "key": key,
                "size": 2048,
                "eTag": "d41d8cd98f00b204e9800998ecf8427e",
                "versionId": "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                "sequencer": "0055AED6DCD90281E5",
            },
        },
        **more,
    }


def sns(message: Any, **attributes: str) -> dict[str, Any]:
    topic = "arn:aws:sns:eu-west-1:123456789012:signups"
    return {
        "Records": [
            {
                "EventSource": "aws:sns",
                "EventVersion": "1.0",
                "EventSubscriptionArn": f"{topic}:21be56ed-a058-49f5-8c98-aedd2564c486",
                "Sns": {
                    "SignatureVersion": "1",
                    "Timestamp": "2026-03-01T12:45:07.000Z",
                    "Signature": "tcc6faL2yUC6dgZdmrwh1Y4cGa",
                    "SigningCertUrl": "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-x.pem",
                    "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                    "Message": message if isinstance(message, str) else json.dumps(message),
                    "MessageAttributes": {k: {"Type": "String", "Value": v} for k, v in attributes.items()},
                    "Type": "Notification",
                    "UnsubscribeUrl": "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe",
                    "TopicArn": topic,
                    "Subject": None,
                },
            }
        ]
    }


def failed(answer: dict[str, Any]) -> list[str]:
    assert list(answer) == ["batchItemFailures"]
    assert all(list(item) == ["itemIdentifier"] for item in answer["batchItemFailures"])
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """The log; a line that is no JSON fails here."""
    return [json.loads(record.getMessage()) for record in caplog.records]


@pytest.mark.parametrize(
    ("pattern", "function"),
    [(name, function) for name in NAMES for function in page(name).get("functions", {})],
)
def test_handler_is_where_the_page_says(load: Any, pattern: str, function: str) -> None:
    options = page(pattern)["functions"][function]
    file, entry = options["handler"].split(".")
    assert (PATTERNS / pattern / options["code"]["directory"] / f"{file}.py").is_file()
    module = load(pattern, function)
    assert callable(getattr(module, entry)) and module.__doc__


def test_log_level_comes_from_the_environment(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for pattern in NAMES:
        for function in page(pattern).get("functions", {}):
            monkeypatch.setenv("LOG_LEVEL", "warning")
            assert load(pattern, function).LOG.level == logging.WARNING
            monkeypatch.delenv("LOG_LEVEL")
            assert load(pattern, function).LOG.level == logging.INFO


# sqs-lambda


def test_process_returns_only_the_bad_messages(load: Any, caplog: pytest.LogCaptureFixture) -> None:
    event = sqs(
        ("m1", {"id": 1, "items": ["book", "pen"]}),
        ("m2", "{no json"),
        ("m3", {"items": []}),
        ("m4", ["no", "object"]),
        ("m5", {"id": 5}),
    )
    assert failed(load("sqs-lambda", "process").handler(event, CONTEXT)) == ["m2", "m3", "m4"]
    told = lines(caplog)
    assert told[0] == {"message": "order processed", "order_id": 1, "items": 2}
    assert told[1] == {"message": "order failed", "message_id": "m2", "attempt": 2}
    assert "JSONDecodeError" in caplog.text  # the cause stands with the line
    assert told[-1]["order_id"] == 5


def test_process_takes_what_the_test_of_its_page_sends(load: Any) -> None:
    body = page("sqs-lambda")["tests"][0]["send"]["body"]
    assert failed(load("sqs-lambda", "process").handler(sqs(("m1", body)), CONTEXT)) == []


@pytest.mark.parametrize(("pattern", "function"), [("sqs-lambda", "process"), ("sqs-fifo-lambda", "charge")])
def test_an_error_of_the_work_fails_its_message(
    load: Any, monkeypatch: pytest.MonkeyPatch, pattern: str, function: str
) -> None:
    module = load(pattern, function)

    def work(payload: dict[str, Any]) -> None:
        if payload["id"] == 1:
            raise TimeoutError("the database does not answer")

    monkeypatch.setattr(module, function, work)
    event = {"Records": [sqs_record("m1", {"id": 1}, "a"), sqs_record("m2", {"id": 2}, "b")]}
    assert failed(module.handler(event, CONTEXT)) == ["m1"]


# sqs-fifo-lambda


def test_charge_blocks_the_group_of_a_failure_and_no_other(load: Any, caplog: pytest.LogCaptureFixture) -> None:
    event = {
        "Records": [
            sqs_record("a1", {"id": "a:1", "cents": -5}, "a"),
            sqs_record("a2", {"id": "a:2", "cents": 200}, "a"),
            sqs_record("b3", {"id": "b:3", "cents": 300}, "b"),
            sqs_record("a4", {"id": "a:4", "cents": 400}, "a"),
        ]
    }
    assert failed(load("sqs-fifo-lambda", "charge").handler(event, CONTEXT)) == ["a1", "a2", "a4"]
    charged = [line["payment_id"] for line in lines(caplog) if line["message"] == "payment charged"]
    assert charged == ["b:3"]  # neither a:2 nor a:4 overtook a:1


def test_charge_keeps_what_went_before_the_failure(load: Any, caplog: pytest.LogCaptureFixture) -> None:
    event = sqs(("a1", {"id": 1}), ("a2", "{no json"), ("a3", {"id": 3}), group="a")
    assert failed(load("sqs-fifo-lambda", "charge").handler(event, CONTEXT)) == ["a2", "a3"]
    assert [line["message"] for line in lines(caplog)] == [
        "payment charged",
        "payment failed",
        "payment waits for an earlier one",
    ]


def test_charge_forgets_blocked_groups_between_batches(load: Any) -> None:
    module = load("sqs-fifo-lambda", "charge")
    assert failed(module.handler(sqs(("a1", {}), group="a"), CONTEXT)) == ["a1"]
    assert failed(module.handler(sqs(("a1", {"id": 1}), ("a2", {"id": 2}), group="a"), CONTEXT)) == []


@pytest.mark.parametrize("payment", [{}, {"id": ""}, {"id": 1, "cents": "5"}, {"id": 1, "cents": 0.5}, [1], None])
def test_charge_refuses(load: Any, payment: Any) -> None:
    with pytest.raises(ValueError):
        load("sqs-fifo-lambda", "charge").charge(payment)


# sns-lambda


def test_welcome_unwraps_the_envelope(load: Any, caplog: pytest.LogCaptureFixture) -> None:
    load("sns-lambda", "welcome").handler(sns({"user_id": "u1", "email": "ada@example.com"}, plan="pro"), CONTEXT)
    assert lines(caplog) == [
        {"message": "signup received", "message_id": "95df01b4-ee98-5cb9-9903-4c221d41eb5e", "plan": "pro"},
        {"message": "welcomed", "user_id": "u1", "plan": "pro"},
    ]
    assert "ada@example.com" not in caplog.text


@pytest.mark.parametrize("message", ["{no json", "[]", "{}", {"email": "nobody"}, {"email": None}])
def test_welcome_raises_so_that_lambda_tries_again(load: Any, message: Any) -> None:
    with pytest.raises(ValueError):  # JSONDecodeError is one
        load("sns-lambda", "welcome").handler(sns(message), CONTEXT)


# s3-notifications


class S3:
    """Stands in for boto3's client; a key that is not there fails as there."""

    def __init__(self) -> None:
        self.copies: list[dict[str, Any]] = []

    def copy_object(self, **arguments: Any) -> None:
        if arguments["Key"].startswith("gone/"):
            raise RuntimeError("NoSuchKey")
        self.copies.append(arguments)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> S3:
    client = S3()
    boto3 = ModuleType("boto3")
    boto3.client = lambda service: {"s3": client}[service]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "boto3", boto3)
    monkeypatch.setenv("THUMBS_BUCKET", "thumbs-123")
    return client


def test_resize_copies_under_the_decoded_key(load: Any, s3: S3) -> None:
    body = {"Records": [s3_record("ObjectCreated:Put", "photos/my+photo%281%29.jpg")]}
    assert failed(load("s3-notifications", "resize").handler(sqs(("m1", body)), CONTEXT)) == []
    key = "photos/my photo(1).jpg"
    assert s3.copies == [{"Bucket": "thumbs-123", "Key": key, "CopySource": {"Bucket": "uploads-123", "Key": key}}]


def test_resize_skips_the_test_event(load: Any, s3: S3, caplog: pytest.LogCaptureFixture) -> None:
    body = {
        "Service": "Amazon S3",
        "Event": "s3:TestEvent",
        "Time": "2026-03-01T10:00:00.000Z",
        "Bucket": "uploads-123",
        "RequestId": "5582815E1AEA5ADF",
        "HostId": "8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE",
    }
    assert failed(load("s3-notifications", "resize").handler(sqs(("m1", body)), CONTEXT)) == []
    assert s3.copies == []
    assert lines(caplog) == [{"message": "test event skipped", "bucket": "uploads-123"}]


def test_resize_returns_only_the_bad_messages(load: Any, s3: S3) -> None:
    created = [s3_record("ObjectCreated:Put", key) for key in ("a.jpg", "gone/b.jpg", "c.jpg")]
    event = sqs(
        ("m1", {"Records": created[:1]}),
        ("m2", {"Records": created[1:2]}),
        ("m3", "{no json"),
        ("m4", {"unknown": "shape"}),
        ("m5", {"Records": created[2:]}),
    )
    assert failed(load("s3-notifications", "resize").handler(event, CONTEXT)) == ["m2", "m3", "m4"]
    assert [copy["Key"] for copy in s3.copies] == ["a.jpg", "c.jpg"]


def test_resize_needs_boto3_only_to_write(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)  # makes `import boto3` fail
    assert failed(load("s3-notifications", "resize").handler(sqs(), CONTEXT)) == []


def test_audit_writes_restores(load: Any, caplog: pytest.LogCaptureFixture) -> None:
    until = "2026-03-08T00:00:00.000Z"
    restore = {"lifecycleRestorationExpiryTime": until, "lifecycleRestoreStorageClass": "GLACIER"}
    records = [
        s3_record("ObjectRestore:Post", "old/my+film.mp4"),
        s3_record("ObjectRestore:Completed", "old/my+film.mp4", glacierEventData={"restoreEventData": restore}),
    ]
    load("s3-notifications", "audit").handler({"Records": records}, CONTEXT)
    post, completed = lines(caplog)
    assert post == {
        "message": "audit",
        "event": "ObjectRestore:Post",
        "time": "2026-03-01T10:00:00.000Z",
        "bucket": "uploads-123",
        "key": "old/my film.mp4",
        "version": "096fKKXTRTtl3on89fVO.nfljtsv6qko",
    }
    assert completed == {**post, "event": "ObjectRestore:Completed", "restored_until": until}


@pytest.mark.parametrize(
    ("event", "level"),
    [
        ("OperationFailedReplication", logging.WARNING),
        ("OperationMissedThreshold", logging.WARNING),
        ("OperationReplicatedAfterThreshold", logging.INFO),
        ("OperationNotTracked", logging.INFO),
    ],
)
def test_audit_warns_of_replication_that_fails(
    load: Any, caplog: pytest.LogCaptureFixture, event: str, level: int
) -> None:
    data = {
        "replicationRuleId": "everything",
        "destinationBucket": "arn:aws:s3:::copies-123",
        "s3Operation": "OBJECT_PUT",
        "requestTime": "2026-03-01T09:59:59.000Z",
        "failureReason": "AssumeRoleNotPermitted",
    }
    record = s3_record(f"Replication:{event}", "a.jpg", replicationEventData=data)
    load("s3-notifications", "audit").handler({"Records": [record]}, CONTEXT)
    assert [r.levelno for r in caplog.records] == [level]
    (line,) = lines(caplog)
    assert (line["destination"], line["failure"]) == ("arn:aws:s3:::copies-123", "AssumeRoleNotPermitted")


def test_audit_raises_so_that_lambda_tries_again(load: Any) -> None:
    with pytest.raises(KeyError):
        load("s3-notifications", "audit").handler({"Records": [{"eventName": "ObjectRestore:Post"}]}, CONTEXT)
