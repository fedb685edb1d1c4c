"""Fields that all have to match -> a test of events: a tree of closures that visits each value once at most.

Values in one array cannot serve different fields from different elements: all fields below the array are found in one
element, whichever fits. That makes a tree of the search: an array fits if one of its elements does. `exists: false` is
judged last, in the elements that the other fields are found in.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from eventgen.filters.alternatives import Field, Path
from eventgen.filters.operators import Part, never

Test = Callable[[object], bool]

# What a subtree of fields finds in a value: a way with at least one value of the event, a way with none.
FOUND, ABSENT = 1, 2


@dataclass(eq=False, repr=False)
class Node:
    """A step of a path: what is wanted of the value itself, and what below it."""

    own: Field | None = None
    below: dict[str, "Node"] = field(default_factory=dict)


def tree(fields: Iterable[Field]) -> Node:
    """The fields by the steps of their paths."""
    root = Node()
    for one in fields:
        node = root
        for step in one.path:
            node = node.below.setdefault(step, Node())
        node.own = one
    return root


def strict(root: Node) -> Test:
    """A test for fields of which none may be absent."""
    tests = [(key, strict(node)) for key, node in root.below.items()]
    if root.own is None:
        return _branch(tests)
    # A value is no object: without a key with a dot, a field and one below it never meet
    return never if tests else _leaf(root.own.part)


def _leaf(part: Part) -> Test:
    text, number, words = part.text, part.number, part.words

    def fits(value: object) -> bool:
        kind = type(value)
        if kind is str:
            return text(value)  # type: ignore[arg-type]
        if kind is int or kind is float:
            return number(value)  # type: ignore[arg-type]
        if kind is list:
            return any(map(fits, spread(value)))  # type: ignore[arg-type]
        return (value is None or kind is bool) and value in words

    return fits


def _branch(tests: list[tuple[str, Test]]) -> Test:
    def fits(value: object) -> bool:
        if type(value) is dict:
            for key, test in tests:  # noqa: SIM110  # a generator costs more than most tests
                if key not in value or not test(value[key]):
                    return False
            return True
        return type(value) is list and any(map(fits, spread(value)))

    return fits


def spread(items: list[object]) -> Iterator[object]:
    """What stands in an array; arrays in it count as part of it."""
    stack = [items]
    while stack:
        for item in stack.pop():
            if type(item) is list:
                stack.append(item)
            else:
                yield item


def lenient(root: Node) -> Callable[[object], int]:
    """As `strict`, for fields of which some may be absent: which of FOUND and ABSENT is possible."""
    tests = [(key, lenient(node), _empty(node)) for key, node in root.below.items()]
    passes = root.own.part.passes if root.own else None
    gap = root.own is None or root.own.optional
    nothing = _empty(root)

    def fits(value: object) -> int:
        if type(value) is dict:
            return _all((test(value[key]) if key in value else empty for key, test, empty in tests), gap)
        if type(value) is list:
            return _one(map(fits, spread(value)), nothing)
        if passes is None:
            return nothing
        return FOUND if passes(value) and all(empty for _, _, empty in tests) else 0

    return fits


def _all(found: Iterable[int], gap: bool) -> int:
    """Of fields below an object, which is no value itself: one of them or none has a value."""
    some, none = 0, ABSENT
    for one in found if gap else (0,):
        if not one:
            return 0
        some |= one & FOUND
        none &= one
    return some | none


def _one(found: Iterable[int], nothing: int) -> int:
    """Of the elements of an array: one of them, or all of them without a value."""
    some, none = 0, nothing
    for one in found:
        some |= one & FOUND
        none &= one
    return some | none


def _empty(node: Node) -> int:
    """What is possible where there is nothing: absence, if every field allows it."""
    own = node.own is None or node.own.optional
    return ABSENT if own and all(map(_empty, node.below.values())) else 0


def dotted(root: Node) -> Test:
    """Whether an event has keys with dots that fields could be found behind: they cross the tree."""
    keys = {".".join(path) for path in _paths(root) if len(path) > 1}
    below = [(key, dotted(node)) for key, node in root.below.items() if node.below]
    if not keys:
        return lambda value: False

    def has(value: object) -> bool:
        if type(value) is dict:
            return not value.keys().isdisjoint(keys) or any(key in value and test(value[key]) for key, test in below)
        return type(value) is list and any(map(has, spread(value)))

    return has


def _paths(node: Node) -> Iterator[Path]:
    for key, inner in node.below.items():
        yield (key,)
        for rest in _paths(inner):
            yield (key, *rest)
