"""The blocks of a module: what each is called, what they name, and which of them have been read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from eventgen import kinds
from eventgen.documents import reference
from eventgen.hcl import Expr, Text, Value, label, matches, text
from eventgen.kinds import Resource
from eventgen.lifting import EdgeLifting, Identity, NodeLifting, identity
from eventgen.load import Route
from eventgen.meaning import canonical, code, same
from eventgen.pieces import MORE, Context, Finding, Piece, Subject, opened
from eventgen.syntax import Attribute, Block, Body, File, Name, Step, within

OURS = frozenset({"tags", "account_id", "region", "partition"})  # the locals that stand for themselves
_ARNS = re.compile(r'"(arn:[^"]+)"|(var\.[A-Za-z0-9_-]+)')


@dataclass(frozen=True)
class Said:
    """What the page says of a node or a flow: its name and route there, and what its template gets."""

    name: str
    route: Route
    context: Context


class Page(Protocol):
    """The page that a module was rendered from."""

    def node(self, identity: Identity) -> Said | None: ...

    def edge(self, key: Identity, labels: Sequence[Any]) -> Said | None: ...

    def unseen(self) -> Iterator[tuple[Any, Said]]: ...


class Blocks:
    """The blocks of a module, and what was read of them."""

    def __init__(self, files: Sequence[File], page: Page | None) -> None:
        self.page = page
        self.findings: list[Finding] = []
        self.at: dict[str, tuple[File, Block]] = {}  # by address; that of a resource has no prefix
        self.of_type: dict[str, list[tuple[File, Block]]] = {}  # of resources; of others by their first word
        self.locals: dict[str, tuple[File, Attribute]] = {}
        self.nodes: dict[str, NodeLifting] = {}  # by address
        self.standing: dict[Identity, NodeLifting] = {}  # those that exist already
        self.edges: list[EdgeLifting] = []
        self.opened: dict[str, Piece] = {}
        self.inputs: set[str] = set()  # variables that nodes need
        self.used: set[str] = set()  # locals and data sources that stood for something
        self.waiting: list[Callable[[], None]] = []  # for all nodes
        self._naming: dict[tuple[str, str], dict[str, list[tuple[File, Block]]]] = {}
        self.overriding: list[tuple[File, Block]] = []  # what Terraform lays over the other blocks
        self._named: frozenset[str] | None = None
        self.first = files[0]
        for file in files:
            for block in file.body.blocks:
                self._enter(file, block)

    def _enter(self, file: File, block: Block) -> None:
        if file.overrides:
            self.overriding.append((file, block))
            return
        if block.type == "locals":
            self.locals |= {name: (file, attribute) for name, attribute in block.body.attributes.items()}
            return
        if block.type != "moved":  # they have no address, and are told by what they say
            self.at[_address(block)] = (file, block)
        type_ = block.labels[0] if block.type == "resource" and block.labels else block.type
        self.of_type.setdefault(type_, []).append((file, block))

    def resolve(self, expression: Any) -> Any:
        """What a local or a policy document's data stands for."""
        if type(expression) is not Step:
            return expression
        words = reference(expression)
        if words[:1] == ("local",) and len(words) == 2 and words[1] not in OURS and words[1] in self.locals:
            self.used.add(".".join(words))
            return self.resolve(self.locals[words[1]][1].value)
        if words[:2] == ("data", "aws_iam_policy_document") and words[3:] == ("json",):
            address = ".".join(words[:3])
            if address in self.at:
                self.used.add(address)
                return self.at[address][1]
        return expression

    def let_go(self) -> None:
        """Forgets what refers back to it: only the garbage collector would free that, piece by piece."""
        for kept in (self.nodes, self.standing, self.edges, self.opened, self.waiting):
            kept.clear()

    def subject(self, name: str) -> Subject:
        return Subject(name, self.findings, self.resolve)

    def open(self, found: tuple[File, Block], subject: Subject) -> Piece | None:
        """A block as a piece; None if it has been read already."""
        file, block = found
        address = _address(block)
        if address in self.opened:
            return None
        piece = self.opened[address] = opened(address, subject, file, block)
        return piece

    def unread(self) -> Iterator[tuple[str, File, Block]]:
        yield from ((_address(block), file, block) for file, block in self.overriding)
        for address, (file, block) in self.at.items():
            if address not in self.opened and address not in self.used:
                yield address, file, block

    def named(self) -> frozenset[str]:
        """The addresses that expressions of the module begin with."""
        if self._named is None:
            blocks = (block for _, block in (*self.at.values(), *self.of_type.get("moved", ())))
            parts = (part for block in blocks for part in _expressions(block.body))
            self._named = frozenset(
                f"{part.of.name}.{part.key}" for part in parts if isinstance(part, Step) and isinstance(part.of, Name)
            )
        return self._named

    def naming(self, type_: str, argument: str) -> Mapping[str, list[tuple[File, Block]]]:
        """The blocks of a type by the address of what they name in an argument."""
        known = self._naming.get((type_, argument))
        if known is None:
            known = self._naming[type_, argument] = {}
            for file, block in self.of_type.get(type_, ()):
                attribute = block.body.attributes.get(argument)
                words = reference(self.resolve(attribute.value)) if attribute else ()
                known.setdefault(".".join(words[:2]), []).append((file, block))
        return known

    def end(self, piece: Piece, argument: str, attributes: Sequence[str], of: Iterable[str]) -> NodeLifting | None:
        """The node that an argument names; a finding, if it names none."""
        at = piece.attributes.get(argument)
        found = piece.read(argument)
        node = self.node(found, attributes, of) if found is not None else None
        if node is None:
            words = " or ".join(kind.replace("_", " ") for kind in of)
            piece.say(MORE, f"{piece.name}: {argument} names no {words}", at.at if at else None, len(argument))
        return node

    def node(self, found: Any, attributes: Sequence[str], of: Iterable[str]) -> NodeLifting | None:
        """The node of one of these kinds that has such an attribute."""
        if isinstance(found, Expr):
            type_, _, rest = found.code.partition(".")
            name, _, attribute = rest.partition(".")
            if node := self.nodes.get(f"{type_}.{name}"):
                return node if attribute in attributes and node.kind.name in of else None
        takers = [kind for name in of if (kind := kinds.resource(name))]
        for kind in takers:
            if kind.addressed:
                return self.stands(kind, found)
            for value in self._arns(kind, found, attributes[0], alone=len(takers) == 1):
                return self.stands(kind, value)
        return None

    def among(self, found: Any, attribute: str, kind: str, arns: Sequence[Any]) -> NodeLifting | None:
        """The node with such an attribute; one of those with these ARNs comes first."""
        for arn in arns:
            node = self.node(arn, ("arn",), (kind,))
            if node and same(node.attribute(attribute), found):
                return node
        return self.node(found, (attribute,), (kind,))

    def stands(self, kind: Resource[Any], value: Any) -> NodeLifting:
        """A node that exists already, by its ARN; or one that is nothing but an address."""
        address = _text(value) if kind.addressed else None
        existing = None if kind.addressed else value
        known = identity(kind, "", existing, address)
        if known not in self.standing:
            said = self.page.node(known) if self.page else None
            subject = self.subject(said.name if said else _called(value))
            if said:
                subject.route, subject.context = said.route, said.context
                existing = said.context["node"].existing  # the name of a bucket does not say its partition
            main = Piece(subject.name, subject, self.first, 0, False)
            values = {kind.addressed: address} if kind.addressed else {}
            lifting = NodeLifting(self, subject, str(label(subject.name)), main, values, kind=kind, existing=existing)
            self.standing[known] = lifting
        return self.standing[known]

    def usual(self, name: str) -> NodeLifting:
        """A node that is always there."""
        kind = kinds.resource(kinds.ALWAYS_THERE[name])
        assert kind
        return self.stands(kind, name)

    def _arns(self, kind: Resource[Any], found: Any, attribute: str, alone: bool) -> Iterator[Value]:
        """The ARNs of which this may be the attribute."""
        usual: list[Any] = [name for name, of in kinds.ALWAYS_THERE.items() if of == kind.name]
        written = found.code if isinstance(found, Expr) else str(found)
        inside = [literal or Expr(variable) for literal, variable in _ARNS.findall(written)]
        named = [kind.named.format(found)] if kind.named and isinstance(found, str) else []
        for arn in (*usual, found, *([] if attribute == "arn" else inside), *named):
            value: Value = Text((arn,)) if isinstance(arn, Expr) else arn
            if self._fits(kind, arn, alone) and same(canonical(kind.existing(value).get(attribute)), found):
                yield value

    def _fits(self, kind: Resource[Any], arn: Any, alone: bool) -> bool:
        if isinstance(arn, str):
            return bool(re.fullmatch(kind.arn, arn, re.ASCII)) or kinds.ALWAYS_THERE.get(arn) == kind.name
        if isinstance(arn, Text):
            return str(arn).split(":")[2:3] == kind.arn.split(":")[2:3]
        is_variable = isinstance(arn, Expr) and arn.code.startswith("var.")
        return is_variable and (alone or self._validated(arn, kind))

    def _validated(self, variable: Expr, kind: Resource[Any]) -> bool:
        """Whether the variable takes ARNs of this kind only."""
        known = self.at.get(f"variable.{variable.code.removeprefix('var.')}")
        wanted = canonical(matches(kind.arn, variable))
        checks = [inner.body.attributes.get("condition") for inner in known[1].body.blocks] if known else []
        return any(check is not None and Expr(code(check.value)) == wanted for check in checks)

    def edge(self, source: NodeLifting, target: NodeLifting, piece: Piece) -> EdgeLifting | None:
        """A flow, and what the page says of it."""
        integration = kinds.integration(source.kind.name, target.kind.name)
        name = f"{source.subject.name} -> {target.subject.name}"
        if integration is None:
            piece.say(MORE, f"{piece.name}: {name} is no flow that eventgen knows")
            return None
        piece.of = subject = self.subject(name)
        lifting = EdgeLifting(
            self, subject, piece.name.rpartition(".")[2], piece, integration=integration, source=source, target=target
        )
        lifting.number = sum(other.key == lifting.key for other in self.edges) + 1
        if self.page and (said := self.page.edge(lifting.key, (lifting.label, piece.peek("id")))):
            subject.route, subject.context = said.route, said.context
        self.edges.append(lifting)
        integration.lift(lifting)
        return lifting

    def unseen(self, edge: Any, said: Said) -> None:
        """A flow of the page that the module does not say, though something of it may be there."""
        source, target = self._of_page(edge.source), self._of_page(edge.target)
        if source and target:
            subject = Subject(said.name, self.findings, self.resolve, said.route, said.context)
            main = Piece(said.name, subject, self.first, 0, False)
            integration = edge.integration
            integration.lift(
                EdgeLifting(self, subject, edge.label, main, integration=integration, source=source, target=target)
            )

    def _of_page(self, node: Any) -> NodeLifting | None:
        """What is lifted for a node of the page."""
        if node.existing is not None:
            return self.stands(node.kind, node.existing)
        return self.nodes.get(f"{node.kind.main}.{node.label}")


def _address(block: Block) -> str:
    return ".".join(block.labels if block.type == "resource" else (block.type, *block.labels))


def _called(value: Any) -> str:
    """What to call a node of which the module has only its ARN: `arn:...:function:bill` -> `bill`."""
    words = re.findall(r"[a-z0-9]+", re.split(r"[:/.@]", str(text(value)).strip("{}"))[-1].lower())
    return "-".join(words) if words and words[0][0].isalpha() else "-".join(["a", *words])


def _expressions(body: Body) -> Iterator[Any]:
    for attribute in body.attributes.values():
        yield from within(attribute.value)
    for block in body.blocks:
        yield from _expressions(block.body)


def _text(value: Any) -> Text:
    return value if isinstance(value, Text) else Text((value,))
