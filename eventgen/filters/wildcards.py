"""The operator `wildcard`: `*` stands for any text, `\\*` and `\\\\` for the two characters themselves."""

from collections.abc import Callable, Iterable, Iterator

# EventBridge publishes no bound. `*:*:*:*:*:event-bus/*`, six at once, is its own example of a rule that is too complex
# (eb-create-pattern-operators); five were refused in one report (vals-ai/Valkyrie#278), where four had worked.
REFUSED_LOAD = 6
DOUBTFUL_LOAD = 5


def fault(text: str) -> str:
    """What is wrong with the text of a wildcard; empty if nothing is."""
    previous, escaped = "", False
    for position, character in enumerate(text):
        if escaped:
            if character not in "*\\":
                return f"Using the backslash to escape other characters is not supported, at pos {position - 1}"
            previous, escaped = "", False
        elif character == "\\":
            escaped = True
        elif character == previous == "*":
            return f"Consecutive wildcard characters at pos {position}"
        else:
            previous = character
    return f"Using the backslash to escape other characters is not supported, at pos {len(text) - 1}" if escaped else ""


def pieces(text: str) -> list[str]:
    """The texts between the stars, with their escapes undone."""
    found, escaped = [""], False
    for character in text:
        if not escaped and character == "\\":
            escaped = True
        elif not escaped and character == "*":
            found.append("")
        else:
            found[-1] += character
            escaped = False
    return found


def matcher(text: str) -> Callable[[str], bool]:
    """Whether a text fits a wildcard, in time that grows with the two lengths at most."""
    first, *rest = pieces(text)
    if not rest:
        return first.__eq__
    *middle, last = rest
    least = sum(map(len, (first, *rest)))
    if not any(middle):
        return lambda value: len(value) >= least and value.startswith(first) and value.endswith(last)

    def fits(value: str) -> bool:
        if len(value) < least or not value.startswith(first) or not value.endswith(last):
            return False
        position, end = len(first), len(value) - len(last)
        for piece in middle:  # the leftmost place leaves the most room to those that follow
            position = value.find(piece, position, end)
            if position < 0:
                return False
            position += len(piece)
        return True

    return fits


def load(texts: Iterable[str]) -> int:
    """How many stars of one field a single value can keep open at once: what `too complex` seems to be about.

    Stars with the same text before them are one. Those that start with different texts never meet in a value.
    """
    heads: dict[str, set[str]] = {}
    for text in texts:
        for head, prefix in _openings(text):
            heads.setdefault(head, set()).add(prefix)
    return max((sum(len(heads[other]) for other in heads if head.startswith(other)) for head in heads), default=0)


def _openings(text: str) -> Iterator[tuple[str, str]]:
    """For each star, the text before the first star and everything before this one."""
    head = pieces(text)[0]
    escaped = False
    for position, character in enumerate(text):
        if character == "*" and not escaped:
            yield head, text[:position]
        escaped = character == "\\" and not escaped
