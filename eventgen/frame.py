"""What is around the nodes and flows of a module: its inputs, outputs, locals, its key and the versions it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventgen.anchor import POSITIONS
from eventgen.blocks import Blocks
from eventgen.hcl import Expr, arn_part, text
from eventgen.meaning import canonical, same, shown, value
from eventgen.model import Header, Variable
from eventgen.pieces import DIFFERS, LACKS, MORE, Context, Piece, Subject, opened
from eventgen.syntax import Call, File, Object

OF_EVENTGEN = ("tags", "anchor_arn")  # inputs that are no variables of the page


@dataclass(frozen=True)
class Frame:
    """What was read of it, and where."""

    header: Header
    places: Mapping[tuple[str, ...], tuple[File, int, int]] = field(default_factory=dict)


def frame(blocks: Blocks) -> Frame:
    """The header of the page; with a page at hand the frame is judged too."""
    said = blocks.page.node("") if blocks.page else None
    subject = blocks.subject("the module")
    if said:
        subject.route, subject.context = said.route, said.context
    places: dict[tuple[str, ...], tuple[File, int, int]] = {}
    tags = _locals(blocks, subject, places)
    name, variables = _variables(blocks, subject, places)
    if subject.context is not None:
        _outputs(blocks, subject, subject.context)
        _versions(blocks, subject)
        _moves(blocks, subject, subject.context)
        _key(blocks, subject, subject.context)
    return Frame(Header.model_construct(name=name, tags=tags, variables=variables), places)


def _piece(blocks: Blocks, subject: Subject, address: str) -> Piece:
    """The block at an address, which has to be there."""
    found = blocks.at.get(address)
    piece = blocks.open(found, subject) if found else None
    if piece is None:
        _lacks(blocks, subject, f"the block {address}")
    return piece or Piece(address, subject, blocks.first, 0, False)


def _lacks(blocks: Blocks, subject: Subject, what: str) -> None:
    Piece("the module", subject, blocks.first, 0).say(LACKS, f"the module lacks {what}")


def _variables(blocks: Blocks, subject: Subject, places: Any) -> tuple[str, dict[str, Variable]]:
    """The page's name, and its variables; those that eventgen adds are judged only."""
    added = {given.name: given for given in (subject.context or {}).get("inputs", ())}
    name, variables = "", {}
    for file, block in blocks.of_type.get("variable", ()):
        label = block.labels[0]
        piece = blocks.open((file, block), subject)
        if piece is None:
            continue
        if label in added or subject.context is None:
            _checks(piece, added.get(label))
        if label == "name":
            name = str(piece.read("default"))
            places["name",] = (file, block.at, len("variable"))
            _of_eventgen(piece, added.get(label), default=False)
        elif label in (*OF_EVENTGEN, *(subject.context or {}).get("imports", ())) or label in blocks.inputs:
            _of_eventgen(piece, added.get(label))
        else:
            variables[label] = _variable(piece, label, places)
    for label in added:
        if f"variable.{label}" not in blocks.at:
            _lacks(blocks, subject, f"the variable {label}")
    return name, variables


def _variable(piece: Piece, label: str, places: Any) -> Variable:
    read: dict[str, Any] = {}
    for option, default in (("type", None), ("default", None), ("description", ""), ("sensitive", False)):
        attribute = piece.attributes.get(option)
        at = attribute.at if attribute else piece.at
        places["variables", label, option] = (piece.file, at, len(option) if attribute else 1)
        found = piece.read(option, default)
        read[option] = found.code if isinstance(found, Expr) else found
    return Variable.model_construct(**read)


def _of_eventgen(piece: Piece, given: Any, default: bool = True) -> None:
    """An input that is no variable of the page."""
    piece.must("type", Expr(given.type) if given else None)
    piece.must("description", given and given.description)
    piece.must("sensitive", True if given and given.sensitive else None, False)
    if default:
        piece.must("default", given.default if given and not given.required else None)


def _checks(piece: Piece, given: Any) -> None:
    wanted = list(given.checks) if given else []
    checks = piece.several("validation")
    for check, (condition, message) in zip(checks, wanted, strict=False):
        check.must("condition", condition)
        check.must("error_message", message)
    for check in checks[len(wanted) :]:
        if piece.of.context is not None:
            check.say(MORE, f"{piece.name}: nothing of the page asks for this validation", None, len("validation"))
        check.attributes.clear()
    for _, message in wanted[len(checks) :]:
        piece.say(LACKS, f"{piece.name} lacks the validation that says: {message}")


def _locals(blocks: Blocks, subject: Subject, places: Any) -> dict[str, Any]:
    """The page's tags; the others are parts of an ARN that tells the account, the Region and the partition."""
    for number, (file, block) in enumerate(blocks.of_type.get("locals", ())):
        blocks.opened[f"locals.{number}"] = opened("locals", subject, file, block)
    tags: dict[str, Any] = {}
    for name, (file, attribute) in blocks.locals.items():
        places["locals", name] = (file, attribute.at, len(name))
        if name == "tags":
            places["tags",] = places["locals", name]
            tags = _tags(attribute.value)
    if subject.context is not None:
        _anchors(blocks, subject, subject.context)
    return tags


def _tags(expression: Any) -> dict[str, Any]:
    """`merge({...}, var.tags)`, or `var.tags` alone."""
    if isinstance(expression, Call) and expression.name == "merge" and expression.arguments:
        first, *rest = expression.arguments
        if isinstance(first, Object) and [value(each) for each in rest] == [Expr("var.tags")]:
            found: dict[str, Any] = value(first)
            return found
    found_expression = value(expression)
    return {} if found_expression == Expr("var.tags") else {"": found_expression}


def _anchors(blocks: Blocks, subject: Subject, context: Context) -> None:
    for name, (file, attribute) in blocks.locals.items():
        found, at = value(attribute.value), Piece("locals", subject, file, attribute.at)
        if name == "tags" or f"local.{name}" in blocks.used:
            continue
        if name not in context["anchors"]:
            at.say(MORE, f"nothing of the page asks for local.{name}", attribute.at, len(name))
        elif not _tells(found, name, context):
            should = canonical(context["anchors"][name])
            message = f"local.{name} is {shown(found)}, and has to be {shown(should)}"
            at.say(DIFFERS, message, attribute.at, len(name))


def _tells(found: Any, name: str, context: Context) -> bool:
    """Whether it is that part of an ARN of the module: of which one is all the same."""
    if same(found, canonical(context["anchors"][name])):
        return True
    return any(same(found, canonical(arn_part(arn, POSITIONS[name]))) for arn in context["arns"])


def _outputs(blocks: Blocks, subject: Subject, context: Context) -> None:
    for name, description, wanted in context["outputs"]:
        piece = _piece(blocks, subject, f"output.{name}")
        piece.must("description", description)
        piece.must("value", wanted)


def _versions(blocks: Blocks, subject: Subject) -> None:
    piece = _piece(blocks, subject, "terraform")
    piece.must("required_version", ">= 1.7")
    piece.block("required_providers", True).must("aws", {"source": "hashicorp/aws", "version": ">= 5.100, < 7.0"})


def _moves(blocks: Blocks, subject: Subject, context: Context) -> None:
    """What was called otherwise before."""
    wanted = [(Expr(before), Expr(after)) for before, after in context["moves"]]
    for number, (file, block) in enumerate(blocks.of_type.get("moved", ())):
        piece = blocks.opened[f"moved.{number}"] = opened("moved", subject, file, block)
        said = piece.read("from"), piece.read("to")
        if said in wanted:
            wanted.remove(said)
        else:
            piece.more()
    for before, after in wanted:
        _lacks(blocks, subject, f"the block that moves {before.code} to {after.code}")


def _key(blocks: Blocks, subject: Subject, context: Context) -> None:
    """The module's one key."""
    said = context["key"]
    if said is None:
        return
    key = _piece(blocks, subject, "aws_kms_key.this")
    key.must("description", said["description"])
    key.must("enable_key_rotation", True)
    key.must("deletion_window_in_days", 30, 30)
    key.must("tags", Expr("local.tags"))
    alias = _piece(blocks, subject, "aws_kms_alias.this")
    alias.must("name", text("alias/", Expr("var.name")))
    alias.must("target_key_id", Expr("aws_kms_key.this.key_id"))
    policy = _piece(blocks, subject, "aws_kms_key_policy.this")
    policy.must("key_id", Expr("aws_kms_key.this.key_id"))
    policy.policy("policy", said["policy"])
