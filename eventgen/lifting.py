"""A node or a flow while it is read back out of the HCL: its options, the places where they stand, its links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from eventgen.hcl import Expr, Text, Value, label
from eventgen.kinds import KEY, Integration, Node, Resource
from eventgen.meaning import canonical, same
from eventgen.pieces import LACKS, Context, Piece, Subject, like
from eventgen.syntax import Block, File

if TYPE_CHECKING:
    from eventgen.blocks import Blocks

Identity = Any  # of a node: its label, or what tells which of those that exist already it is


@dataclass
class Lifting:
    """A node or a flow while it is lifted."""

    blocks: "Blocks"
    subject: Subject
    label: str
    main: Piece
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[tuple[str, ...], tuple[File, int, int]] = field(default_factory=dict)
    links: dict[str, "NodeLifting"] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)  # what its flows have to know

    @property
    def context(self) -> Context | None:
        return self.subject.context

    def field(self, path: str | tuple[str, ...], piece: Piece, argument: str, default: Any = None, **how: Any) -> Any:
        """An option that an argument says, of the type of its default or of `of`. `words` turns the argument's words
        into the page's, `times` its units."""
        attribute = piece.attributes.get(argument)
        found = piece.read(argument, default)
        found = like(found, how.get("of", how.get("times")))
        if how.get("words") and not isinstance(found, Expr | Text | list | dict):
            found = how["words"].get(found, found)
        if how.get("times") and isinstance(found, int) and not isinstance(found, bool):
            found *= how["times"]
        at = (piece.file, attribute.at, len(argument)) if attribute else (piece.file, piece.at, 1)
        return self.set(path, found, at)

    def json(self, path: str | tuple[str, ...], piece: Piece, argument: str) -> Any:
        """An option that the JSON of an argument says."""
        attribute = piece.attributes.get(argument)
        at = (piece.file, attribute.at, len(argument)) if attribute else (piece.file, piece.at, 1)
        return self.set(path, piece.data(argument), at)

    def set(self, path: str | tuple[str, ...], found: Any, at: tuple[File, int, int]) -> Any:
        *above, last = (path,) if isinstance(path, str) else path
        into = self.values
        for step in above:
            into = into.setdefault(step, {})
        into[last] = found
        self.places[(*above, last)] = at
        return found

    def link(self, role: str, piece: Piece, argument: str, attribute: str, *of: str) -> "NodeLifting | None":
        """The node that an argument names."""
        given = piece.attributes.get(argument)
        if given is None:
            return None
        node = self.blocks.end(piece, argument, (attribute,), of)
        if node:
            self.links[role] = node
        self.places[(role,)] = (piece.file, given.at, len(argument))
        return node

    def one(
        self, type_: str, argument: str, attribute: str, of: "NodeLifting | None" = None, wanted: Any = True
    ) -> Piece:
        """The block of a type that names this node, or another, in an argument, by an attribute. Where `wanted` is
        None it may lack."""
        address = (of or self).main.name
        found = next(iter(self.blocks.naming(type_, argument).get(address, ())), None)
        piece = self._opened(found, f"{type_} of {(of or self).subject.name}", wanted)
        piece.must(argument, Expr(f"{address}.{attribute}"))
        piece.called(f"{type_}.{(of or self).label}", self.blocks.named)
        return piece

    def own(self, type_: str, label: str, wanted: Any = True) -> Piece:
        """The block at an address."""
        found = self.blocks.at.get(f"{type_}.{label}")
        return self._opened(found, f"{type_}.{label}", wanted)

    def _opened(self, found: tuple[File, Block] | None, name: str, wanted: Any) -> Piece:
        context = self.subject.context
        asked = bool(wanted(context) if callable(wanted) and context is not None else wanted)
        if found and (asked or wanted is None or context is None):
            piece = self.blocks.open(found, self.subject)
            if piece:
                return piece
        if asked and context is not None:
            self.main.say(LACKS, f"{self.subject.name} lacks {name}")
        return Piece(name, self.subject, self.main.file, self.main.at, False)


@dataclass
class NodeLifting(Lifting):
    """A node while it is lifted."""

    kind: Resource[Any] = field(kw_only=True)
    existing: Value | None = None

    @property
    def identity(self) -> Identity:
        return identity(self.kind, self.label, self.existing, self.values.get(self.kind.addressed))

    @property
    def called(self) -> str:
        """What everything outside of Terraform calls it, as a label."""
        return str(label((self.values.get("was") or [self.label])[0]))

    def attribute(self, name: str) -> Any:
        if self.existing is not None:
            return canonical(self.kind.existing(self.existing).get(name))
        return Expr(f"{self.kind.main}.{self.label}.{name}")

    def has(self, slot: str) -> bool:
        """Whether the page puts anything into a slot of the node."""
        return bool((self.context or {}).get("slots", {}).get(slot))

    def titled(self, argument: str = "name") -> None:
        """Its name at AWS follows from the page's."""
        self.main.must(argument, lambda context: context["node"].title)

    def tagged(self, piece: Piece | None = None) -> None:
        (piece or self.main).must("tags", Expr("local.tags"))

    def logged(self, label: str) -> None:
        """Its log group, and how long it keeps what it gets."""
        group = self.own("aws_cloudwatch_log_group", label)
        group.must("name", lambda context: context["log_group"])
        self.field("log_retention", group, "retention_in_days", times=86400)
        own = self.encryption(group, "kms_key_id", option="log_encryption") == "kms" and self.makes_key
        group.must("depends_on", [Expr("aws_kms_key_policy.this")] if own else None)
        self.tagged(group)

    def encryption(self, piece: Piece, argument: str, managed: Any = None, option: str = "encryption") -> str:
        """`kms` for the key of the page; `managed` is what the argument is otherwise."""
        at = piece.attributes.get(argument)
        found = piece.read(argument)
        words = "kms" if same(found, self.key) else "managed" if same(found, managed) else found
        self.set(option, words, (piece.file, at.at if at else piece.at, len(argument) if at else 1))
        return str(words)

    @property
    def key(self) -> Any:
        """The key of the page; where no page is at hand, the module's own."""
        return canonical(self.context["node"].key if self.context else KEY)

    @property
    def makes_key(self) -> bool:
        return bool(same(self.key, KEY))

    def flow(self, piece: Piece, argument: str, attribute: str, *of: str) -> "EdgeLifting | None":
        """A flow from this node to the one that an argument names."""
        target = self.blocks.end(piece, argument, (attribute,), of)
        return self.blocks.edge(self, target, piece) if target else None

    def made(self) -> Node[Any]:
        spec = build(self.kind.spec, self.values)
        return Node(self.kind, self.subject.name, spec, self.existing)


@dataclass
class EdgeLifting(Lifting):
    """A flow while it is lifted."""

    integration: Integration[Any] = field(kw_only=True)
    source: NodeLifting = field(kw_only=True)
    target: NodeLifting = field(kw_only=True)
    number: int = 1

    @property
    def key(self) -> Identity:
        return (self.integration.name, self.source.identity, self.target.identity)


def identity(kind: Resource[Any], label: str, existing: Value | None, address: Any) -> Identity:
    """What tells a node from all others: its label where it is made, what it is where it exists already."""
    if kind.addressed:
        return (kind.name, canonical(address))
    if existing is not None:
        return (kind.name, canonical(kind.existing(existing)[kind.known_by]))
    return label


def build(spec: Any, values: Mapping[str, Any]) -> Any:
    """Options out of what was read, unchecked."""
    made = {}
    for name, value in values.items():
        inner = _inner(spec, name) if isinstance(value, dict) else None
        made[name] = build(inner, value) if inner else value
    return spec.model_construct(**made)


@cache
def _inner(spec: Any, name: str) -> Any:
    from eventgen.typed import inner_model

    return inner_model(spec.model_fields[name].annotation) if name in spec.model_fields else None
