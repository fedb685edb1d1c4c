"""What eventgen knows, as tables for people and as JSON for programs: codes, flows, and what AWS does not connect."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from eventgen import kinds
from eventgen.explain import explanations

ANY = "*"  # in the table of what AWS does not connect
Row = dict[str, Any]


def rules() -> list[Row]:
    """Every code: what holds, how bad it is if not, whether --fix may mend it and whether it can be ignored."""
    return [
        {
            "code": found.code,
            "name": found.name,
            "severity": found.severity.word,
            "says": found.says,
            "why": found.why,
            "fix": found.fix,
            "sources": list(found.sources),
            "fixable": found.mended,
            "ignorable": found.ignorable,
        }
        for found in explanations().values()
    ]


def flows() -> list[Row]:
    """Every kind of flow, with its options."""
    made = []
    for name in kinds.names("integrations"):
        source, target = name.split("_to_")
        integration = kinds.integration(source, target)
        assert integration
        options = list(integration.options.model_fields)
        made.append({"from": _words(source), "to": _words(target), "says": integration.says, "options": options})
    return made


def impossible() -> list[Row]:
    """The pairs of kinds that AWS does not connect, why, and what would connect them."""
    table = json.loads(files("eventgen").joinpath("impossible.json").read_text("utf-8"))
    made = []
    for pair, words in sorted(table.items()):
        source, target = map(_words, pair.split())
        names = {"s": source.replace(ANY, "NAME"), "t": target.replace(ANY, "NAME")}
        why, instead = (text.format(**names) for text in words)
        made.append({"from": source.replace(ANY, "anything"), "to": target.replace(ANY, "anything")})
        made[-1] |= {"why": why, "instead": instead}
    return made


def written_rules(form: str) -> str:
    return _json({"rules": rules()}) if form == "json" else "\n".join(rules_table())


def written_integrations(form: str) -> str:
    if form == "json":
        return _json({"flows": flows(), "impossible": impossible()})
    titled = ("## Flows", "", *flows_table(), "", "## What AWS does not connect", "", *impossible_table())
    return "\n".join(titled)


def rules_table() -> Iterator[str]:
    yes: Callable[[bool], str] = {True: "yes", False: ""}.__getitem__
    yield from header("code", "severity", "what holds", "`--fix`", "can be ignored")
    for found in rules():
        yield row(found["code"], found["severity"], found["says"], yes(found["fixable"]), yes(found["ignorable"]))


def flows_table() -> Iterator[str]:
    yield from header("from", "to", "what happens", "options")
    for flow in flows():
        yield row(flow["from"], flow["to"], flow["says"], ", ".join(f"`{option}`" for option in flow["options"]))


def impossible_table() -> Iterator[str]:
    yield from header("from", "to", "why not", "instead")
    yield from (row(*pair.values()) for pair in impossible())


def header(*names: str) -> Iterator[str]:
    yield row(*names)
    yield row(*("---" for _ in names))


def row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
