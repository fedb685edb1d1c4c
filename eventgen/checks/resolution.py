"""Path -> Outcome: the address that a reference leads to, or what is wrong with it."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from eventgen import provider
from eventgen.checks.declarations import Declared
from eventgen.checks.paths import Path, dotted
from eventgen.checks.shapes import inside
from eventgen.values import listed, suggestion

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
MOST_COMPARED = 20_000  # words, in search of those that may be meant: 0.2 s


class Outcome(NamedTuple):
    """What became of a path: the address it leads to, or what is wrong from step `first` to step `last`."""

    target: str = ""
    code: str = ""
    message: str = ""
    fix: str = ""
    first: int = 0
    last: int = 0


class Resolver:
    """Finds what paths lead to among what a module declares."""

    def __init__(self, declared: Mapping[str, Declared]) -> None:
        self.declared = declared
        self.known: dict[Path, Outcome] = {}  # each path is resolved once
        self.compared = 0

    def outcome(self, path: Path) -> Outcome:
        outcome = self.known.get(path)
        if outcome is None:
            outcome = self.known[path] = self.resolve(path)
        return outcome

    def resolve(self, path: Path) -> Outcome:
        root = path[0]
        if root == "resource" and len(path) > 2:
            inner = self.resolve(path[1:])
            return inner._replace(first=inner.first and inner.first + 1, last=inner.last + 1)
        if root in WHERE:
            return Outcome("", "TFC009", f"{root} stands only {WHERE[root]}", "", 0, len(path) - 1)
        if len(path) == 1 and root not in ROOTS:
            return self.bare(root)
        return ROOTS.get(root, Resolver.resource)(self, path)

    def value(self, path: Path) -> Outcome:
        """`var.x` or `local.x`."""
        kind = "variable" if path[0] == "var" else "local value"
        if len(path) < 2 or not isinstance(path[1], str) or path[1] == "*":
            return Outcome("", "TFC005", f"{path[0]} alone names no {kind}", f"write {path[0]}.NAME")
        address, name = f"{path[0]}.{path[1]}", path[1]
        if address in self.declared:
            return Outcome(address)
        other = {"var": "local", "local": "var"}[path[0]] + "." + name
        fix = f"write {other}" if other in self.declared else self.nearest(address, self.alike(path[0]))
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
        fix = f"write {MEANT[word.lower()]}" if word.lower() in MEANT else ""
        fix = fix or next(
            (f"write {kind}.{word}" for kind in ("var", "local") if f"{kind}.{word}" in self.declared), ""
        )
        fix = fix or next((f"write {address}" for address in self.alike(word)), f'if it is text, write "{word}"')
        return Outcome("", "TFC005", f"{word} is a bare word: it refers to nothing", fix)

    def named(self, path: Path, size: int) -> Outcome:
        """A resource, a data source or a module, and the attributes behind its address."""
        if len(path) < size or not all(isinstance(key, str) and key != "*" for key in path[:size]):
            short = ".".join(key for key in path[:size] if isinstance(key, str))
            return Outcome("", "TFC005", f"{short} alone names no block", f"write {short}.NAME", 0, 0)
        address = ".".join(path[:size])
        declared = self.declared.get(address)
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
            said = dotted(path[:number])
            inner, known = inside(shape, path[number])
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
                f"{said} is a {shape[0]}: {dotted(('it', key))[2:].strip('.')} is nothing of it",
                f"write {one}{rest}",
            )
        if isinstance(shape, str):
            return f"{said} is a {shape}: there is nothing within it", f"write {said}"
        name = key if isinstance(key, str) else str(key[0])
        return f"{said} has no attribute {name}", self.nearest(name, known)

    def resource(self, path: Path) -> Outcome:
        return self.named(path, 2)

    def data(self, path: Path) -> Outcome:
        return self.named(path, 3)

    def alike(self, kind: str) -> list[str]:
        return (
            []
            if self.compared >= MOST_COMPARED
            else [address for address in self.declared if address.startswith(kind + ".")]
        )

    def nearest(self, word: str, known: Collection[str]) -> str:
        self.compared += len(known)
        return suggestion(word, known) if self.compared <= MOST_COMPARED else ""


ROOTS = {
    **dict.fromkeys(("var", "local"), Resolver.value),
    **dict.fromkeys(MEMBERS, Resolver.member),
    **dict.fromkeys(("data", "ephemeral"), Resolver.data),
    "module": Resolver.resource,
}
