"""What a notification of S3 is about, as other places of a page say it: for fixes."""

from collections.abc import Mapping
from typing import Any

# S3's event types, or families of them -> what a bus gets: the detail type, and the reason where it has one (ev-events)
ON_A_BUS: Mapping[str, tuple[str, str]] = {
    "ObjectCreated:Put": ("Object Created", "PutObject"),
    "ObjectCreated:Post": ("Object Created", "POST Object"),
    "ObjectCreated:Copy": ("Object Created", "CopyObject"),
    "ObjectCreated:CompleteMultipartUpload": ("Object Created", "CompleteMultipartUpload"),
    "ObjectCreated": ("Object Created", ""),
    "ObjectRemoved": ("Object Deleted", "DeleteObject"),
    "LifecycleExpiration": ("Object Deleted", "Lifecycle Expiration"),
    "ObjectRestore:Post": ("Object Restore Initiated", ""),
    "ObjectRestore:Completed": ("Object Restore Completed", ""),
    "ObjectRestore:Delete": ("Object Restore Expired", ""),
    "LifecycleTransition": ("Object Storage Class Changed", ""),
    "IntelligentTiering": ("Object Access Tier Changed", ""),
    "ObjectAcl": ("Object ACL Updated", ""),
    "ObjectTagging:Put": ("Object Tags Added", ""),
    "ObjectTagging:Delete": ("Object Tags Deleted", ""),
}


def said(options: Any) -> dict[str, Any]:
    """What the page says of a notification, besides what goes without saying."""
    given = {name: getattr(options, name) for name in ("events", "prefix", "suffix")}
    usual = type(options).model_fields["events"].default
    return {name: _text(value) for name, value in given.items() if value and value != usual}


def rule_of(bucket: str, options: Any) -> dict[str, Any]:
    """A rule about the same; of some events a bus is not told."""
    told = [pair for event in options.events for pair in _on_a_bus(event)]
    reasons = list(dict.fromkeys(reason for _, reason in told))
    detail: dict[str, Any] = {} if "" in reasons or not reasons else {"reason": reasons}
    if key := _key(options):
        detail["object"] = {"key": [key]}
    rule = {"bucket": bucket, "events": list(dict.fromkeys(kind for kind, _ in told))}
    return {**rule, "pattern": {"detail": detail}} if detail else rule


def inline(value: Any) -> str:
    """A value as YAML writes it on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {inline(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    from eventgen.splices import written

    return written(value)


def _on_a_bus(event: str) -> list[tuple[str, str]]:
    alone = ON_A_BUS.get(event) or ON_A_BUS.get(event.split(":")[0])
    return [alone] if alone else [pair for name, pair in ON_A_BUS.items() if name.startswith(f"{event}:")]


def _key(options: Any) -> dict[str, str]:
    """What a key is to be like; in events of a bus it is not URL-encoded."""
    from eventgen.filters.notifications import decoded

    prefix, suffix = (decoded(str(end or "")) for end in (options.prefix, options.suffix))
    if prefix and suffix:
        return {"wildcard": f"{prefix}*{suffix}".replace("\\", "\\\\")}
    return {"prefix": prefix} if prefix else {"suffix": suffix} if suffix else {}


def _text(value: Any) -> Any:
    return value if isinstance(value, list) else str(value)
