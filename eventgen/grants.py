"""Policy documents -> statements in one form: where IAM takes one or several, several, in no order."""

from collections.abc import Mapping
from typing import Any

_SEVERAL = frozenset({"Action", "NotAction", "Resource", "NotResource"})
_WHOM = frozenset({"Principal", "NotPrincipal"})


def statements(document: Any) -> list[dict[str, Any]]:
    """The statements of a policy document; what is none has an empty key."""
    given = document.get("Statement", []) if isinstance(document, Mapping) else []
    several = given if isinstance(given, list) else [given]
    return [normal(each) if isinstance(each, Mapping) else {"": each} for each in several]


def frame(document: Any) -> dict[str, Any]:
    """What a policy document says beside its statements."""
    return {key: value for key, value in document.items() if key != "Statement"} if isinstance(document, dict) else {}


def normal(statement: Mapping[str, Any]) -> dict[str, Any]:
    """A statement with lists wherever IAM takes one."""
    return {key: _normal(key, value) for key, value in statement.items()}


def _normal(key: str, value: Any) -> Any:
    if key in _SEVERAL:
        return _sorted(value)
    if key in _WHOM and isinstance(value, Mapping):
        return {kind: _sorted(whom) for kind, whom in value.items()}
    if key == "Condition" and isinstance(value, Mapping):
        return {test: _condition(pairs) for test, pairs in value.items()}
    return value


def _condition(pairs: Any) -> Any:
    return {key: _sorted(value) for key, value in pairs.items()} if isinstance(pairs, Mapping) else pairs


def _sorted(value: Any) -> list[Any]:
    return sorted(value if isinstance(value, list | tuple) else [value], key=repr)


def name(statement: Mapping[str, Any]) -> str:
    """What a message calls a statement: its Sid, or what it allows."""
    sid = statement.get("Sid", statement.get(""))
    return str(sid) if sid else f"{statement.get('Effect')} {', '.join(map(str, statement.get('Action', ())))}"
