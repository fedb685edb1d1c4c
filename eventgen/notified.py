"""What a notification of S3 is about, as other places of a page say it: for fixes."""

from collections.abc import Mapping
from typing import Any

# S3's own event types, and what EventBridge gets: detail-type, and what the detail says besides (ev-events,
# EventBridge's reference of S3)
_DELETED, _MARKED = {"deletion-type": "Permanently Deleted"}, {"deletion-type": "Delete Marker Created"}
_EXPIRY = {"reason": "Lifecycle Expiration"}
ON_THE_BUS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "ObjectCreated:Put": ("Object Created", {"reason": "PutObject"}),
    "ObjectCreated:Post": ("Object Created", {"reason": "POST Object"}),
    "ObjectCreated:Copy": ("Object Created", {"reason": "CopyObject"}),
    "ObjectCreated:CompleteMultipartUpload": ("Object Created", {"reason": "CompleteMultipartUpload"}),
    "ObjectRemoved:Delete": ("Object Deleted", {"reason": "DeleteObject", **_DELETED}),
    "ObjectRemoved:DeleteMarkerCreated": ("Object Deleted", {"reason": "DeleteObject", **_MARKED}),
    "LifecycleExpiration:Delete": ("Object Deleted", {**_EXPIRY, **_DELETED}),
    "LifecycleExpiration:DeleteMarkerCreated": ("Object Deleted", {**_EXPIRY, **_MARKED}),
    "ObjectRestore:Post": ("Object Restore Initiated", {}),
    "ObjectRestore:Completed": ("Object Restore Completed", {}),
    "ObjectRestore:Delete": ("Object Restore Expired", {}),
    "LifecycleTransition": ("Object Storage Class Changed", {}),
    "IntelligentTiering": ("Object Access Tier Changed", {}),
    "ObjectAcl:Put": ("Object ACL Updated", {}),
    "ObjectTagging:Put": ("Object Tags Added", {}),
    "ObjectTagging:Delete": ("Object Tags Deleted", {}),
}


def said(options: Any) -> dict[str, Any]:
    """What the page says of a notification, besides what goes without saying."""
    given = {name: getattr(options, name) for name in ("events", "prefix", "suffix")}
    usual = type(options).model_fields["events"].default
    return {name: _text(value) for name, value in given.items() if value and value != usual}


def rule_of(bucket: str, options: Any) -> dict[str, Any]:
    """A rule about the same; of some events a bus is not told."""
    kinds = [kind for event in options.events for kind in ON_THE_BUS if kind == event or kind.startswith(f"{event}:")]
    rule = {"bucket": bucket, "events": list(dict.fromkeys(ON_THE_BUS[kind][0] for kind in kinds))}
    detail: dict[str, Any] = {}
    for field in ("reason", "deletion-type"):
        wanted, all_ = (
            list(dict.fromkeys(ON_THE_BUS[kind][1].get(field) for kind in of))
            for of in (kinds, [kind for kind, (type_, _) in ON_THE_BUS.items() if type_ in rule["events"]])
        )
        if None not in wanted and set(wanted) != set(all_):
            detail[field] = wanted
    if key := _key(options):
        detail["object"] = {"key": [key]}
    return {**rule, "pattern": {"detail": detail}} if detail else rule


def inline(value: Any) -> str:
    """A value as YAML writes it on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {inline(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    from eventgen.splices import written

    return written(value)


def _key(options: Any) -> dict[str, str]:
    """What a key is to be like; in events of a bus it is not URL-encoded."""
    from eventgen.filters.notifications import decoded

    prefix, suffix = (decoded(str(end or "")) for end in (options.prefix, options.suffix))
    if prefix and suffix:
        return {"wildcard": f"{prefix}*{suffix}".replace("\\", "\\\\")}
    return {"prefix": prefix} if prefix else {"suffix": suffix} if suffix else {}


def _text(value: Any) -> Any:
    return value if isinstance(value, list) else str(value)
