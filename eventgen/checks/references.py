"""Expressions -> what they refer to: each reference resolves to something of the module, or is a finding."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eventgen import provider
from eventgen.diagnostics import Diagnostic, Place, Severity
from eventgen.provider import Schema
from eventgen.syntax import (
    Block,
    Body,
    Call,
    File,
    For,
    Literal,
    Name,
    Object,
    Operation,
    Step,
    Template,
    Tuple,
    within,
)
from eventgen.values import listed, suggestion

# `terraform metadata functions` of 1.11: how many arguments, from-to where that varies
_FUNCTIONS = """
abs:1 abspath:1 alltrue:1 anytrue:1 base64decode:1 base64encode:1 base64gzip:1 base64sha256:1 base64sha512:1 basename:1
bcrypt:1-2 can:1 ceil:1 chomp:1 chunklist:2 cidrhost:2 cidrnetmask:1 cidrsubnet:3 cidrsubnets:1- coalesce:1-
coalescelist:1- compact:1 concat:1- contains:2 csvdecode:1 dirname:1 distinct:1 element:2 endswith:2 ephemeralasnull:1
file:1 filebase64:1 filebase64sha256:1 filebase64sha512:1 fileexists:1 filemd5:1 fileset:2 filesha1:1 filesha256:1
filesha512:1 flatten:1 floor:1 format:1- formatdate:2 formatlist:1- indent:2 index:2 issensitive:1 join:2- jsondecode:1
jsonencode:1 keys:1 length:1 log:2 lookup:2-3 lower:1 matchkeys:3 max:1- md5:1 merge:0- min:1- nonsensitive:1 one:1
parseint:2 pathexpand:1 plantimestamp:0 pow:2 range:1-3 regex:2 regexall:2 replace:3 reverse:1 rsadecrypt:2 sensitive:1
setintersection:1- setproduct:2- setsubtract:2 setunion:1- sha1:1 sha256:1 sha512:1 signum:1 slice:3 sort:1 split:2
startswith:2 strcontains:2 strrev:1 substr:3 sum:1 templatefile:2 templatestring:2 textdecodebase64:2
textencodebase64:2 timeadd:2 timecmp:2 timestamp:0 title:1 tobool:1 tolist:1 tomap:1 tonumber:1 toset:1 tostring:1
transpose:1 trim:2 trimprefix:2 trimspace:1 trimsuffix:2 try:1- upper:1 urlencode:1 uuid:0 uuidv5:2 values:1
yamldecode:1 yamlencode:1 zipmap:2
"""
_MANY = 10**6


def _arity(count: str) -> tuple[int, int]:
    least, dash, most = count.partition("-")
    return int(least), int(most or _MANY) if dash else int(least)


FUNCTIONS = {name: _arity(count) for name, _, count in (word.partition(":") for word in _FUNCTIONS.split())}
MEANT = {  # how other languages say it
    **dict.fromkeys(("none", "nil", "null", "undefined"), "null"),
    **dict.fromkeys(("true", "yes", "on"), "true"),
    **dict.fromkeys(("false", "no", "off"), "false"),
}
WHERE = {
    "each": "where for_each is, and not in for_each itself",
    "count": "where count is, and not in count itself",
    "self": "in a postcondition, a provisioner and a connection",
}
MEMBERS = {"path": ("module", "root", "cwd"), "terraform": ("workspace", "applying")}
TEXT = frozenset({"arn", "id", "url"})  # computed, and so without a type in the schema
MOST_COMPARED = 20_000  # words, in search of those that may be meant: 0.2 s

Scope = Mapping[str, tuple[str, ...] | None]  # name -> the attributes it has, None for any
NOTHING: Scope = {}
PAIR = ("key", "value")
REPEATED: dict[str, Scope] = {"": NOTHING, "count": {"count": ("index",)}, "for_each": {"each": PAIR}}
Path = tuple[Any, ...]  # the keys of a reference: a str for `.name` and `*`, a tuple for `[...]`


@dataclass(slots=True)
class Declared:
    """Something of the module that has an address."""

    address: str
    file: File
    at: int
    body: Body
    repeated: str = ""  # "count" or "for_each"

    @property
    def place(self) -> Place:
        """The words before the brace or the equals sign."""
        text = self.file.text
        end = min(e for e in (text.find(c, self.at) % (len(text) + 1) for c in "{=\n") if e >= 0)
        return self.file.place(self.at, max(1, len(text[self.at : end].rstrip())))

    @property
    def where(self) -> str:
        place = self.place
        return f"{place.file}:{place.line}"


@dataclass(slots=True)
class Module:
    """What the files of a module declare, and what refers to what: address -> address -> offset."""

    declared: dict[str, Declared] = field(default_factory=dict)
    providers: set[str] = field(default_factory=set)  # local names of required_providers, and their aliases
    edges: dict[str, dict[str, int]] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)  # what those refer to on which nothing depends


class Outcome(NamedTuple):
    """What became of a path: the address it leads to, or what is wrong from step `first` to step `last`."""

    target: str = ""
    code: str = ""
    message: str = ""
    fix: str = ""
    first: int = 0
    last: int = 0


class References:
    """Walks the expressions of a module, one declared thing after the other."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.found: list[Diagnostic] = []
        self.known: dict[Path, Outcome] = {}  # each path is resolved once
        self.compared = 0
        self.file = File("", "", Body())
        self.owner = ""
        self.edges: dict[str, int] = {}

    # What stands where

    def begin(self, file: File, owner: str = "") -> None:
        """What is walked next belongs to `owner`; without one nothing can depend on it."""
        self.file, self.owner = file, owner
        self.edges = self.module.edges.setdefault(owner, {}) if owner else self.module.loose

    def body(self, body: Body, scope: Scope) -> None:
        for attribute in body.attributes.values():
            if type(attribute.value) is not Literal:
                self.expression(attribute.value, scope)
        for block in body.blocks:
            self.block(block, scope)

    def block(self, block: Block, scope: Scope) -> None:
        """A block within: `dynamic` binds a name."""
        if block.type != "dynamic":
            self.body(block.body, scope)
            return
        attributes = block.body.attributes
        named = attributes["iterator"].value if "iterator" in attributes else None
        name = named.name if isinstance(named, Name) else next(iter(block.labels), "")
        inner = {**scope, name: PAIR}
        for key, attribute in attributes.items():
            if key != "iterator":
                self.expression(attribute.value, scope if key == "for_each" else inner)
        for content in block.body.blocks:
            self.body(content.body, inner)

    def expression(self, value: Any, scope: Scope) -> None:
        """Every reference and every call in an expression."""
        waiting = [value]
        while waiting:
            node = waiting.pop()
            kind = type(node)
            if kind is Step or kind is Name:
                waiting += self.traversal(node, scope)
            elif kind is For:
                self.expression(node.parts[0], scope)
                inner = {**scope, **dict.fromkeys(node.names)}
                for part in node.parts[1:]:
                    self.expression(part, inner)
            elif within := _WITHIN.get(kind):
                if kind is Call:
                    self.call(node)
                waiting += within(node)

    def traversal(self, node: Any, scope: Scope) -> list[Any]:
        """A reference, or steps behind another expression. Returns what is within."""
        steps, inner = [], []
        while type(node) is Step:
            steps.append(node)
            if type(node.key) is not str and type(node.key) is not Literal:
                inner.append(node.key)
            node = node.of
        if type(node) is Name:
            steps.reverse()
            self.reference(node, steps, scope)
        else:
            inner.append(node)
        return inner

    def call(self, call: Call) -> None:
        arity = FUNCTIONS.get(call.name.removeprefix("core::"))
        if arity is None:
            self.unknown(call)
            return
        given = len(call.arguments)
        if (given > arity[1] or given < arity[0]) and not call.expands:
            least, most = arity
            takes = str(least) if least == most else f"{least} or more" if most == _MANY else f"{least} to {most}"
            self.error("TFC007", f"{call.name} takes {takes} arguments, and here are {given}", call.at, len(call.name))

    def unknown(self, call: Call) -> None:
        kind, *rest = call.name.split("::")
        if kind == "provider" and len(rest) == 2:
            if rest[0] in self.module.providers:
                return
            message, fix = f"{call.name}: no provider {rest[0]} is required", f"declare {rest[0]} in required_providers"
        else:
            message, fix = f"Terraform has no function {call.name}", self.nearest(call.name.lower(), FUNCTIONS)
        self.error("TFC006", message, call.at, len(call.name), fix)

    # References

    def reference(self, name: Name, steps: Sequence[Step], scope: Scope) -> None:
        """A reference in an expression."""
        if name.name in scope:
            members = scope[name.name]
            if members and (not steps or steps[0].key not in members):
                message = f"{name.name} has {listed(members)} and nothing else"
                self.error("TFC009", message, name.at, length(self.file, name, steps))
            return
        path = (name.name, *[step.key if type(step.key) is str else _index(step.key) for step in steps])
        outcome = self.known.get(path)
        if outcome is None:
            outcome = self.known[path] = self.resolve(path)
        if outcome.code:
            self.report(outcome, name, steps)
        elif outcome.target:
            self.edges.setdefault(outcome.target, name.at)

    def report(self, outcome: Outcome, name: Name, steps: Sequence[Step]) -> None:
        """The finding on those steps that are wrong."""
        at = behind(self.file.text, steps[outcome.first - 1].at) if outcome.first else name.at
        whole = name.at + length(self.file, name, steps[: outcome.last])
        self.error(outcome.code, outcome.message, at, max(1, whole - at), outcome.fix)

    def resolve(self, path: Path) -> Outcome:
        root = path[0]
        if root == "resource" and len(path) > 2:
            inner = self.resolve(path[1:])
            return inner._replace(first=inner.first and inner.first + 1, last=inner.last + 1)
        if root in WHERE:
            return Outcome("", "TFC009", f"{root} stands only {WHERE[root]}", "", 0, len(path) - 1)
        if len(path) == 1 and root not in ROOTS:
            return self.bare(root)
        return ROOTS.get(root, References.resource)(self, path)

    def value(self, path: Path) -> Outcome:
        """`var.x` or `local.x`."""
        kind = "variable" if path[0] == "var" else "local value"
        if len(path) < 2 or not isinstance(path[1], str) or path[1] == "*":
            return Outcome("", "TFC005", f"{path[0]} alone names no {kind}", f"write {path[0]}.NAME")
        address, name = f"{path[0]}.{path[1]}", path[1]
        if address in self.module.declared:
            return Outcome(address)
        other = {"var": "local", "local": "var"}[path[0]] + "." + name
        fix = f"write {other}" if other in self.module.declared else self.nearest(address, self.alike(path[0]))
        return Outcome("", "TFC003", f"the module declares no {kind} {name}", fix, 0, 1)

    def member(self, path: Path) -> Outcome:
        members = MEMBERS[path[0]]
        if len(path) > 1 and path[1] in members:
            return Outcome()
        known = [f"{path[0]}.{member}" for member in members]
        said = ".".join(key for key in path[:2] if isinstance(key, str))
        return Outcome(
            "", "TFC009", f"{said} is none of {listed(known)}", self.nearest(said, known), 0, len(path[:2]) - 1
        )

    def bare(self, word: str) -> Outcome:
        """A word that is no reference."""
        declared = self.module.declared
        fix = f"write {MEANT[word.lower()]}" if word.lower() in MEANT else ""
        fix = fix or next((f"write {kind}.{word}" for kind in ("var", "local") if f"{kind}.{word}" in declared), "")
        fix = fix or next((f"write {address}" for address in self.alike(word)), f'if it is text, write "{word}"')
        return Outcome("", "TFC005", f"{word} is a bare word: it refers to nothing", fix)

    def named(self, path: Path, size: int) -> Outcome:
        """A resource, a data source or a module, and the attributes behind its address."""
        if len(path) < size or not all(isinstance(key, str) and key != "*" for key in path[:size]):
            short = ".".join(key for key in path[:size] if isinstance(key, str))
            return Outcome("", "TFC005", f"{short} alone names no block", f"write {short}.NAME", 0, 0)
        address = ".".join(path[:size])
        declared = self.module.declared.get(address)
        if declared is None:
            fix = self.nearest(address, self.alike(address.rpartition(".")[0]))
            return Outcome("", "TFC002", f"{address} refers to nothing: the module has no such block", fix, 0, size - 1)
        wrong = self.instance(declared, path[size:], size)
        return wrong or self.shaped(path, size + bool(declared.repeated)) or Outcome(address)

    def instance(self, declared: Declared, keys: Path, size: int) -> Outcome | None:
        """Whether an index stands where count or for_each is, and nowhere else."""
        address, repeated = declared.address, declared.repeated
        index = keys[0] if keys and isinstance(keys[0], tuple) else None
        if repeated and keys and index is None and keys[0] != "*":
            fix = f"write {address}[{'0' if repeated == 'count' else 'KEY'}].{keys[0]}"
            return Outcome("", "TFC008", f"{address} has {repeated}: say which one", fix, 0, size - 1)
        if index is not None and not repeated:
            message = f"{address} has neither count nor for_each, and takes no index"
            return Outcome("", "TFC008", message, f"write {address} without it", 0, size)
        if repeated == "count" and index and isinstance(index[0], str) and not index[0].isdigit():
            return Outcome("", "TFC008", f"{address} has count: {index[0]!r} is no number", "", 0, size)
        if repeated == "for_each" and (keys[:1] == ("*",) and len(keys) > 1):
            fix = f"write values({address})[*].{keys[1]}" if isinstance(keys[1], str) else ""
            return Outcome("", "TFC008", f"{address} has for_each: [*] does not go over a map", fix, 0, size)
        return None

    def shaped(self, path: Path, start: int) -> Outcome | None:
        """Whether the provider knows what is behind the address."""
        shape: Any = None
        if len(path) > start and path[0] not in ("ephemeral", "module"):
            shape = provider.data(path[1]) if path[0] == "data" else provider.resource(path[0])
        for number in range(start, len(path)):
            if shape is None:
                return None
            said = _dotted(path[:number])
            inner, known = _inside(shape, path[number])
            if known is not None:
                return Outcome("", "TFC004", *self.lacking(said, shape, path[number], known), number, number)
            shape = inner
        return None

    def lacking(self, said: str, shape: Any, key: Any, known: Collection[str]) -> tuple[str, str]:
        """Message and fix for a step that leads nowhere."""
        if isinstance(shape, list) and shape[0] in ("list", "set"):
            one = f"one({said})" if shape[0] == "set" else f"{said}[0]"
            rest = f".{key}" if isinstance(key, str) else ""
            return (
                f"{said} is a {shape[0]}: {_dotted(('it', key))[2:].strip('.')} is nothing of it",
                f"write {one}{rest}",
            )
        if isinstance(shape, str):
            return f"{said} is a {shape}: there is nothing within it", f"write {said}"
        name = key if isinstance(key, str) else str(key[0])
        return f"{said} has no attribute {name}", self.nearest(name, known)

    # Addresses: what stands for a whole block

    def addresses(self, value: Any, argument: str, scope: Scope) -> None:
        """A list such as depends_on."""
        if isinstance(value, Tuple):
            for item in value.items:
                self.address(item, argument, scope)
        elif not isinstance(value, Literal) or value.value is not None:
            self.error("TFC015", f"{argument} takes a list of addresses in brackets", value.at, 1)

    def address(self, value: Any, argument: str, scope: Scope) -> None:
        name, steps = chain(value)
        if name is None:
            fix = f"write {value.value} without quotes" if isinstance(getattr(value, "value", None), str) else ""
            self.error("TFC015", f"{argument} takes addresses such as aws_sqs_queue.orders", value.at, 1, fix)
            return
        size = 3 if name.name in ("data", "ephemeral") else 2
        triggers = argument == "replace_triggered_by"
        if triggers and name.name in ("var", "local", "data", "module", "path", "each", "count", "self"):
            self.error(
                "TFC015", f"{argument} takes resources of this module only", name.at, length(self.file, name, steps)
            )
        elif triggers:
            self.reference(name, steps, scope)
        elif any(isinstance(step.key, str) for step in steps[size - 1 :]):
            base = _dotted((name.name, *(step.key for step in steps[: size - 1])))
            message = f"{argument} takes whole blocks, not an attribute of {base}"
            self.error("TFC015", message, name.at, length(self.file, name, steps), f"write {base}")
        else:
            self.reference(name, steps[: size - 1], scope)
        for step in steps:
            if not isinstance(step.key, str):
                self.expression(step.key, scope)

    def configured(self, block: Block) -> None:
        """What a block has from the configuration of its provider, where the module has one."""
        name = block.labels[0].partition("_")[0] if block.labels else ""
        if f"provider.{name}" in self.module.declared and "provider" not in block.body.attributes:
            self.edges.setdefault(f"provider.{name}", block.at)

    def provider(self, value: Any) -> None:
        """`aws` or `aws.west`."""
        name, steps = chain(value)
        if name is None:
            self.error("TFC015", "provider takes a name such as aws.west", value.at, 1)
            return
        said = ".".join([name.name, *(str(step.key) for step in steps)])
        if f"provider.{said}" in self.module.declared:
            self.edges.setdefault(f"provider.{said}", name.at)
        elif steps and said not in self.module.providers:
            fix = f'declare it: provider "{name.name}" {{ alias = "{steps[0].key}" }}'
            message = f"{said} refers to nothing: the module has no such provider"
            self.error("TFC002", message, name.at, length(self.file, name, steps), fix)

    def providers(self, value: Any) -> None:
        """What a module call hands over."""
        for _, given in value.items if isinstance(value, Object) else ():
            self.provider(given)

    def ignored(self, value: Any, of: Block) -> None:
        """The names in ignore_changes are attributes of the block itself."""
        if isinstance(value, Name) and value.name != "all":
            self.error("TFC015", "ignore_changes takes a list in brackets, or all", value.at, len(value.name))
        schema = provider.resource(of.labels[0]) if of.type == "resource" and of.labels else None
        for item in value.items if isinstance(value, Tuple) and schema else ():
            name, _ = chain(item)
            known = _inside(schema, name.name)[1] if name else None
            if name and known is not None:
                message, fix = f"{of.labels[0]} has no argument {name.name}", self.nearest(name.name, known)
                self.error("TFC004", message, name.at, len(name.name), fix)

    def constant(self, value: Any, what: str) -> None:
        """What Terraform reads before it knows anything else."""
        for node in within(value):
            if isinstance(node, Name | Call):
                self.error("TFC016", f"{what} takes no references and no calls", node.at, len(node.name))
                return

    def resource(self, path: Path) -> Outcome:
        return self.named(path, 2)

    def data(self, path: Path) -> Outcome:
        return self.named(path, 3)

    # Findings

    def alike(self, kind: str) -> list[str]:
        return (
            []
            if self.compared >= MOST_COMPARED
            else [address for address in self.module.declared if address.startswith(kind + ".")]
        )

    def nearest(self, word: str, known: Collection[str]) -> str:
        self.compared += len(known)
        return suggestion(word, known) if self.compared <= MOST_COMPARED else ""

    def error(self, code: str, message: str, at: int, length: int, fix: str = "") -> None:
        self.found.append(Diagnostic(self.file.place(at, length), Severity.ERROR, code, message, fix))


ROOTS = {
    **dict.fromkeys(("var", "local"), References.value),
    **dict.fromkeys(MEMBERS, References.member),
    **dict.fromkeys(("data", "ephemeral"), References.data),
    "module": References.resource,
}
_WITHIN: dict[type, Callable[[Any], list[Any]]] = {  # what may refer to something
    Call: lambda node: [part for part in node.arguments if type(part) is not Literal],
    Object: lambda node: [part for pair in node.items for part in pair if type(part) is not Literal],
    Operation: lambda node: [part for part in node.operands if type(part) is not Literal],
    Template: lambda node: [part for part in node.parts if type(part) is not str],
    Tuple: lambda node: [part for part in node.items if type(part) is not Literal],
}


def chain(value: Any) -> tuple[Name | None, list[Step]]:
    """A reference as its first word and its steps; no word for any other expression."""
    steps = []
    while isinstance(value, Step):
        steps.append(value)
        value = value.of
    return (value, steps[::-1]) if isinstance(value, Name) else (None, [])


def length(file: File, name: Name, steps: Sequence[Step]) -> int:
    """How many characters a reference takes. An index ends with its first closing bracket."""
    if not steps:
        return len(name.name)
    last, text = steps[-1], file.text
    if text[last.at] == "[":
        return text.find("]", last.at) + 1 - name.at
    key = last.key.value if isinstance(last.key, Literal) else last.key
    return behind(text, last.at) + len(str(key)) - name.at


def behind(text: str, at: int) -> int:
    """Where the word behind a dot begins."""
    rest = text[at + 1 : at + 100]
    return at + 1 + len(rest) - len(rest.lstrip())


def _index(key: Any) -> tuple[Any, ...]:
    return (key.value,) if isinstance(key, Literal) else ()


def _dotted(path: Path) -> str:
    """A path as it is written; an index that is an expression as `...`."""
    said = path[0]
    for key in path[1:]:
        index = json.dumps(key[0]) if isinstance(key, tuple) and key else "..."
        said += f".{key}" if isinstance(key, str) and key != "*" else "[*]" if key == "*" else f"[{index}]"
    return str(said)


def _inside(shape: Any, key: Any) -> tuple[Any, Collection[str] | None]:
    """What a step leads to (None: nobody knows); where it leads nowhere, also the names that there are."""
    if (
        isinstance(key, tuple)
        and key
        and isinstance(key[0], str)
        and not (isinstance(shape, list) and shape[0] == "list")
    ):
        key = key[0]
    if isinstance(shape, Schema):
        return _member(shape, key)
    if isinstance(shape, str):
        return None, None if shape == "dynamic" or key == "*" else ()
    kind, of = shape[0], shape[1]
    if kind == "object":
        return (of[key], None) if key in of else (None, of if isinstance(key, str) and key != "*" else None)
    if kind == "map":
        return (None if key == "*" else of), None
    if kind not in ("list", "set") or key == "*" or (kind == "list" and isinstance(key, tuple)):
        return of if kind in ("list", "set") else None, None
    return None, ()


def _member(schema: Schema, key: Any) -> tuple[Any, Collection[str] | None]:
    if not isinstance(key, str) or key == "*":
        return None, None
    if nested := schema.blocks.get(key):
        return (nested.body if nested.nesting == "single" else [nested.nesting, nested.body]), None
    if key in schema.types or key in schema.computed or schema.free:
        return schema.types.get(key, "string" if key in TEXT else None), None
    return None, [*schema.types, *schema.computed, *schema.blocks]
