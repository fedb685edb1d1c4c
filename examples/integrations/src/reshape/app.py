"""Reshapes records on their way through Firehose: each needs an answer that says what became of it.

A batch is `{"records": [{"recordId": "1", "data": "<Base64>"}]}`. A record that is no JSON is handed back as
failed, and Firehose writes it below the error prefix.
"""

import base64
import json
from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Every record, compact, in the order in which they came."""
    return {"records": [reshaped(record) for record in event["records"]]}


def reshaped(record: dict[str, str]) -> dict[str, str]:
    try:
        data = json.dumps(json.loads(base64.b64decode(record["data"])), separators=(",", ":"))
    except ValueError:
        return {**record, "result": "ProcessingFailed"}
    encoded = base64.b64encode(data.encode()).decode()
    return {"recordId": record["recordId"], "result": "Ok", "data": encoded}
