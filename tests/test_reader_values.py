"""HCL text -> syntax: the values in it, as eventgen wrote them, as another reader and as Terraform see them."""

import json
import random
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import hcl_judges
import hcl_values
import pytest
from corpus import GOLDEN
from hostile import seeded

from eventgen.hcl import hcl
from eventgen.reader import read
from eventgen.syntax import Body, Call, Literal, Name, Object, Operation, Step, Template, Tuple

GOLDENS = {str(path.relative_to(GOLDEN)): path.read_text("utf-8") for path in sorted(GOLDEN.glob("*/*.tf"))}


def value(text: str) -> Any:
    """The value of the only argument of a text."""
    (attribute,) = read("x.tf", text).body.attributes.values()
    return attribute.value


def plain(node: Any, names: Mapping[str, Any] | None = None) -> Any:
    """The value of a tree of literals."""
    names = names or {}
    made: Any
    match node:
        case str():
            made = node
        case Literal(made, _):
            pass
        case Name(name, _):
            made = names[name]
        case Tuple(items, _):
            made = [plain(item, names) for item in items]
        case Object(items, _):
            made = {said(plain(key, names)): plain(item, names) for key, item in items}
        case Template(parts, _):
            made = "".join(said(plain(part, names)) for part in parts)
        case Operation(operator, operands, _):
            made = {"%if": chosen, "%for": repeated}[operator](operands, names)
        case _:
            raise TypeError(f"{node} is no literal")
    return made


def chosen(operands: list[Any], names: Mapping[str, Any]) -> Any:
    condition, yes, no = operands
    return plain(yes if plain(condition, names) else no, names)


def repeated(operands: list[Any], names: Mapping[str, Any]) -> str:
    (loop,) = operands
    collection, content = loop.parts
    rounds = (dict(zip(reversed(loop.names), pair, strict=False)) for pair in turns(plain(collection, names)))
    return "".join(plain(content, {**names, **each}) for each in rounds)


def turns(items: list[Any]) -> Iterator[tuple[Any, int]]:
    return ((item, index) for index, item in enumerate(items))


def said(made: Any) -> str:
    """A value as Terraform writes it into a string."""
    return made if isinstance(made, str) else json.dumps(made)


def same(one: Any, other: Any) -> bool:
    """Equal, and of one type all the way down: to Python, 1 is True."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float | int) and not isinstance(one, bool):
        return not isinstance(other, bool) and isinstance(other, float | int) and one == other
    return type(one) is type(other) and bool(one == other)


def structures(strings: list[str]) -> Iterator[Any]:
    """Strings, and the same in lists and objects with numbers between."""
    dice = random.Random(11)
    numbers = (0, -1, 7, 1.5, -0.25, 10**20, 1e-7, -1e22, True, False, None)
    for string in strings:
        other = dice.choice(strings)
        yield string
        yield dice.choice(
            ([string, dice.choice(numbers), [other]], {string: dice.choice(numbers), other: {"a": [other]}})
        )


def test_what_is_written_is_read() -> None:
    made = list(structures(seeded(250, 5)))
    assert len(made) >= 300
    for written in made:
        assert same(plain(value(f"a = {hcl(written)}\n")), written), written


def test_the_goldens_say_what_another_reader_reads() -> None:
    """hcl_values goes over python-hcl2's tree."""
    for name, text in GOLDENS.items():
        assert bodies_agree(text, read(name, text).body, hcl_values.read(text)), name


def agree(text: str, ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, hcl_values.Expression):
        return text.startswith(theirs.code, start(ours)) or text.startswith(theirs.code, start(ours) - 1)  # `(`
    agreed = False
    match ours:
        case Call("jsonencode", [argument], False, _):
            agreed = agree(text, argument, theirs)
        case Call(name, arguments, _, _) if isinstance(theirs, hcl_values.Call):
            agreed = name == theirs.function and all_agree(text, arguments, theirs.arguments)
        case Object(items, _) if isinstance(theirs, dict):
            agreed = [plain(key) for key, _ in items] == [*theirs]
            agreed = agreed and all_agree(text, [item for _, item in items], [*theirs.values()])
        case Tuple(items, _) if isinstance(theirs, list):
            agreed = all_agree(text, items, theirs)
        case str() | Literal():
            agreed = same(plain(ours), theirs)
        case _ if isinstance(theirs, hcl_values.Template):
            agreed = all_agree(text, ours.parts if isinstance(ours, Template) else [ours], theirs.parts)
    return agreed


def bodies_agree(text: str, ours: Body, theirs: hcl_values.Block) -> bool:
    heads = [(block.type, block.labels) for block in ours.blocks]
    return (
        [*ours.attributes] == [*theirs.attributes]
        and heads == [(block.type, block.labels) for block in theirs.blocks]
        and all(agree(text, ours.attributes[key].value, value) for key, value in theirs.attributes.items())
        and all(bodies_agree(text, one.body, other) for one, other in zip(ours.blocks, theirs.blocks, strict=True))
    )


def all_agree(text: str, ours: Any, theirs: Any) -> bool:
    return len(ours) == len(theirs) and all(agree(text, one, other) for one, other in zip(ours, theirs, strict=True))


def start(node: Any) -> int:
    """Where an expression begins: of a step, its dot is known."""
    while isinstance(node, Step):
        node = node.of
    return int(node.at)


EVALUATED = [
    *('"$$${1+1}"', '"$$$${1+1}"', '"$$$$${1+1}"', '"%$${1}"', '"$%{if true}x%{endif}"', '"a$$b"', '"$${x"', '"$$$"'),
    *(
        '"$"',
        '"$$ ${1}"',
        '"%%{x}"',
        '"a \\n ${~ 1 ~} \\t\\n b"',
        '"${"a"}"',
        '"${1}"',
        '"${1 ~} "',
        '"%{if true}1%{endif}"',
    ),
    *('"%{for x in [1,2]}${x},%{endfor}"', '"%{for i, x in ["a"]}${i}${x}%{endfor}"', '"%{if false}1%{else}2%{endif}"'),
    *('"%{~ if true ~} x %{~ else ~} y %{~ endif ~} z"', '"%{if true}%{for x in [1]} ${~x} %{endfor}%{endif}"'),
    *(
        '"\\u00e9\\U0001F600\\t\\"\\\\"',
        '"\\u12345"',
        '"\\U0001F6001"',
        '"\u0085${~ 1}"',
        '"\u2003x ${~ 1 ~}\x1c\u00a0y"',
    ),
    *("1e3", "1.50", "0.1", "12345678901234567890123", "-5", "- 5", "007", "1.e2", "1e-3", "true", "null", "[]", "{}"),
    *('{true = 1, 1 = 2, "x${1}" = 3, ("y") = 4, null = 5, b : 6}', '[1, "a", null, [true], {a = "b"}]'),
    *("<<E\na\n  ${~ 1 ~}\n  b\nE", "<<-E\n    a\n  ${~ 1 ~}\n      b\n    E", "<<E\n$\nE", "<<E\nE", "<<E\n${1}\nE"),
    *("<<-E\n    a\n\n      b ${1}\n\t c\n  E", "<<-E\n    ${1}\n      b\n  E", '<<E\n\\n "\nE', "<<E\r\na\r\nE\r"),
    *("<<-E\n    %{ if true }\n      b\n    %{ endif }\n  E", "<<E\n$${x}$$${1}\n%%{y\nE", "<<E\nx\u00a0\n E "),
    *("<<-E\n    %{ if true ~}\n      b\n    %{ endif ~}\n    c\n  E", "<<-E\n  \n    a\n      \n  E", "<<-E\nE"),
    *(
        "<<-E\n    a $${b}\n   $c\n  E",
        "<<-E\n  a\n  ${1 ~}\n      b\n    c\n  E",
        "<<-E\n\u2003 a\n \tb\n E",
        "<<E\n\n\nE",
    ),
    *("<<-E\n  x\n  %{ for x in [1, 2] ~}\n  ${x}\n  %{ endfor ~}\n  y\n  E", "<<-E\n   \n E", "<<E\na ${~ 1}\n\nE"),
]


@pytest.mark.terraform
def test_terraform_sees_the_same_values(tmp_path: Path) -> None:
    """Outputs need no provider and no init."""
    binary = hcl_judges.offline(tmp_path)
    codes = [*EVALUATED, *map(hcl, structures(seeded(150, 9)))]
    text = "".join(f"output o{index} {{\n  value = {code}\n}}\n" for index, code in enumerate(codes))
    (tmp_path / "main.tf").write_text(text, "utf-8", newline="")
    done = binary(tmp_path, "apply", "-auto-approve", "-no-color", "-input=false")
    assert done.returncode == 0, done.stderr
    seen = json.loads(binary(tmp_path, "output", "-json").stdout)
    assert len(seen) == len([c for c in codes if c != "null"])  # an output that is null is not kept
    for index, code in enumerate(codes):
        ours = json.dumps(plain(value(f"a = {code}\n")), sort_keys=True, ensure_ascii=False)
        theirs = json.dumps(seen.get(f"o{index}", {}).get("value"), sort_keys=True, ensure_ascii=False)
        assert canonical(ours) == canonical(theirs), code


def canonical(text: str) -> Any:
    """As Terraform keeps strings, and every number as one kind."""
    return json.loads(unicodedata.normalize("NFC", text), parse_int=float)
