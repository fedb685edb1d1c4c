"""Filter criteria of Lambda's event source mappings: queues, streams and tables."""

from collections.abc import Callable, Iterator

from eventgen.filters import records
from eventgen.filters.dialect import Dialect, Reader
from eventgen.filters.elements import Grammar, Wrong
from eventgen.filters.eventbridge import too_many_ways

MOST_FILTERS = 10  # invocation-eventfiltering: 5, and up to 10 by quota
QUOTA_FILTERS = 5

# The table of invocation-eventfiltering: neither cidr nor wildcard, nothing but values in anything-but
_GRAMMAR = Grammar(
    frozenset(("anything-but", "equals-ignore-case", "exists", "numeric", "prefix", "suffix")),
    frozenset(),
    any_case=False,
)


def structured(*keys: str) -> Callable[[dict[str, object]], Iterator[Wrong]]:
    """Refuses a plain value where a record's data stands: with-kinesis-filtering and with-ddb-filtering want JSON."""

    def limits(pattern: dict[str, object]) -> Iterator[Wrong]:
        yield from too_many_ways(pattern)
        for key in keys:
            if isinstance(pattern.get(key), list):
                yield (key,), f"the filter pattern for {key} must be in a valid JSON format"

    return limits


def _mapping(*data: str, reader: Callable[[dict[str, object]], Reader] | None = None) -> Dialect:
    # botocore lambda.Pattern; AWS says the same of everything that is wrong
    said: Callable[[str], str] = "Invalid filter pattern definition.".format
    return Dialect(_GRAMMAR, 4096, 4096, said, structured(*data), *([reader] if reader else ()))


QUEUE = _mapping(reader=records.queue)
STREAM = _mapping("data", reader=records.stream)
TABLE = _mapping("dynamodb")
