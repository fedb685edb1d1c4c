"""Renamed nodes: what has another address is moved, and nothing is called otherwise than before."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from corpus import PAGES, example
from rendered import MOCKED, write
from terraform import Terraform
from test_defaults import PROVIDER

from eventgen.check import check
from eventgen.graph import Graph
from eventgen.module import Module
from eventgen.moves import MOVED
from eventgen.pipeline import Page, read, rendered
from eventgen.plan import TESTS

BEFORE = """\
eventgen: 1
name: shop
queues:
  jobs: {}
  late: {existing: "arn:aws:sqs:eu-central-1:123456789012:late"}
topics: {orders: {}}
functions: {handle: {code: {image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1"}}}
buckets: {uploads: {}}
buses: {house: {archive: {retention: 1d}}}
rules: {placed: {bus: house, pattern: {source: [shop]}}}
flows:
  - jobs -> handle
  - orders -> late
  - uploads -> handle
  - placed -> handle
  - placed -> jobs
"""
RENAMED = {"jobs": "work", "orders": "news", "handle": "serve", "uploads": "files", "placed": "sold", "house": "home"}


SAID = re.compile(r"^ +(error_message|alarm_description) .+$", re.M)  # there nodes are called by their new names


def page(was: bool, renamed: bool) -> str:
    """The page, its nodes renamed, with or without saying so."""
    text = BEFORE
    for old, new in RENAMED.items() if renamed else ():
        text = re.sub(rf"\b{old}\b(?!\")", new, text)
        text = re.sub(rf"\b{new}: {{", f"{new}: {{was: {old}, ", text, count=1) if was else text
    return text.replace(", }", "}")


def files(text: str) -> Mapping[str, bytes]:
    found = read("page", text.encode())
    assert found.sound, "\n".join(map(str, found.found))
    return rendered(found)[0].files


def renamed(graph: Graph) -> Graph:
    """All nodes of a graph have new names, and say what they were."""
    names = {name: re.sub(r"^[^.]+", r"\g<0>-renamed", name) for name in graph.nodes if name != "default"}
    said = {
        name: replace(
            node, name=names[name], spec=node.spec.model_copy(update={"was": [*getattr(node.spec, "was", ()), name]})
        )
        for name, node in graph.nodes.items()
        if name in names
    }
    known = {**graph.nodes, **said}
    nodes = {n: replace(node, links={r: known[x.name] for r, x in node.links.items()}) for n, node in known.items()}
    edges = tuple(
        replace(
            edge,
            source=nodes[edge.source.name],
            target=nodes[edge.target.name],
            links={role: nodes[node.name] for role, node in edge.links.items()},
        )
        for edge in graph.edges
    )
    told = names.get(graph.told, graph.told)
    return replace(graph, nodes={node.name: node for node in nodes.values()}, edges=edges, told=told)


@pytest.mark.parametrize("name", PAGES)
def test_a_renamed_example_differs_in_addresses_alone(name: str) -> None:
    before = example(name)
    module, _ = rendered(Page(before.document, renamed(before.graph), ()))
    assert module.source
    assert module.source.moves
    # what the page refers to was resolved before its nodes were renamed
    assert {found.code for found in check([module.candidate])} <= {"TFC002"}
    old, new = (
        {path: content.decode() for path, content in files.items() if path.endswith(".tf")}
        for files in (rendered(before)[0].files, module.files)
    )
    for path in set(old) - {MOVED, "outputs.tf", "variables.tf"}:
        text = new[path]
        for source_, target in module.source.moves:
            type_, _, label = source_.partition(".")
            text = text.replace(f'"{type_}" "{target.partition(".")[2]}"', f'"{type_}" "{label}"')
            text = re.sub(rf"\b{re.escape(target)}\b", source_, text)
        text = re.sub(r"\bvar\.(\w+)_renamed_(package|definition)\b", r"var.\1_\2", text)
        text = re.sub(
            r"^ +(error_message|alarm_description) .+$",
            lambda found: found[0].replace("-renamed", ""),
            text,
            flags=re.M,
        )
        assert squeezed(text) == squeezed(old[path])


def squeezed(text: str) -> list[str]:
    """Without what only lays it out, and without the order of statements: what `permissions` refer to, which here
    bears its old name, brings the use of a key before flows do."""
    return sorted(re.split(r"(?=\{Sid=)", "".join(text.split()).replace(",]", "]")))


def test_every_resource_that_has_another_address_is_moved() -> None:
    text = files(page(was=True, renamed=True))
    moved = dict(re.findall(r"from = (\S+)\n +to += (\S+)", text[MOVED].decode()))
    before, after = (set(addresses(files(page(False, renamed=now)))) for now in (False, True))
    assert set(moved) == before - after
    assert set(moved.values()) == after - before
    assert not check([Module("shop", "page", text).candidate])


def test_the_tests_of_a_renamed_module_speak_of_its_new_addresses() -> None:
    text = files(page(was=True, renamed=True))[TESTS].decode()
    assert "aws_sqs_queue.work.name ==" in text
    assert "work -> serve: " in text
    assert not re.search(rf"aws_\w+\.({'|'.join(RENAMED)})\b", text)


def addresses(of: Mapping[str, bytes]) -> list[str]:
    texts = "\n".join(content.decode() for path, content in of.items() if path.endswith(".tf"))
    return [".".join(found) for found in re.findall(r'^resource "(\w+)" "(\w+)"', texts, re.M)]


def test_a_second_renaming_follows_the_first() -> None:
    text = files("eventgen: 1\nname: t\nqueues: {c: {was: [a, b], dead_letter: false}}\n")
    moved = re.findall(r"from = (\S+)\n +to += (\S+)", text[MOVED].decode())
    queue = [pair for pair in moved if pair[0].startswith("aws_sqs_queue.")]
    assert queue == [("aws_sqs_queue.a", "aws_sqs_queue.b"), ("aws_sqs_queue.b", "aws_sqs_queue.c")]
    assert 'name                       = "${var.name}-a"' in text["queues.tf"].decode()


def test_what_was_not_renamed_is_not_moved() -> None:
    assert MOVED not in files(page(was=False, renamed=False))


# What Terraform makes of it ---------------------------------------------------------------------------------


NAMES = ("arn", "bucket", "function_name", "id", "name", "role")


def state(planned: dict[str, Any]) -> dict[str, Any]:
    """What Terraform would know after an apply: what is planned, and made-up values for what AWS would say."""
    configured = {each["address"]: each for each in planned["configuration"]["root_module"]["resources"]}
    unknown = {each["address"]: each["change"]["after_unknown"] for each in planned["resource_changes"]}
    resources = []
    for each in planned["planned_values"]["root_module"]["resources"]:
        said = configured[each["address"]].get("expressions", {})
        values = dict(each.get("values", {}))
        for name in (name for name, missing in unknown[each["address"]].items() if missing is True):
            named = [words for to in said.get(name, {}).get("references", ()) if len(words := to.split(".")) == 3]
            values[name] = made_up(*(named[0] if named else (each["type"], each["name"], name)))
        instance = {"schema_version": each.get("schema_version", 0), "attributes": values}
        resources.append(
            {
                "mode": "managed",
                "type": each["type"],
                "name": each["name"],
                "provider": 'provider["registry.terraform.io/hashicorp/aws"]',
                "instances": [instance],
            }
        )
    return {
        "version": 4,
        "terraform_version": "1.7.0",
        "serial": 1,
        "lineage": "a",
        "outputs": {},
        "resources": resources,
    }


def made_up(type_: str, label: str, attribute: str) -> Any:
    if attribute == "arn" and type_ in MOCKED:
        return re.sub(r"mock$", label, MOCKED[type_])
    if attribute in ("url", "queue_url") or (type_, attribute) == ("aws_sqs_queue", "id"):
        return f"https://sqs.eu-central-1.amazonaws.com/123456789012/{label}"
    if attribute == "source_account":
        return "123456789012"
    return label if attribute in NAMES else {"tags_all": {}, "managed_policy_arns": []}.get(attribute)


def plans(terraform: Terraform, folder: Path, made: Mapping[str, bytes]) -> dict[str, Any]:
    """What Terraform plans for a module."""
    for path in folder.glob("*.tf"):
        path.unlink()
    write(folder, {**made, "provider.tf": PROVIDER[PROVIDER.index("provider ") :].encode()})
    terraform.init(folder)
    done = terraform(folder, "plan", "-refresh=false", "-input=false", "-no-color", "-out=planned")
    assert done.returncode == 0, done.stdout + done.stderr
    shown: dict[str, Any] = json.loads(terraform(folder, "show", "-json", "planned").stdout)
    return shown


@pytest.mark.terraform
def test_terraform_moves_renamed_nodes_and_destroys_nothing(terraform: Terraform, tmp_path: Path) -> None:
    for _ in range(2):  # what was made up the first time makes known what depends on it
        before = plans(terraform, tmp_path, files(page(was=False, renamed=False)))
        (tmp_path / "terraform.tfstate").write_text(json.dumps(state(before)), "utf-8")
    moved, anew = (plans(terraform, tmp_path, files(page(was, renamed=True))) for was in (True, False))
    assert [c["address"] for c in moved["resource_changes"] if c["change"]["actions"] != ["no-op"]] == []
    assert len([c for c in moved["resource_changes"] if "previous_address" in c]) == len(moved["resource_changes"])
    made_anew = [c for c in anew["resource_changes"] if "delete" in c["change"]["actions"]]
    assert len(made_anew) == len(moved["resource_changes"]), "without `was`"
