"""What it costs to match a parsed event, beside parsing its JSON: `python bench/filters.py`.

Patterns as teams write them, each held against every event: `+` marks those that it lets through. Parsing and matching
take turns in every round, so that what else the machine does falls on both alike. Times are medians of the rounds in
microseconds, in brackets the share of parsing; `compile` is paid once for each pattern.
"""

import json
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from eventgen.filters import eventbridge, mappings, sns

ROUNDS, REPEATS = 41, 200

OBJECT_CREATED: dict[str, Any] = {
    "version": "0",
    "id": "17793124-05d4-b198-2fde-7ededc63b103",
    "detail-type": "Object Created",
    "source": "aws.s3",
    "account": "111122223333",
    "time": "2021-11-12T00:00:00Z",
    "region": "ca-central-1",
    "resources": ["arn:aws:s3:::uploads"],
    "detail": {
        "version": "0",
        "bucket": {"name": "uploads"},
        "object": {
            "key": "cats/1.jpg",
            "size": 5,
            "etag": "b1946ac92492d2347c6235b4d2611184",
            "sequencer": "617f08299329d189",
        },
        "request-id": "N4N7GDK58NMKJ12R",
        "requester": "123456789012",
        "source-ip-address": "1.2.3.4",
        "reason": "PutObject",
    },
}
STATE_CHANGE = {
    **OBJECT_CREATED,
    "detail-type": "EC2 Instance State-change Notification",
    "source": "aws.ec2",
    "detail": {"instance-id": "i-0123456789abcdef0", "state": "terminated"},
}
API_CALL = {
    **OBJECT_CREATED,
    "detail-type": "AWS API Call via CloudTrail",
    "source": "aws.dynamodb",
    "detail": {
        "eventVersion": "1.08",
        "userIdentity": {
            "type": "AssumedRole",
            "principalId": "AROA123456789EXAMPLE:session",
            "arn": "arn:aws:sts::123456789012:assumed-role/deploy/session",
            "sessionContext": {"attributes": {"mfaAuthenticated": "false"}},
        },
        "eventSource": "dynamodb.amazonaws.com",
        "eventName": "DeleteTable",
        "awsRegion": "eu-west-1",
        "sourceIPAddress": "10.0.3.7",
        "requestParameters": {"tableName": "orders"},
        "responseElements": {"tableDescription": {"tableStatus": "DELETING", "itemCount": 0}},
    },
}
ORDER = {
    **OBJECT_CREATED,
    "detail-type": "Order Placed",
    "source": "shop.orders",
    "detail": {
        "id": "o-1",
        "total": 120.5,
        "currency": "EUR",
        "customer": {"id": "c-9", "tier": "gold", "country": "DE"},
        "lines": [{"sku": f"sku-{index}", "quantity": index, "price": 9.99} for index in range(1, 9)],
    },
}
CHANGE = {
    "eventID": "1",
    "eventName": "MODIFY",
    "eventSource": "aws:dynamodb",
    "dynamodb": {
        "Keys": {"Id": {"S": "o-1"}},
        "NewImage": {"Id": {"S": "o-1"}, "Status": {"S": "PAID"}, "Total": {"N": "120.5"}},
        "OldImage": {"Id": {"S": "o-1"}, "Status": {"S": "NEW"}, "Total": {"N": "120.5"}},
        "StreamViewType": "NEW_AND_OLD_IMAGES",
    },
}

S3 = {"source": ["aws.s3"], "detail-type": ["Object Created"]}
PATTERNS: dict[str, tuple[Callable[[object], Callable[[object], bool]], object]] = {
    "source": (eventbridge.RULE.compile, {"source": ["shop.orders"]}),
    "bucket and suffix": (
        eventbridge.RULE.compile,
        {**S3, "detail": {"bucket": {"name": ["uploads"]}, "object": {"key": [{"suffix": ".jpg"}]}}},
    ),
    "wildcard and size": (
        eventbridge.RULE.compile,
        {
            **S3,
            "detail": {"object": {"key": [{"wildcard": "cats/*.jpg"}], "size": [{"numeric": [">", 0, "<=", 5000000]}]}},
        },
    ),
    "api call": (
        eventbridge.RULE.compile,
        {
            "source": ["aws.dynamodb"],
            "detail-type": ["AWS API Call via CloudTrail"],
            "detail": {
                "eventSource": ["dynamodb.amazonaws.com"],
                "eventName": ["DeleteTable", "UpdateTable", {"prefix": "Restore"}],
                "sourceIPAddress": [{"cidr": "10.0.0.0/16"}],
            },
        },
    ),
    "anything but, in arrays": (
        eventbridge.RULE.compile,
        {
            "source": ["shop.orders"],
            "detail": {
                "customer": {"tier": [{"anything-but": ["free", "trial"]}]},
                "lines": {"sku": [{"prefix": "sku-"}], "quantity": [{"numeric": [">=", 7]}]},
            },
        },
    ),
    "absence": (
        eventbridge.RULE.compile,
        {
            "source": [{"prefix": "shop."}],
            "replay-name": [{"exists": False}],
            "detail": {"coupon": [{"exists": False}]},
        },
    ),
    "or": (
        eventbridge.RULE.compile,
        {
            "source": ["shop.orders"],
            "detail": {
                "$or": [{"total": [{"numeric": [">", 500]}]}, {"customer": {"tier": ["gold"]}}, {"rush": [True]}]
            },
        },
    ),
    "ignoring case": (
        eventbridge.RULE.compile,
        {
            "detail-type": [{"equals-ignore-case": "order placed"}],
            "detail": {"currency": [{"equals-ignore-case": "eur"}]},
        },
    ),
    "table": (mappings.TABLE.compile, {"eventName": ["MODIFY"], "dynamodb": {"NewImage": {"Status": {"S": ["PAID"]}}}}),
    "body": (
        sns.BODY.compile,
        {"customer": {"country": ["DE", "AT"]}, "total": [{"numeric": [">=", 100]}]},
    ),
}
EVENTS: dict[str, object] = {
    "object created": OBJECT_CREATED,
    "of another key": {**OBJECT_CREATED, "detail": {**OBJECT_CREATED["detail"], "object": {"key": "cats/1.png"}}},
    "state change": STATE_CHANGE,
    "api call": API_CALL,
    "order": ORDER,
    "table change": CHANGE,
    "body of an order": ORDER["detail"],
}


def taken(run: Callable[[], object]) -> float:
    """Microseconds of one run."""
    start = perf_counter()
    for _ in range(REPEATS):
        run()
    return (perf_counter() - start) / REPEATS * 1e6


Pair = tuple[str, str]
Round = tuple[dict[str, float], dict[Pair, float]]


def main() -> None:
    matchers = {name: make(pattern) for name, (make, pattern) in PATTERNS.items()}
    rounds = [one_round(matchers) for _ in range(ROUNDS)]
    parsing = {event: median(parsed[event] for parsed, _ in rounds) for event in EVENTS}
    matching = {pair: median(matched[pair] for _, matched in rounds) for pair in rounds[0][1]}
    share = {(pattern, event): cost / parsing[event] for (pattern, event), cost in matching.items()}
    matched = {(pattern, event) for pattern, event in share if matchers[pattern](EVENTS[event])}
    print(f"{'':26}{'compile':>9}" + "".join(f"{event:>18}" for event in EVENTS))
    print(f"{'json.loads':26}{'':>9}" + "".join(f"{cost:18.2f}" for cost in parsing.values()))
    for pattern, (make, written) in PATTERNS.items():
        pairs = [(pattern, event) for event in EVENTS]
        cells = [f"{'+' if pair in matched else ''} {matching[pair]:.2f} ({share[pair]:.2f})" for pair in pairs]
        print(f"{pattern:26}{taken(partial(make, written)):9.1f}" + "".join(f"{cell:>18}" for cell in cells))
    total = sum(matching.values()) / (sum(parsing.values()) * len(PATTERNS))
    let_through = sum(matching[pair] for pair in matched) / sum(parsing[event] for _, event in matched)
    print(f"matching / parsing: all {total:.2f}, let through {let_through:.2f}, dearest {max(share.values()):.2f}")


def one_round(matchers: dict[str, Callable[[object], bool]]) -> Round:
    """What parsing each event and holding each pattern against it takes."""
    parsed: dict[str, float] = {}
    matched: dict[Pair, float] = {}
    for name, event in EVENTS.items():
        parsed[name] = taken(partial(json.loads, json.dumps(event)))
        matched |= {(pattern, name): taken(partial(matches, event)) for pattern, matches in matchers.items()}
    return parsed, matched


if __name__ == "__main__":
    main()
