"""Tokens -> expressions: everything of HCL that stands behind an equals sign.

A recursive descent after hashicorp/hcl: hclsyntax/parser.go and parser_template.go. The offset of a step is that of its
dot or bracket.
"""

import re
from collections.abc import Callable
from typing import Any, NoReturn

from eventgen import tokens
from eventgen.interpolation import Directive, joined, outdented
from eventgen.syntax import Call, For, Literal, Name, Object, Operation, Step, Tuple
from eventgen.tokens import CLOSED, FREE, IN_LINES, ITEM, ITEM_OPENS, PAIR, REST, Tokens, plain

_LEVELS = {"?": 0, "||": 1, "&&": 2, **dict.fromkeys(("==", "!="), 3), **dict.fromkeys((">", ">=", "<", "<="), 4)}
_LEVELS |= {**dict.fromkeys("+-", 5), **dict.fromkeys("*/%", 6)}
_NO_FOR = frozenset('"[{(]')  # what most lists begin with


class Expressions(Tokens):
    """A place in a text, one token ahead: a method finds its first token read, and reads one on."""

    def expression(self) -> Any:
        at, left = self.at, self.operand()
        if self.kind not in _LEVELS:
            return left
        left = self.binary(left, at, 1)
        return self.conditional(left, at) if self.kind == "?" else left

    def conditional(self, condition: Any, at: int) -> Operation:
        self.deeper()
        self.advance()
        yes = self.expression()
        self.expect(":", ": of the condition")
        no = self.expression()
        self.depth -= 1
        return Operation("?", [condition, yes, no], at)

    def binary(self, left: Any, at: int, lowest: int) -> Any:
        """Operators that bind as tightly as `lowest` or more, from left to right."""
        chain = 0
        while (level := _LEVELS.get(self.kind, 0)) >= lowest:
            operator = self.kind
            chain = self.longer(chain)
            self.advance()
            right_at, right = self.at, self.operand()
            if _LEVELS.get(self.kind, 0) > level:
                right = self.binary(right, right_at, level + 1)
            left = Operation(operator, [left, right], at)
        return left

    def operand(self) -> Any:
        kind, word, at = self.kind, self.word, self.at
        if kind == "path":
            self.advance()
            of = tokens.reference(word, at)
        elif kind == "name":
            self.advance()
            if self.kind in ("(", "::"):
                of = self.call(word, at)
            else:
                of = Literal(tokens.WORDS[word], at) if word in tokens.WORDS else Name(word, at)
        elif kind == "string":
            self.advance()
            of = Literal(word[1:-1], at)
        elif kind in _TERMS:
            of = _TERMS[kind](self)
        else:
            self.missing("a value")
        return self.steps(of) if self.kind in (".", "[") else of

    def number(self) -> Literal:
        value, at = tokens.number(self.word, self.at), self.at
        self.advance()
        return Literal(value, at)

    def unary(self) -> Any:
        """`-` or `!`; the negative of a number is a number."""
        operator, at = self.kind, self.at
        self.deeper()
        self.advance()
        digits = self.kind == "number"
        of = self.operand()
        self.depth -= 1
        if operator == "-" and digits and isinstance(of, Literal):
            return Literal(-of.value, at)
        return Operation(operator, [of], at)

    def parenthesis(self) -> Any:
        outer = self.enter()
        self.advance()
        inner = self.expression()
        self.leave(outer, ")")
        return inner

    def steps(self, of: Any) -> Any:
        """`.name`, `.0`, `.*`, `[key]` and `[*]` behind a term."""
        chain, splat = 0, False
        while self.kind in (".", "["):
            at = self.at
            chain = self.longer(chain)
            if self.kind == "[":
                of, splat = self.index(of), False
                continue
            self.advance()
            if self.kind == "*" and not splat:
                of, splat = Step(of, "*", at), True
            elif self.kind in ("name", "path"):
                for step in self.word.split("."):
                    of = Step(of, step, at)
                    at += len(step) + 1
            elif self.kind == "number" and "." not in self.word:
                of = Step(of, Literal(tokens.number(self.word, self.at), self.at), at)
            else:
                self.missing("the name of an attribute")
            self.advance()
        return of

    def index(self, of: Any) -> Step:
        at, begin = self.at, self.end
        self.advance()
        if self.kind == "*":  # where line breaks count they count in `[*]` too
            self.advance()
            self.expect("]", "]")
            return Step(of, "*", at)
        outer = self.enter()
        self.end = begin
        self.advance()
        key = self.expression()
        self.leave(outer, "]")
        return Step(of, key, at)

    def call(self, name: str, at: int) -> Call:
        while self.kind == "::":
            self.advance()
            name += "::" + self.expect("name", "the name of a function")
        if self.kind != "(":
            self.missing("(")
        outer = self.enter()
        arguments, expands = self.items(")")
        self.leave(outer, ")")
        return Call(name, arguments, expands, at)

    def items(self, closing: str) -> tuple[list[Any], bool]:
        """What stands between brackets, up to the closing one; whether `...` stands before it."""
        items: list[Any] = []
        text = self.text
        while True:
            found = ITEM(text, self.end)
            kind = found.lastindex if found else None
            if found and kind:
                self.end = found.end()
                if kind == CLOSED:
                    self.kind = self.word = found[CLOSED]
                    self.at = self.end - 1
                    break
                if kind != ITEM_OPENS:
                    items.append(plain(kind + 1, found[kind], found.start(kind)))
                    continue
            self.advance()
            if self.kind == closing:
                break
            items.append(self.expression())
            if self.kind != ",":
                break
        expands = self.kind == "..." and closing == ")"
        if expands:
            self.advance()
        if self.kind != closing:
            self.missing(closing if expands else f", or {closing}")
        return items, expands

    def brackets(self) -> Any:
        at, outer = self.at, self.enter()
        if self.text[self.end : self.end + 1] not in _NO_FOR and tokens.FOR(self.text, self.end):
            return self.comprehension("]", at, outer)
        items, _ = self.items("]")
        self.leave(outer, "]")
        return Tuple(items, at)

    def braces(self) -> Any:
        at, outer = self.at, self.enter()
        items: list[tuple[Any, Any]] = []
        text, self.scan = self.text, IN_LINES
        while True:
            found = PAIR(text, self.end)
            kind = found.lastindex if found else None
            if not items and (not found or found[2] == "for") and tokens.FOR(text, self.end):
                self.scan = FREE
                return self.comprehension("}", at, outer)
            if not found or not kind:
                if self.pair(items):
                    break
                continue
            self.end = found.end()
            if kind == CLOSED:
                self.kind = "}"
                break
            word = found[2]
            key = Literal(word if word[0] != '"' else word[1:-1], found.start(2))
            if kind == REST:
                self.advance()
                items.append((key, self.expression()))
                if self.item_ends():
                    break
            else:
                items.append((key, plain(kind, found[kind], found.start(kind))))
        self.leave(outer, "}")
        return Object(items, at)

    def item_ends(self) -> bool:
        """Behind an item: whether the object is closed there."""
        if self.kind not in (",", "newline", "}"):
            self.missing("a comma, a line break or }")
        return self.kind == "}"

    def pair(self, items: list[tuple[Any, Any]]) -> bool:
        """An item that is none of the usual ones. Whether the object is closed."""
        self.advance()
        if self.kind in ("newline", "}"):
            return self.kind == "}"
        kind, key = self.kind, self.expression()
        if kind == "name" and isinstance(key, Name):
            key = Literal(key.name, key.at)
        elif kind == "name" and isinstance(key, Literal):
            key = Literal({True: "true", False: "false", None: "null"}[key.value], key.at)
        if self.kind not in ("=", ":"):
            self.missing("= behind the key")
        self.advance()
        items.append((key, self.expression()))
        return self.item_ends()

    def comprehension(self, closing: str, at: int, outer: Any) -> For:
        self.advance()
        self.keyword("for")
        names, parts = self.names()
        self.expect(":", ":")
        parts.append(self.expression())
        if closing == "}":
            self.expect("=>", "=>")
            parts.append(self.expression())
            if self.kind == "...":
                self.advance()
        if self.kind == "name" and self.word == "if":
            self.advance()
            parts.append(self.expression())
        self.leave(outer, closing)
        return For(parts, names, at)

    def names(self) -> tuple[tuple[str, ...], list[Any]]:
        """Behind `for`: the names, and what they go through."""
        names = [self.expect("name", "a name")]
        if self.kind == ",":
            self.advance()
            names.append(self.expect("name", "a name"))
        self.keyword("in")
        return tuple(names), [self.expression()]

    # Strings and heredocs: pieces of text, and between them `${...}` and `%{...}`

    def string(self) -> Any:
        at = self.at
        pieces = self.quoted()
        self.advance()
        return joined(pieces, at)

    def quoted(self) -> list[Any]:
        """The pieces up to the closing quote."""
        at, text = self.at, self.text
        pieces: list[Any] = []
        trim = False
        while True:
            found = tokens.PIECE(text, self.end)
            if not found:
                self.broken(at)
            self.end = found.end()
            if found.lastindex == tokens.QUOTE:
                return pieces
            trim = self.piece(pieces, found, tokens.unescaped, trim)

    def broken(self, at: int) -> NoReturn:
        """What is wrong where a string cannot go on."""
        rest = self.text[self.end : self.end + 2]
        if rest.startswith("\\") and rest[1:] not in ("", "\n", "\r"):
            self.fail(f"{rest} is no escape", self.end)
        self.fail("the string is not closed" + (" on its line" if rest else ""), at)

    def heredoc(self) -> Any:
        at, begin, text = self.at, self.word, self.text
        marker = begin.strip("<\r\n").removeprefix("-")
        pieces: list[Any] = []
        trim, fresh = False, True  # fresh: at the beginning of a line, where the marker may stand
        while True:
            found = tokens.HEREDOC_PIECE(text, self.end)
            if not found:
                self.fail(f"the heredoc {tokens.shown(marker)} is not closed", at)
            run = found[tokens.RUN] or ""
            ends = run.endswith("\n")
            if fresh and ends and run.strip(tokens.SPACE) == marker:
                break
            self.end = found.end()
            trim, fresh = self.piece(pieces, found, tokens.without_dollars, trim), ends
        self.end = found.end() - (2 if run.endswith("\r\n") else 1)
        self.advance()
        return joined(outdented(pieces) if begin.startswith("<<-") else pieces, at)

    def piece(self, pieces: list[Any], found: re.Match[str], meant: Callable[[str], str], trim: bool) -> bool:
        """Adds a piece, without white space at its beginning if the one before says so. Whether it says so itself."""
        kind = found.lastindex or 0
        if kind == tokens.RUN:
            run = meant(found[kind])
            pieces.append(run.lstrip(tokens.SPACE) if trim else run)
        elif kind == tokens.PLACE:
            pieces.append(tokens.reference(found[kind], found.start(kind)))
        else:
            return self.sequence(pieces, found[kind], found.start())
        return False

    def sequence(self, pieces: list[Any], opening: str, at: int) -> bool:
        """Behind `${` or `%{`, up to its brace. Whether white space behind it goes."""
        if opening.endswith("~") and pieces and isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip(tokens.SPACE)
        self.at = at
        outer = self.enter()
        self.advance()
        pieces.append(self.expression() if opening[0] == "$" else self.directive(at))
        if self.kind not in ("}", "~}"):
            self.missing("} of the template")
        self.depth -= 1
        self.scan = outer
        return self.kind == "~}"

    def directive(self, at: int) -> Directive:
        word_at, word = self.at, self.expect("name", "if, else, endif, for or endfor")
        if word == "if":
            return Directive(word, at, [self.expression()])
        if word == "for":
            names, parts = self.names()
            return Directive(word, at, parts, names)
        if word not in ("else", "endif", "endfor"):
            self.fail(f"{tokens.shown(word)} is no directive", word_at)
        return Directive(word, at)


_TERMS = {
    "number": Expressions.number,
    "quote": Expressions.string,
    "heredoc": Expressions.heredoc,
    "(": Expressions.parenthesis,
    "[": Expressions.brackets,
    "{": Expressions.braces,
    "-": Expressions.unary,
    "!": Expressions.unary,
}
