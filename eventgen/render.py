"""Jobs -> {path: text}. The only module that knows Jinja."""

import functools
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from eventgen import cache
from eventgen.fmt import fmt
from eventgen.hcl import Hcl, hcl, identifier, label, type_
from eventgen.markdown import Markdown, cell, diagram, duration
from eventgen.merging import merge
from eventgen.plan import Plan
from eventgen.shell import parameter, sh


def render(plan: Plan) -> dict[str, bytes]:
    """The files of the module, in the order of their paths."""
    made = {path: _finished(path, text).encode() for path, text in texts(plan).items()}
    return dict(sorted({**made, **plan.files}.items()))


def texts(plan: Plan) -> dict[str, str]:
    """The same, before it is formatted."""
    texts: dict[str, list[str]] = {}
    leads: dict[tuple[str, int], str] = {}  # headings below which nothing stands yet
    for job in (*sorted(plan.jobs, key=lambda job: job.last), *plan.runbook):
        rest = {"rest": "".join(part for parts in texts.values() for part in parts)} if job.last else {}
        text = environment().get_template(job.template).render({**job.context, **rest})
        if job.merges:
            text = merge(fmt(text), job.merges)
        if job.lead:
            leads = {of: told for of, told in leads.items() if of[0] != job.path or of[1] < job.lead}
            leads[job.path, job.lead] = text.strip("\n")
        elif text.strip():
            above = [leads.pop(of) for of in [*leads] if of[0] == job.path]
            texts.setdefault(job.path, []).extend([*above, text.strip("\n")])
    return {path: "\n\n".join(parts) for path, parts in texts.items()}


def _finished(path: str, text: str) -> str:
    return fmt(text) if path.endswith((".tf", ".hcl")) else text + "\n"


def finished(value: Any) -> str:
    """What a template may put out: only what a filter has made safe."""
    if isinstance(value, Hcl | Markdown):
        return value
    raise TypeError(f"{type(value).__name__} {value!r} reached a template's output without a filter")


@functools.cache
def environment() -> Environment:
    """Jinja as we use it: nothing undefined, nothing unfiltered, no stray white space."""
    made = Environment(
        loader=FileSystemLoader(cache.templates()),
        undefined=StrictUndefined,
        finalize=finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        auto_reload=False,
        bytecode_cache=_bytecode_cache(),
    )
    made.globals.clear()  # no template uses one, and every context would copy them
    made.filters.update(hcl=hcl, label=label, identifier=identifier, type=type_)
    made.filters.update(cell=cell, diagram=diagram, duration=duration, sh=sh, parameter=parameter)
    return made


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates: they are code, and the folder is this user's alone."""
    folder = cache.folder("templates")
    return FileSystemBytecodeCache(str(folder)) if folder else None
