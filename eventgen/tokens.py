r"""The words of HCL: what a token looks like, and what the inside of a string stands for.

After hashicorp/hcl: hclsyntax/scan_tokens.rl and scan_string_lit.rl. Names are Python's idea of Unicode's, which
knows letters that were added after HCL's tables were made.
"""

import re
from typing import Any, NoReturn

from eventgen.syntax import Literal, Name, Step


class Unreadable(Exception):
    """The text is no HCL. `at` is the offset of what is wrong."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


DEEPEST = 100  # levels of brackets, templates and blocks: Python's own stack ends somewhere
LONGEST = 200  # operators or steps in a row: each is a level of the tree

FLAGS = re.VERBOSE | re.ASCII
_WORD = "[A-Za-z_][A-Za-z0-9_-]*+"  # spelt out: it is faster than with \w
NAME = rf"{_WORD}(?![^\x00-\x7f])"
PLAIN = r'[^"\\\n\r$%]*+'  # the inside of a string that says what it means
SPACES = r"[ \t]*+"
COMMENT = r"/\*(?s:.*?)\*/"
BLANK = rf"(?:[ \t]++|{COMMENT})*+"
GAP = rf"(?:[ \t\n]++|\r\n|(?:\#|//)[^\n]*+|{COMMENT})*+"
# All of Unicode, less the rest of ASCII: re takes a tenth of the time to compile it that way round
_FOREIGN = r"[^\x00-@\[-^`{-\x7f][^\x00-,./:-@\[-^`{-\x7f]*+"
_TOKENS = rf"""(?:
     ({NAME}(?:\.{NAME})++)
    |({NAME})
    |("{PLAIN}")
    |([0-9](?:\.*[0-9]|\.*[eE][+-]?[0-9])*+)
    |((?:(?:\r?\n|(?:\#|//)[^\n]*+(?:\n|\Z))[ \t]*+)++)
    |(")
    |(<<-?{_FOREIGN}\r?\n)
    |({_FOREIGN})
    |(\Z)
    |(?!/\*)(\.\.\.|=>|==|!=|>=|<=|&&|\|\||::|~\}}|[-+*/%!<>=?:.,(){{}}\[\]])
    )"""
_SINGLE = frozenset("()[]{},")
KINDS = ("", "path", "name", "string", "number", "newline", "quote", "heredoc", "name", "end")
FOREIGN, OPERATOR = 8, 10
IN_LINES = re.compile(BLANK + _TOKENS, FLAGS).match  # where line breaks count,
SKIPPED_IN_LINES, SKIPPED = re.compile(BLANK, FLAGS).match, re.compile(GAP, FLAGS).match
FREE = re.compile(GAP + _TOKENS, FLAGS).match  # and within brackets, where they do not

# What most of a file is, at one go; each begins behind line breaks. LINE and PAIR share the numbers of their groups.
_START = r"[ \t\n]*+(?:\#[^\n]*+\n[ \t\n]*+)*+"
_PATH = rf"{_WORD}(?:\.{_WORD})*+"
_VALUE = rf'"({PLAIN})"|({_PATH})|([0-9]{{1,15}})'
CLOSED, STRING, REFERENCE, NUMBER, REST, HEAD = 1, 3, 4, 5, 6, 7
# of a body: a closing brace, an argument with a plain value, the beginning of any argument, the head of a block
LINE = re.compile(
    rf"""{_START}(?:(\}}){SPACES}\n|({_WORD}){SPACES}(?:
         =(?!=){SPACES}(?:(?:{_VALUE}){SPACES}\n|())
        |((?:"{PLAIN}"{SPACES})*+)\{{{SPACES}\n
        ))""",
    FLAGS,
).match
# of an object: the closing brace, an item with a plain value, the beginning of any item
PAIR = re.compile(
    rf"""{_START}(?:(\}})|({_WORD}|"{PLAIN}"){SPACES}(?:
         (?:=(?![=>])|:(?!:)){SPACES}(?:(?:{_VALUE}){SPACES}(?:[,\n]|(?=\}}))|())
        ))""",
    FLAGS,
).match
# of a list or of arguments: the closing bracket, a plain item (its groups are 1 less), an opening brace
ITEM = re.compile(
    rf"{_START}(?!for[^A-Za-z0-9_-])(?:([\])])|(?:{_VALUE})[ \t\n]*+(?:,|(?=[\])]))|(?=\{{)())", FLAGS
).match
ITEM_OPENS = 5
FOR = re.compile(rf"{GAP}for(?![A-Za-z0-9_-]|[^\x00-\x7f])", FLAGS).match

# The inside of a string. `$$${` is a dollar and an escaped `${`.
_ESCAPES = r"""\\[nrt"\\]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}
    |\\U(?:0000(?![dD][89a-fA-F])|000[1-9a-fA-F]|0010)[0-9a-fA-F]{4}"""
_DOLLARS = r"\$\$\{|%%\{|\$(?!\$?\{)|%(?!%?\{)"
_OPENING = rf"\$\{{({_PATH})\}}|([$%]\{{~?)"
RUN, PLACE, OPENING, QUOTE = 1, 2, 3, 4
PIECE = re.compile(rf"""((?:[^"\\\n\r$%]++|{_DOLLARS}|{_ESCAPES})++)|{_OPENING}|(")""", FLAGS).match
HEREDOC_PIECE = re.compile(rf"((?:[^\n\r$%]++|{_DOLLARS})++(?:\r?\n)?|\r?\n)|{_OPENING}", FLAGS).match
_ESCAPE = re.compile(r"""\\([nrt"\\])|\\u(.{4})|\\U(.{8})|([$%])\4(?=\{)""")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))

WORDS = {"true": True, "false": False, "null": None}
_NUMBER = re.compile(r"([0-9]+)(?:\.[0-9]*)?(?:[eE]([+-]?[0-9]+))?\Z")
_GREATEST = 2**31 - 5000  # of exponents: HCL takes no greater one
_NOWHERE = re.compile("[\\x00\ud800-\udfff]")
_SHOWN = 40  # characters of a token in a message
# Letters to Unicode's ID_Start (HCL) that are none to XID_Start (Python)
_STARTS = frozenset("\u037a\u0e33\u0eb3\u309b\u309c\ufc5e\ufc5f\ufc60\ufc61\ufc62\ufc63\ufdfa\ufdfb\ufe70\ufe72\ufe74")
_STARTS |= frozenset("\ufe76\ufe78\ufe7a\ufe7c\ufe7e\uff9e\uff9f")


def plain(kind: int, word: str, at: int) -> Any:
    """The value that a group STRING, REFERENCE or NUMBER stands for."""
    if kind == STRING:
        return Literal(word, at - 1)
    return reference(word, at) if kind == REFERENCE else Literal(int(word), at)


def reference(path: str, at: int) -> Any:
    """`a.b.c`, and the three words that are values."""
    if "." not in path:
        return Literal(WORDS[path], at) if path in WORDS else Name(path, at)
    first, *steps = path.split(".")
    if len(steps) > LONGEST:
        raise Unreadable(f"more than {LONGEST} steps in a row", at)
    of: Any = Literal(WORDS[first], at) if first in WORDS else Name(first, at)
    at += len(first)
    for step in steps:
        of = Step(of, step, at)
        at += len(step) + 1
    return of


def unescaped(run: str) -> str:
    """The inside of a string without its escapes, all of which are good."""
    return _ESCAPE.sub(_meant, run) if "\\" in run or "{" in run else run


def _meant(found: re.Match[str]) -> str:
    short, code, long, doubled = found.groups()
    return _SHORT[short] if short else str(doubled) if doubled else chr(int(code or long, 16))


def without_dollars(run: str) -> str:
    """A piece of a heredoc, where `$${` and `%%{` are the only escapes."""
    return run.replace("$${", "${").replace("%%{", "%{")


def number(word: str, at: int) -> int | float:
    """The value of a number; one that Python takes for infinite is no fault."""
    if word.isdigit() and len(word) < 4000:  # Python reads no longer ones
        return int(word)
    found = _NUMBER.match(word)
    exponent = found.group(2) if found else None
    if not found or (exponent and (len(exponent) > 12 or abs(int(exponent)) > _GREATEST)):
        raise Unreadable(f"{shown(word)} is no number", at)
    return float(word)


def name(word: str, at: int) -> str:
    """A name with letters that are not ASCII."""
    for index, letter in enumerate(word):
        good = letter.isidentifier() or letter in _STARTS or (index and (letter == "-" or f"a{letter}".isidentifier()))
        if not good:
            raise Unreadable(f"{letter!a} belongs in no name", at + index)
    return word


def shown(word: str) -> str:
    return word if len(word) <= _SHOWN else word[:_SHOWN] + "..."


def characters(text: str) -> None:
    """Refuses what UTF-8 cannot hold, and NUL."""
    found = _NOWHERE.search(text) if not text.isascii() or "\0" in text else None
    if found:
        raise Unreadable(f"the character {found.group()!a} belongs in no file", found.start())


_KIND_SHOWN = {"end": "the end", "newline": "a line break", "quote": "a string", "heredoc": "a heredoc"}


class Tokens:
    """A place in a text, one token ahead."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = int(text.startswith("\ufeff"))
        self.scan = IN_LINES
        self.kind, self.word, self.at = "", "", 0  # of the token before `end`
        self.depth = 0

    def advance(self) -> None:
        """The next token. The kind of an operator is the operator."""
        end = self.end
        letter = self.text[end : end + 1]
        if letter in _SINGLE:  # at once, for they are many
            self.kind = self.word = letter
            self.at, self.end = end, end + 1
            return
        found = self.scan(self.text, end)
        if found is None:
            self.strange()
        kind = found.lastindex or 0
        self.word = word = found[kind]
        self.end = end = found.end()
        self.at = end - len(word)
        self.kind = word if kind == OPERATOR else KINDS[kind]
        if kind == FOREIGN:
            name(word, self.at)

    def strange(self) -> NoReturn:
        skipped = (SKIPPED if self.scan is FREE else SKIPPED_IN_LINES)(self.text, self.end)
        at = skipped.end() if skipped else self.end
        if self.text.startswith("/*", at):
            self.fail("the comment is not closed", at)
        self.fail(f"{self.text[at]!a} is no part of HCL", at)

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        raise Unreadable(message, self.at if at is None else at)

    def missing(self, what: str) -> NoReturn:
        self.fail(f"{what} is missing: {self.shown()} stands there")

    def shown(self) -> str:
        return _KIND_SHOWN.get(self.kind) or shown(self.word)

    def expect(self, kind: str, what: str) -> str:
        """The word of a token that has to be there."""
        if self.kind != kind:
            self.missing(what)
        word = self.word
        self.advance()
        return word

    def keyword(self, word: str) -> None:
        if self.kind != "name" or self.word != word:
            self.missing(f"`{word}`")
        self.advance()

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(f"nested more than {DEEPEST} levels deep")

    def enter(self) -> Any:
        """Into brackets, within which line breaks do not count."""
        self.deeper()
        outer, self.scan = self.scan, FREE
        return outer

    def leave(self, outer: Any, closing: str) -> None:
        """Out of brackets; what follows is read as before them."""
        if self.kind != closing:
            self.missing(closing)
        self.depth -= 1
        self.scan = outer
        if outer is IN_LINES and self.text.startswith("\n", self.end):
            self.kind, self.at = "newline", self.end
            self.end += 1
        else:
            self.advance()

    def longer(self, chain: int) -> int:
        if chain == LONGEST:
            self.fail(f"more than {LONGEST} in a row")
        return chain + 1
