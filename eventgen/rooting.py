"""Root and the interfaces of its pages -> the root module: a provider, a backend and a call of each module."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eventgen.diagnostics import Diagnostic, Severity
from eventgen.hcl import Expr, address, label
from eventgen.imports import Imports, imports
from eventgen.kinds import Input
from eventgen.load import load
from eventgen.module import Module
from eventgen.plan import Job, Plan
from eventgen.render import render
from eventgen.result import Interface, Result
from eventgen.rootfile import Root, arguments

LOCKFILE, USUAL = ">= 1.10", ">= 1.7"  # what Terraform needs: the lock beside a state in S3 is younger
FILES = ("README.md", "main.tf", "outputs.tf", "providers.tf", "variables.tf", "versions.tf")


@dataclass(frozen=True)
class Call:
    """The call of a page's module."""

    name: str
    page: str
    arguments: tuple[tuple[str, Expr], ...]
    waits: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(label(self.name))

    @property
    def source(self) -> str:
        return f"../{self.name}"

    @property
    def says(self) -> str:
        return f"Everything that the page {self.name} gives."

    @property
    def whole(self) -> Expr:
        return address("module", self.label)


def rooting(
    file: str, root: Root, out: str, pages: Iterable[Result], imported: frozenset[str] = frozenset()
) -> tuple[Module, list[Diagnostic]]:
    """The root module, and what is wrong with what its pages ask for. `imported`: pages whose things exist already."""
    known = {page.name: page for page in pages if page.interface}
    inputs = {name: list(_inputs(page)) for name, page in known.items()}
    calls = _ordered([_call(page, known, out) for page in known.values()])
    taken = _imports([page for page in known.values() if page.page in imported])
    every = [*_own(root, bool(taken)), *(each for call in calls for each in inputs[call.name])]
    kind, given = arguments(root)
    context: dict[str, Any] = {
        "root": root,
        "file": os.path.basename(file),
        "backend": kind,
        "arguments": given,
        "required": LOCKFILE if given.get("use_lockfile") else USUAL,
        "calls": calls,
        "inputs": every,
        "imports": taken,
    }
    files = (*FILES, "imports.tf") if taken else FILES
    jobs = tuple(Job(path, f"root/{path}.j2", context) for path in files)
    return Module(root.root, file, render(Plan(jobs, {}))), list(_twice(known, inputs))


def _imports(pages: Sequence[Result]) -> Imports | None:
    """What is imported of pages."""
    if not pages:
        return None
    inputs = [frozenset(given.name for given in _interface(page).inputs) - {"tags"} for page in pages]
    found = [
        imports(page.name, page.module.files, known - _interface(page).imports.keys())
        for page, known in zip(pages, inputs, strict=True)
        if page.module
    ]
    return Imports(sum((each.known for each in found), ()), sum((each.by_hand for each in found), ()))


def _own(root: Root, importing: bool) -> Iterator[Input]:
    if root.region or importing:
        yield Input("region", "string", "The Region of everything.", root.region, not root.region)
    if importing:
        yield Input("account_id", "string", "The account of what is imported.", root.account, not root.account)
        yield Input("partition", "string", "The partition of what is imported.", "aws", False)
    yield Input("tags", "map(string)", "Tags of everything that takes tags, beside those of the root.", {}, False)


def _interface(page: Result) -> Interface:
    assert page.interface
    return page.interface


def _inputs(page: Result) -> Iterator[Input]:
    """The variables that the root has for a page: all of its inputs, save those that other pages give."""
    interface = _interface(page)
    for given in interface.inputs:
        if given.name != "tags" and given.name not in interface.imports:
            yield replace(given, name=f"{label(page.name)}_{given.name}", checks=())


def _call(page: Result, known: Mapping[str, Result], out: str) -> Call:
    interface = _interface(page)
    said: list[tuple[str, Expr]] = []
    for given in interface.inputs:
        if ref := interface.imports.get(given.name):
            said.append((given.name, address("module", label(ref.page), f"{label(ref.node)}_{ref.attribute}")))
        elif given.name != "tags":
            said.append((given.name, address("var", f"{label(page.name)}_{given.name}")))
    waits = tuple(dict.fromkeys(ref.page for ref in interface.imports.values() if ref.page in known))
    path = os.path.relpath(page.page, out).replace(os.sep, "/")
    return Call(page.name, path, tuple(said), waits)


def _ordered(calls: Sequence[Call]) -> list[Call]:
    """Each call behind those that it waits for, otherwise by name; that there is no circle is known."""
    rest, made = sorted(calls, key=lambda call: call.name), dict[str, Call]()
    while rest:
        ready = next((call for call in rest if made.keys() >= set(call.waits)), rest[0])
        made[ready.name] = ready
        rest.remove(ready)
    return list(made.values())


def _twice(known: Mapping[str, Result], inputs: Mapping[str, Sequence[Input]]) -> Iterator[Diagnostic]:
    """`a_b_c` may be an input of the page a, and one of the page a-b."""
    seen = dict.fromkeys(("region", "tags", "account_id", "partition"), "the root")
    for name, page in known.items():
        for given in inputs[name]:
            other = seen.setdefault(given.name, name)
            if other != name:
                message = f"{name} and {other} would both have the input {given.name} of the root"
                yield load(page.page).diagnostic(
                    ("name",), Severity.ERROR, "ROOT003", message, "rename one of the inputs, or one of the pages"
                )
