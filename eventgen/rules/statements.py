"""Statements of policies -> the least that AWS stores of them: what rules about the size of policies count."""

import json
from typing import Any

from eventgen.hcl import Expr, Text

ACCOUNT = "123456789012"


def written(statement: Any, prefix: str) -> str:
    """A statement as AWS keeps it, without spaces; `prefix` begins the names of what the module makes."""
    return json.dumps(statement, separators=(",", ":"), default=lambda value: _spelt(value, prefix))


def _spelt(value: Expr | Text, prefix: str) -> str:
    """What AWS has in the place of an expression, at the least."""
    if isinstance(value, Text):
        return str(value)
    type_, *rest = value.code.split(".")
    if not type_.startswith("aws_"):
        return ACCOUNT
    place = "s3::" if type_ == "aws_s3_bucket" else f"sqs:us-east-1:{ACCOUNT}"  # no service has shorter ARNs
    return f"arn:aws:{place}:{prefix}-{rest[0]}"
