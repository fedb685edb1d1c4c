"""HCL text -> blocks and arguments, as strictly as Terraform reads it.

After hashicorp/hcl: hclsyntax/parser.go. It refuses what that refuses, and stops at the first error. Three things that
Terraform takes are refused too: NUL characters, brackets deeper than DEEPEST, and chains longer than LONGEST. Most of a
file is read line by line (tokens.LINE, PAIR and ITEM), the rest token by token.
"""

from functools import lru_cache
from typing import NoReturn

from eventgen import tokens
from eventgen.expressions import Expressions
from eventgen.syntax import Attribute, Block, Body, File, Literal
from eventgen.tokens import CLOSED, HEAD, LINE, REST, STRING, Unreadable, plain

__all__ = ["Unreadable", "read"]


def read(path: str, text: str) -> File:
    """A file of blocks and arguments. Raises Unreadable at the first thing that Terraform would refuse."""
    return File(path, text, _body(text))


@lru_cache(maxsize=64)  # modules of pages that are alike have files in common; nobody changes a tree
def _body(text: str) -> Body:
    tokens.characters(text)
    reader = _Reader(text)
    try:
        return reader.body("end")
    except RecursionError:
        raise Unreadable("nested too deep", reader.at) from None


class _Reader(Expressions):
    """A method for lines begins at `end`, behind a line break."""

    def body(self, closing: str) -> Body:
        """Lines up to a closing brace and the line break behind it, or up to the end."""
        body, text = Body(), self.text
        attributes = body.attributes
        while True:
            found = LINE(text, self.end)
            kind = found.lastindex if found else None
            if not found or not kind or (kind == CLOSED and closing != "}"):
                if self.line(body, closing):
                    return body
                continue
            self.end = found.end()
            if kind == CLOSED:
                return body
            name, at = found[2], found.start(2)
            if kind == HEAD:
                self.at = at
                self.deeper()
                body.blocks.append(Block(name, tuple(found[HEAD].split('"')[1::2]), self.body("}"), at))
                self.depth -= 1
            elif kind == REST:
                self.argument(body, name, at)
                self.line_ends()
            elif name in attributes:
                self.twice(name, at)
            elif kind == STRING:
                attributes[name] = Attribute(name, Literal(found[STRING], found.start(STRING) - 1), at)
            else:
                attributes[name] = Attribute(name, plain(kind, found[kind], found.start(kind)), at)

    def twice(self, name: str, at: int) -> NoReturn:
        self.fail(f"the argument {tokens.shown(name)} stands there already", at)

    def line_ends(self) -> None:
        if self.kind not in ("newline", "end"):
            self.missing("a line break")

    def line(self, body: Body, closing: str) -> bool:
        """A line that is none of the usual ones. Whether it closes the body."""
        self.advance()
        if self.kind == "newline":
            return False
        if self.kind == closing:
            if closing == "}":
                self.advance()
                self.line_ends()
            return True
        if self.kind != "name":
            self.missing("an argument, a block or }" if closing == "}" else "an argument or a block")
        name, at = self.word, self.at
        self.advance()
        if self.kind == "=":
            self.argument(body, name, at)
            self.line_ends()
        else:
            self.block(body, name, at)
        return False

    def argument(self, body: Body, name: str, at: int) -> None:
        """Behind the equals sign."""
        self.advance()
        if name in body.attributes:
            self.twice(name, at)
        body.attributes[name] = Attribute(name, self.expression(), at)

    def block(self, body: Body, name: str, at: int) -> None:
        """Behind the type. All of it up to the line break that ends it is read."""
        labels = []
        while self.kind in ("name", "string", "quote"):
            labels.append(self.label() if self.kind == "quote" else self.word.strip('"'))
            self.advance()
        if self.kind != "{":
            self.missing("=, { or a label" if not labels else "{")
        self.deeper()
        begin = self.end
        self.advance()
        if self.kind in ("newline", "}", "end"):
            self.end = begin
            inner = self.body("}")
        else:
            inner = self.one_line()
        self.depth -= 1
        body.blocks.append(Block(name, tuple(labels), inner, at))

    def label(self) -> str:
        at, pieces = self.at, self.quoted()
        if any(not isinstance(piece, str) for piece in pieces):
            self.fail("a label takes no template", at)
        return "".join(pieces)

    def one_line(self) -> Body:
        """`{ name = value }`: one argument and nothing else."""
        body = Body()
        at, name = self.at, self.expect("name", "an argument, a line break or }")
        if self.kind != "=":
            self.missing("= (a block on one line holds one argument)")
        self.argument(body, name, at)
        if self.kind != "}":
            self.missing("} (a block on one line holds one argument)")
        self.advance()
        self.line_ends()
        return body
