"""HCL text -> syntax: what Terraform takes and nothing else.

`hcl/valid.txt` and `hcl/invalid.txt` hold texts between lines of five dashes; ␍ ␌ ␀ stand for those characters,
␄ for no line break at the end. Judges: pygohcl, which is HashiCorp's own parser, and Terraform where it is.
"""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import hcl_judges
import pytest
from corpus import GOLDEN

from eventgen.reader import Unreadable, read
from eventgen.syntax import (
    Attribute,
    Block,
    Body,
    Call,
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

TEXTS = Path(__file__).parent / "hcl"
CHARACTERS = str.maketrans({"␍": "\r", "␌": "\f", "␀": "\0"})
MUTANTS, SAMPLE = 20_000, 300


def texts(name: str) -> list[str]:
    content = (TEXTS / f"{name}.txt").read_text("utf-8").translate(CHARACTERS)
    return [(text + "\n").removesuffix("␄\n") for text in content.removesuffix("\n").split("\n-----\n")]


VALID, INVALID = texts("valid"), texts("invalid")
GOLDENS = {str(path.relative_to(GOLDEN)): path.read_text("utf-8") for path in sorted(GOLDEN.glob("*/*.tf"))}


def refusal(text: str) -> str:
    """What is wrong with a text, empty if nothing is. An exception of another kind is nobody's verdict."""
    try:
        read("x.tf", text)
    except Unreadable as error:
        assert 0 <= error.at <= len(text)
        return str(error)
    return ""


@pytest.fixture(scope="session")
def hashicorp() -> Callable[[str], str]:
    return hcl_judges.hashicorp()


# Verdicts


def test_the_corpus() -> None:
    assert len(VALID) >= 100 and len(INVALID) >= 200
    assert {text: wrong for text in VALID if (wrong := refusal(text))} == {}
    assert [text for text in INVALID if not refusal(text)] == []


def test_pygohcl_agrees_on_the_corpus(hashicorp: Callable[[str], str]) -> None:
    assert {text: wrong for text in VALID if (wrong := hashicorp(text))} == {}
    assert [text for text in INVALID if "\0" not in text and not hashicorp(text)] == []  # C ends there


@pytest.mark.terraform
def test_terraform_agrees_on_the_corpus(tmp_path: Path) -> None:
    verdicts = dict(zip([*VALID, *INVALID], hcl_judges.formatted(tmp_path, [*VALID, *INVALID]), strict=True))
    assert [text for text in VALID if not verdicts[text]] == []
    assert [text for text in INVALID if verdicts[text]] == []


def test_the_goldens_are_read() -> None:
    assert {name: wrong for name, text in GOLDENS.items() if (wrong := refusal(text))} == {}


PIECE = re.compile(r"[A-Za-z_][\w-]*|[0-9]+|[ \t]+|<<-?|\.\.\.|=>|[$%]\{~?|~\}|::|[=!<>]=|&&|\|\||\\.|.", re.DOTALL)
INSERTED = [piece for piece in dict.fromkeys(PIECE.findall("\n".join(VALID))) if len(piece) < 8]


def mutant(dice: random.Random, text: str) -> str:
    """One to three pieces or characters deleted, doubled, swapped or put in."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        pieces = PIECE.findall(text) if dice.random() < 0.6 else list(text)
        if not pieces:
            break
        at, other = dice.randrange(len(pieces)), dice.randrange(len(pieces))
        change = dice.randrange(5)
        if change == 0:
            del pieces[at]
        elif change == 1:
            pieces.insert(at, pieces[at])
        elif change == 2:
            other = other if dice.random() < 0.3 else min(at + 1, len(pieces) - 1)
            pieces[at], pieces[other] = pieces[other], pieces[at]
        else:
            pieces[at : at + change - 3] = [dice.choice(INSERTED)]
        text = "".join(pieces)
    return text


# NUL ends a string in C; of 1e9999 pygohcl makes every digit; HCL's scanner takes `$` and two CR in a heredoc unawares
UNJUDGED = re.compile(r"\0|[eE][+-]?[0-9]{4}|[$%]\r\r")


@cache
def mutants() -> list[str]:
    """Of corpus, goldens and their single blocks."""
    dice = random.Random(20261124)
    blocks = [block for text in GOLDENS.values() for block in re.split(r"(?<=^}\n)\n", text, flags=re.MULTILINE)]
    sources = [*VALID, *INVALID, *GOLDENS.values(), *dice.sample(sorted(set(blocks)), 400)]
    made = {mutant(dice, dice.choice(sources)): None for _ in range(MUTANTS)}
    return [text for text in made if not UNJUDGED.search(text)]


def test_pygohcl_agrees_on_mutants(hashicorp: Callable[[str], str]) -> None:
    judged = {text: (refusal(text), hashicorp(text)) for text in mutants()}
    valid = [text for text, (_, theirs) in judged.items() if not theirs]
    assert len(judged) > 3000 and len(valid) > 1000
    assert {text: wrong for text, (ours, wrong) in judged.items() if wrong and not ours} == {}
    alarms = {text: judged[text][0] for text in valid if judged[text][0]}
    assert alarms == {}


@pytest.mark.terraform
def test_terraform_agrees_on_mutants(tmp_path: Path) -> None:
    sample = random.Random(7).sample(mutants(), SAMPLE)
    verdicts = hcl_judges.formatted(tmp_path, sample)
    assert [text for text, good in zip(sample, verdicts, strict=True) if good == bool(refusal(text))] == []


# Hostile texts

MANY = 100_000
HOSTILE = {
    "[": "a = " + "[" * MANY,
    "(": "a = " + "(" * MANY,
    "{": "{" * MANY,
    "object": "a = " + "{" * MANY,
    "objects": "a = " + "{a=" * MANY,
    "blocks": "a {\n" * MANY,
    "templates": "a = " + '"${' * (MANY // 2),
    "heredocs": "a = " + "<<E\n${" * MANY,
    "calls": "a = " + "f(" * MANY,
    "indexes": "a = " + "a[" * MANY,
    "for": "a = " + "[for a in " * MANY,
    "conditions": "a = " + "a ? a : " * MANY,
    "sums": "a = " + "a + " * MANY + "a\n",
    "steps": "a = a" + ".a" * MANY + "\n",
    "elements": "a = a" + "[0]" * MANY + "\n",
    "signs": "a = " + "-" * MANY,
    "directives": 'a = "' + "%{if a}" * MANY + "%{endif}" * MANY + '"\n',
    "all levels of operators": "a = " + "1||1&&1==1<1+1*(" * 99 + "1" + ")" * 99 + "\n",
    "a name": "a" * 10**6,
    "a string": 'a = "' + "a" * 10**6,
    "escapes": 'a = "' + "\\n" * 10**6 + '"\n',
    "dollars": 'a = "' + "$" * 10**6 + '"\n',
    "digits": "a = " + "9" * 10**6 + "\n",
    "dots": "a = 1" + "." * 10**6 + "\n",
    "an exponent": "a = 1e" + "9" * 10**6 + "\n",
    "a comment": "/*" * 10**6,
    "a heredoc": "a = <<E\n" + "a\n" * 10**6,
    "carriage returns": "\r" * MANY,
    "a surrogate": 'a = "\ud800"\n',
    "NUL": 'a = "\0"\n',
}


READ = {"all levels of operators", "escapes", "dollars", "digits"}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_too_much(name: str) -> None:
    assert (refusal(HOSTILE[name]) == "") == (name in READ)


def test_what_is_read_can_be_walked() -> None:
    deep = [f"a = {'[' * 99}1{']' * 99}\n", f"a = {'1 + ' * 199}1\n", f"a = a{'.a' * 199}\n", f"a = {'-' * 99}a\n"]
    for text in deep:
        assert len(list(within(value(text)))) > 99


# What is wrong, and where: ⟂ stands before the place

WRONG = {
    "a = 1 ⟂b = 2\n": "a line break is missing: b stands there",
    "a = ⟂\n": "a value is missing: a line break stands there",
    "a = [1 ⟂2]\n": ", or ] is missing: 2 stands there",
    "a = f(1⟂": ", or ) is missing: the end stands there",
    "a = 1\n⟂a = 2\n": "the argument a stands there already",
    "b {\n  x = y(1)\n  ⟂x = [\n  ]\n}\n": "the argument x stands there already",
    "⟂}\n": "an argument or a block is missing: } stands there",
    "b {\n⟂": "an argument, a block or } is missing: the end stands there",
    'b "x"⟂\n{\n}\n': "{ is missing: a line break stands there",
    'b ⟂"${x}" {}\n': "a label takes no template",
    "b { c = 1⟂, d = 2 }\n": "} (a block on one line holds one argument) is missing: , stands there",
    "b { c ⟂{} }\n": "= (a block on one line holds one argument) is missing: { stands there",
    'a = "⟂\\d"\n': "\\d is no escape",
    'a = ⟂"x\n': "the string is not closed on its line",
    'a = ⟂"x': "the string is not closed",
    "a = ⟂<<E\nx\n": "the heredoc E is not closed",
    'a = "${x ⟂y}"\n': "} of the template is missing: y stands there",
    'a = "⟂%{ if x }y"\n': "endif is missing",
    'a = "x⟂%{ endif }"\n': "endif stands where none belongs",
    "a = { b = 1 ⟂c = 2 }\n": "a comma, a line break or } is missing: c stands there",
    "a = { b⟂\n = 1 }\n": "= behind the key is missing: a line break stands there",
    "a = [for x ⟂of y : x]\n": "`in` is missing: of stands there",
    "a = b.⟂\n": "the name of an attribute is missing: a line break stands there",
    "a = b.c.⟂1.2\n": "the name of an attribute is missing: 1.2 stands there",
    "a = ⟂1.2.3\n": "1.2.3 is no number",
    "a = 1 ⟂; b = 2\n": "';' is no part of HCL",
    "a = 1\n  ⟂/* x\n": "the comment is not closed",
    "a = x⟂\u200by\n": "'\\u200b' belongs in no name",
    'a = "x⟂\0"\n': "the character '\\x00' belongs in no file",
    f"{'a' * 60} ⟂\n": "=, { or a label is missing: a line break stands there",
    f"a {'b' * 60} ⟂= 1": "{ is missing: = stands there",
    f"a = ⟂{'1.' * 30}1\n": f"{'1.' * 20}... is no number",
}


@pytest.mark.parametrize("marked", WRONG)
def test_a_message_names_what_stands_there(marked: str) -> None:
    with pytest.raises(Unreadable) as error:
        read("x.tf", marked.replace("⟂", ""))
    assert (str(error.value), error.value.at) == (WRONG[marked], marked.index("⟂"))


# What a text says


def value(text: str) -> Any:
    """The value of the only argument of a text."""
    (attribute,) = read("x.tf", text).body.attributes.values()
    return attribute.value


def test_blocks_and_their_places() -> None:
    file = read("x.tf", 'a = 1\nb "x" y {\n  c = d.e\n\n  f {}\n}\n')
    inner = Body({"c": Attribute("c", Step(Name("d", 22), "e", 23), 18)}, [Block("f", (), Body(), 29)])
    assert file.body == Body({"a": Attribute("a", Literal(1, 4), 0)}, [Block("b", ("x", "y"), inner, 6)])
    place = file.place(29, 4)
    assert (place.file, place.line, place.column, place.length) == ("x.tf", 5, 3, 4)


def test_a_byte_order_mark_counts() -> None:
    assert read("x.tf", "\ufeffa = 1\n").body.attributes["a"].at == 1


NODES: dict[str, Any] = {
    "a.b": Step(Name("a", 0), "b", 1),
    "a . b": Step(Name("a", 0), "b", 2),
    'a["b"].c': Step(Step(Name("a", 0), Literal("b", 2), 1), "c", 6),
    "a[0][b]": Step(Step(Name("a", 0), Literal(0, 2), 1), Name("b", 5), 4),
    "a.0.b": Step(Step(Name("a", 0), Literal(0, 2), 1), "b", 3),
    "a[*].b.c": Step(Step(Step(Name("a", 0), "*", 1), "b", 4), "c", 6),
    "a.*.b": Step(Step(Name("a", 0), "*", 1), "b", 3),
    "true.a": Step(Literal(True, 0), "a", 4),
    "-1": Literal(-1, 0),
    "-a.b": Operation("-", [Step(Name("a", 1), "b", 2)], 0),
    "!!a": Operation("!", [Operation("!", [Name("a", 2)], 1)], 0),
    "a+b*c": Operation("+", [Name("a", 0), Operation("*", [Name("b", 2), Name("c", 4)], 2)], 0),
    "a -b - c": Operation("-", [Operation("-", [Name("a", 0), Name("b", 3)], 0), Name("c", 7)], 0),
    "a-b": Name("a-b", 0),
    "(a+b)*c": Operation("*", [Operation("+", [Name("a", 1), Name("b", 3)], 1), Name("c", 6)], 0),
    "a?b:c?d:e": Operation(
        "?", [Name("a", 0), Name("b", 2), Operation("?", [Name("c", 4), Name("d", 6), Name("e", 8)], 4)], 0
    ),
    "f(a,1,)": Call("f", [Name("a", 2), Literal(1, 4)], False, 0),
    "f::g(a...)": Call("f::g", [Name("a", 5)], True, 0),
    '["a",b]': Tuple([Literal("a", 1), Name("b", 5)], 0),
    '{a=1,"b"=2,(c)=3,true=4}': Object(
        [
            (Literal("a", 1), Literal(1, 3)),
            (Literal("b", 5), Literal(2, 9)),
            (Name("c", 12), Literal(3, 15)),
            (Literal("true", 17), Literal(4, 22)),
        ],
        0,
    ),
    "[for a,b in c:d if e]": For([Name("c", 12), Name("d", 14), Name("e", 19)], ("a", "b"), 0),
    "{for a in b:c=>d...}": For([Name("b", 10), Name("c", 12), Name("d", 15)], ("a",), 0),
    '"${a.b}"': Step(Name("a", 3), "b", 4),
    '"${"a"}"': Literal("a", 3),
    '"a${b}c$${d}"': Template(["a", Name("b", 4), "c${d}"], 0),
    '"${a}${b}"': Template([Name("a", 3), Name("b", 7)], 0),
    '"${a ~} "': Template([Name("a", 3), ""], 0),
    '"%{if a}b%{endif}"': Template([Operation("%if", [Name("a", 6), Template(["b"], 1), Template([], 9)], 1)], 0),
    '"%{for a,b in c}${a}%{endfor}"': Template(
        [Operation("%for", [For([Name("c", 14), Template([Name("a", 18)], 1)], ("a", "b"), 1)], 1)], 0
    ),
}


@pytest.mark.parametrize("code", NODES)
def test_an_expression_is_read_as(code: str) -> None:
    assert value(f"a={code}\n") == shifted(NODES[code], 2)


def shifted(node: Any, by: int) -> Any:
    """The same tree, further back in its file."""
    if isinstance(node, list | tuple):
        return type(node)(shifted(part, by) for part in node)
    if not hasattr(node, "at"):
        return node
    parts = {field: getattr(node, field) for field in node.__dataclass_fields__}
    return type(node)(**{**{field: shifted(part, by) for field, part in parts.items()}, "at": node.at + by})
