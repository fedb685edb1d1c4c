"""What a resource, an integration and a rule are. Each is found by its name when a page needs it: nothing is listed.

A kind of node is the module `eventgen.resources.KIND` with an object KIND in it; a kind of edge is
`eventgen.integrations.FROM_to_TO` likewise. Sections of the page are the plurals of the kinds.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar

from eventgen.diagnostics import Edit, Severity, brief
from eventgen.hcl import Expr, Text, Value, address, label, text
from eventgen.load import Route
from eventgen.specs import NODE_NAME as NODE_NAME
from eventgen.specs import BareSpec as BareSpec
from eventgen.specs import NodeSpec as NodeSpec
from eventgen.specs import Spec as Spec

S_co = TypeVar("S_co", bound=Spec, covariant=True)
A_co = TypeVar("A_co", bound=Spec, covariant=True)
B_co = TypeVar("B_co", bound=Spec, covariant=True)
O_co = TypeVar("O_co", bound=Spec, covariant=True)


@dataclass(frozen=True, eq=False, repr=False)
class Attachment:
    """What an edge or a node puts into a slot of a node: AWS has one of it, its template renders all of it."""

    node: str
    slot: str
    value: Any


@dataclass(frozen=True)
class Derived:
    """A node that the page does not write but means, such as the dead-letter queue of a queue."""

    kind: str
    name: str
    spec: Spec


@dataclass(frozen=True)
class Asset:
    """A file that a node names: its path, the option that does, and what it has to be: folder, zip or json."""

    path: str
    option: Route
    form: str


@dataclass(frozen=True)
class Input:
    """A variable of the module. `checks` are conditions, each with what to say when it does not hold."""

    name: str
    type: str
    description: Value
    default: Any = None
    required: bool = True
    sensitive: bool = False
    checks: tuple[tuple[Expr, str], ...] = ()


ALWAYS_THERE = {"default": "bus"}  # nodes that exist without being declared, each called by its own name
FAILURES = ("dead_letter", "on_failure")  # roles of links: where goes what could not be handled


@dataclass(frozen=True)
class Named:
    """A node that an option names, and the kinds that it may be."""

    name: str
    kinds: tuple[str, ...]
    option: Route = ()  # where, below the node or the flow; the role if nothing is said


def named(name: str | None, *kinds: str) -> Named | None:
    return Named(name, kinds) if name else None


@dataclass(frozen=True)
class Hand:
    """The arguments of a block that is a flow: they name its source and its target by one of these attributes."""

    source: str
    target: str
    source_attribute: str = "arn"
    target_attributes: tuple[str, ...] = ("arn",)
    kinds: Callable[[Any], tuple[str, ...]] | None = None  # Piece -> what the target may be; all, if nothing is said


# Lambda's event source mappings: what it polls, and what it invokes
POLLED = Hand("event_source_arn", "function_name", target_attributes=("function_name", "arn"))
MAPPING = "aws_lambda_event_source_mapping"
KEY = address("aws_kms_key", "this", "arn")  # of the module's key
DROPPED: Any = object()  # what stands for an option that the HCL says elsewhere, or not at all

# A node that another one needs: by its name on the page, or derived.
Use = Named | Derived
Slots = Mapping[str, list[Any]]  # what lies in the slots of a node


# As the AWS provider judges them
_PARTITION, _REGION = r"aws(-[a-z]{1,4}){0,2}", r"[a-z]{2}(-[a-z]{2,4})?-[a-z]{2,9}-\d"


def arn_pattern(service: str, resource: str, place: str = rf"{_REGION}:\d{{12}}") -> str:
    """What the ARN of something looks like; `place` is its Region and account."""
    return f"arn:{_PARTITION}:{service}:{place}:{resource}"


@dataclass(frozen=True, eq=False, repr=False)
class Resource(Generic[S_co]):
    """A kind of node."""

    name: str
    spec: type[S_co]
    main: str  # Terraform's type of the resource that the node is
    outputs: tuple[str, ...]  # attributes of `main` that other nodes and the module's user may ask for
    longest: int  # characters that AWS allows for its name
    shape: str = "box"  # of its box in a picture; eventgen/drawing/outlines.py draws it
    arn: str = rf"arn:{_PARTITION}:.+"  # what `existing` has to look like
    longest_arn: int = 2048  # characters; IAM takes no more
    slots: frozenset[str] = frozenset()
    send: tuple[str, ...] = ()  # the IAM actions that send into it
    reads: tuple[str, ...] = ()  # the IAM actions that read what it keeps, and so need its key
    seals: bool = False  # whether its service uses the key for what is sent, and its senders do not
    anchor: Callable[[Any], Value] | None = None  # an ARN that tells the account and the Region of the module
    limit_rule: str = "PAGE004"
    bounded: str = "its name"  # what `longest` and `pattern` are about
    pattern: str = ""  # what AWS asks of the name besides
    template: bool = True  # False where the kind has no resource of its own
    suffix: Callable[[Any], str] = lambda spec: ""
    labels: Callable[[Any], Iterable[str]] = lambda node: ()  # what parts of it are called in Terraform and at AWS
    late: bool = False  # whether `main` waits for what has to know the account
    waits: frozenset[str] = frozenset()  # the slots whose content Terraform makes before `main`
    apart: frozenset[str] = frozenset()  # the options of which it makes something after `main`
    own: frozenset[str] = frozenset()  # the slots whose content is the module's even if the node exists already
    touches: Callable[[Any], bool] = lambda node: False  # whether something is made for an existing one too
    existing: Callable[[Value], Mapping[str, Value]] = lambda arn: {"arn": arn}
    spelled: Callable[[Any], Value] = lambda node: node["arn"]  # its ARN, for what it waits for itself
    uses: Callable[[Any], Mapping[str, Use | None]] = lambda node: {}
    flows: Callable[[Any], Iterable[tuple[str, str]]] = lambda node: ()
    settle: Callable[[Any, Any, Any, Any], Any] = lambda node, defaults, incoming, outgoing: node.spec
    attach: Callable[[Any], Iterable[Attachment]] = lambda node: ()
    grants: Callable[[Any], Iterable[tuple[list[str], Any]]] = lambda node: ()  # its options' own: actions, on what
    view: Callable[[Any, Any, Any], Mapping[str, Any]] = lambda node, graph, slots: {}
    alarms: Callable[[], Iterable[Any]] = lambda: ()  # alarms.Alarm
    asset: Callable[[Any], Asset | None] = lambda node: None  # the file of the page that the node needs
    stored: Callable[[Any], str] = lambda node: ""  # where the module keeps it
    unfit: Callable[[Any, bytes], Iterable[tuple[str, str, str]]] = lambda node, content: ()  # code, what, fix
    missing: Callable[[Any], str] = lambda node: ""  # the module's input in its place: what it has to be
    input_suffix: str = "file"  # what that input is called: NODE_SUFFIX
    inputs: Callable[[Any], Iterable[Input]] = lambda node: ()  # further inputs of the module
    forms: Callable[[Any], Iterable[Any]] = lambda node: ()  # forms.Form: what variables have to hold
    patterns: Callable[[Any], Iterable[Any]] = lambda node: ()  # Filtered: how it picks events of a bus
    decides: Mapping[str, str] = field(default_factory=dict)  # options that the README tells where left open: meaning
    tested: frozenset[str] = frozenset()  # the options of a test that are about such nodes
    untold: Callable[[Any, Any], Mapping[str, tuple[str, str]]] = lambda node, send: {}  # of a send: what is wrong, fix
    # How it is read back out of the HCL
    lift: Callable[[Any], None] = lambda node: None  # NodeLifting: reads what its template writes
    hands: Mapping[str, "Hand"] = field(default_factory=dict)  # the blocks that are flows from it, by their type
    idle: frozenset[str] = frozenset({"was"})  # the options that say nothing of one that exists already
    known_by: str = "arn"  # the attribute that tells an existing one from others
    named: str = ""  # the ARN of an existing one, out of that attribute alone
    addressed: str = ""  # the option that it is, where it is nothing else
    found_by: tuple[str, str, str] = ("", "", "")  # type, argument and attribute of what is made for an existing one
    meaning: Callable[[Any], Mapping[str, Any]] = lambda node: {}  # options that the HCL says in another way; DROPPED
    unlinked: frozenset[str] = frozenset()  # the roles of links that it says elsewhere

    @property
    def section(self) -> str:
        return plural(self.name)


@dataclass(frozen=True)
class Node(Generic[S_co]):
    """A thing of the graph: what the page declares, or what eventgen derives from it."""

    kind: Resource[Any]
    name: str
    spec: S_co
    existing: Value | None = None
    links: Mapping[str, "Node[Any]"] = field(default_factory=dict)
    route: Route = field(default=(), compare=False)
    written: frozenset[str] = field(default=frozenset(), compare=False)  # the options that the page writes
    sound: bool = field(default=True, compare=False)  # False where the page's options are wrong: defaults stand in
    given_key: Value | None = field(default=None, compare=False)  # the page's own key for all that it encrypts
    said: S_co | None = field(default=None, compare=False)  # its options as the page says them, before they are settled

    @property
    def key(self) -> Value:
        """The ARN of the key that encrypts it, where the page wants one."""
        return KEY if self.given_key is None else self.given_key

    @property
    def label(self) -> str:
        return str(label(self.name))

    @property
    def file_input(self) -> str:
        """The input of the module in place of a file that is not there."""
        return f"{self.label}_{self.kind.input_suffix}"

    @property
    def inputs(self) -> list[str]:
        """The names of all inputs that the module may have because of it."""
        return [each.name for each in self.kind.inputs(self)] + ([self.file_input] if self.kind.asset(self) else [])

    @property
    def title(self) -> Text:
        """Its name at AWS."""
        return text(self.own_title, self.kind.suffix(self.spec))

    @property
    def own_title(self) -> Text:
        """Its name without what its kind demands at the end: for roles and log groups."""
        return text(Expr("var.name"), f"-{self.called.replace('.', '-').replace('_', '-')}")

    @property
    def called(self) -> str:
        """What everything outside of Terraform calls it: the first of its names."""
        was: list[str] = getattr(self.spec, "was", None) or [self.name]
        return was[0]

    def __getitem__(self, attribute: str) -> Value:
        """An attribute as Terraform knows it: `node["arn"]`."""
        if self.existing is not None:
            known = self.kind.existing(self.existing)
            if attribute not in known:  # a KeyError would let Jinja look for a property of the same name
                raise ValueError(f"an existing {self.kind.name} has no {attribute}")
            return known[attribute]
        return address(self.kind.main, self.label, attribute)


@dataclass(frozen=True, eq=False, repr=False)
class Integration(Generic[O_co]):
    """A kind of edge: how one kind of node hands events to another."""

    name: str
    options: type[O_co]
    says: str  # one sentence for the tables
    template: bool = True  # False where everything that it makes lies in slots of its two ends
    parallel: bool = False  # whether two flows may connect the same two nodes
    uses: Callable[[Any], Mapping[str, Use | None]] = lambda edge: {}
    attach: Callable[[Any], Iterable[Attachment]] = lambda edge: ()
    view: Callable[[Any], Mapping[str, Any]] = lambda edge: {}
    ages: bool = False  # whether Lambda tells how old what it reads has become
    needs_visibility: Callable[[Any], int] = lambda edge: 0  # seconds that a queue must hide a message for it
    decides: Mapping[str, str] = field(default_factory=dict)  # options that the README tells where left open: meaning
    # How it is read back out of the HCL
    lift: Callable[[Any], None] = lambda edge: None  # EdgeLifting: reads what its template writes
    seen: Callable[[Any], bool] = lambda edge: True  # whether the module says that there is such a flow
    meaning: Callable[[Any], Mapping[str, Any]] = lambda edge: {}  # options that the HCL says in another way; DROPPED
    unlinked: frozenset[str] = frozenset()  # the roles of links that it says elsewhere


@dataclass(frozen=True)
class Edge(Generic[A_co, B_co, O_co]):
    """A flow between two nodes."""

    integration: Integration[Any]
    source: Node[A_co]
    target: Node[B_co]
    options: O_co
    links: Mapping[str, Node[Any]] = field(default_factory=dict)
    number: int = 1  # among the flows between these two nodes
    route: Route = field(default=(), compare=False)

    @property
    def name(self) -> str:
        return f"{self.source.name} -> {self.target.name}"

    @property
    def label(self) -> str:
        return f"{self.source.label}_to_{self.target.label}{self._ending}"

    @property
    def called(self) -> str:
        """What everything outside of Terraform calls it: after the first names of its ends."""
        return f"{label(self.source.called)}_to_{label(self.target.called)}{self._ending}"

    @property
    def _ending(self) -> str:
        return f"_{self.number}" if self.number > 1 else ""


@dataclass(frozen=True)
class Problem:
    """What a rule says: the message, the fix, and where on the page (a route below the node or the edge)."""

    message: str
    fix: str = ""
    at: Route = ()
    on: Node[Any] | None = None  # the node below which `at` is, if it is not what the rule is about
    edit: Edit | None = None  # the fix as data, if it is certain
    also: tuple[str, Route] | None = None  # a second place on the page: what is there, and where


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """One thing that must hold. Its documentation is the docstring of its function."""

    code: str
    severity: Severity
    check: Callable[..., Iterator[Problem]]
    ignorable: bool = True  # False: what it finds cannot be rendered as the page says it
    whole: bool = False  # True: it is about what a page lacks, so a part of one does not tell

    @property
    def name(self) -> str:
        return self.check.__name__

    @property
    def why(self) -> str:
        """The first sentence of its `## Why`: what a finding shows."""
        return brief((self.check.__doc__ or "").partition("## Why")[2].partition("\n\n")[0])


def rule(
    code: str, severity: Severity = Severity.ERROR, *, ignorable: bool = True, whole: bool = False
) -> Callable[[Callable[..., Iterator[Problem]]], Rule]:
    """Makes a function over a node, an edge or a graph a rule; the module it stands in says over which."""
    return lambda check: Rule(code, severity, check, ignorable, whole)


def variable(existing: Value | None) -> str:
    """The variable that says which node is there already; empty where none does."""
    whole = existing.parts[0] if isinstance(existing, Text) and len(existing.parts) == 1 else ""
    return whole.code.removeprefix("var.") if isinstance(whole, Expr) else ""


def encrypted(node: Node[Any]) -> bool:
    return node.existing is None and getattr(node.spec, "encryption", None) == "kms"


def keyed(node: Node[Any]) -> bool:
    """Whether anything of a node, its logs included, is encrypted with a key of its own."""
    return encrypted(node) or (node.existing is None and getattr(node.spec, "log_encryption", None) == "kms")


def polled(edge: Edge[Any, Any, Any]) -> bool:
    """Whether Lambda fetches the events of a flow to a function, which is then not invoked with them from outside."""
    return MAPPING in edge.source.kind.hands


def observed(spec: Any, defaults: Any) -> dict[str, Any]:
    """How a node's logs are kept and whether it is traced, where the page's defaults decide."""
    meant = {"log_retention": "log_retention", "log_encryption": "encryption", "tracing": "tracing"}
    names = {name: of for name, of in meant.items() if name in type(spec).model_fields}
    return {n: getattr(defaults, of) if getattr(spec, n) is None else getattr(spec, n) for n, of in names.items()}


# Finding a kind by its name ---------------------------------------------------------------------------------


def plural(kind: str) -> str:
    return kind + ("es" if kind.endswith("s") else "s")


def singular(section: str) -> str:
    return section[:-2] if section.endswith("ses") else section[:-1]


@cache
def names(package: str) -> tuple[str, ...]:
    """The modules of `resources`, `integrations` or `rules`, sorted."""
    folder = import_module(f"eventgen.{package}").__path__[0]
    return tuple(sorted(f[:-3] for f in os.listdir(folder) if f.endswith(".py") and f != "__init__.py"))


def resource(kind: str) -> Resource[Any] | None:
    one: Resource[Any] | None = found("resources", kind)
    return one


def integration(source: str, target: str) -> Integration[Any] | None:
    one: Integration[Any] | None = found("integrations", f"{source}_to_{target}")
    return one


@cache
def found(package: str, name: str) -> Any:
    """The object of a module that bears its name; None where there is no such module."""
    if name not in names(package):
        return None
    return getattr(import_module(f"eventgen.{package}.{name}"), name)


@cache
def rules_of(package: str, name: str) -> tuple[Rule, ...]:
    """The rules that stand in a module, in the order of their codes."""
    module = import_module(f"eventgen.{package}.{name}")
    own = [r for r in vars(module).values() if isinstance(r, Rule) and r.check.__module__ == module.__name__]
    return tuple(sorted(own, key=lambda r: r.code))
