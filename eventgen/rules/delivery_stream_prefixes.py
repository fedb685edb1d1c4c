"""The prefixes of what a delivery stream writes, and the expressions of Firehose in them."""

import re
from collections.abc import Iterator
from typing import Any

from eventgen.graph import Graph
from eventgen.hcl import Text
from eventgen.kinds import Node, Problem, rule
from eventgen.values import listed, suggestion

EXPRESSION, ERROR_TYPE = "!{", "!{firehose:error-output-type}"
NAMESPACES = ("firehose", "timestamp", "partitionKeyFromQuery", "partitionKeyFromLambda")
OF_FIREHOSE = {"prefix": ("random-string",), "error_prefix": ("error-output-type", "random-string")}
UNKNOWN = "\0"  # what a reference stands for
BY_KEY = re.compile(r"!\{(partitionKeyFrom(?:Query|Lambda)):([^}]*)\}")


@rule("FIR007")
def error_prefix_expression(graph: Graph) -> Iterator[Problem]:
    """An error prefix with expressions names the type of the error.

    ## Why
    Firehose refuses one without `!{firehose:error-output-type}`.

    ## Fix
    Put it in, or leave `error_prefix` away.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
    """
    for node in _written(graph):
        prefix = str(node.spec.error_prefix or "")
        if EXPRESSION in prefix and ERROR_TYPE not in prefix:
            message = f"{node.name}: error_prefix {prefix} has expressions, and not {ERROR_TYPE}"
            yield Problem(message, f"error_prefix: errors/{ERROR_TYPE}/", (*node.route, "error_prefix"))


@rule("FIR008")
def prefix_without_its_keys(graph: Graph) -> Iterator[Problem]:
    """A prefix names the keys of `partition_by`, and no others.

    ## Why
    Firehose refuses a prefix with partition keys where nothing is partitioned, and a partitioned delivery stream whose
    prefix has none. A key that nobody extracts makes every record end below `error_prefix`.

    ## Fix
    Name a key of `partition_by` as `!{partitionKeyFromQuery:NAME}`, or leave `prefix` away. A function gives the keys
    of `!{partitionKeyFromLambda:NAME}`: name it in `transform`.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-s3bucketprefix.html
    https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html
    """
    for node in _written(graph):
        keys, prefix = node.spec.partition_by, node.spec.prefix
        if keys and prefix.literal is not None and not BY_KEY.search(prefix.literal):
            message = f"{node.name}: prefix {prefix} names no key of partition_by"
            fix = f"put !{{partitionKeyFromQuery:{next(iter(keys))}}} in, or leave `prefix` away"
            yield Problem(message, fix, (*node.route, "prefix"))
        for namespace, key in BY_KEY.findall(str(prefix or "")):
            if lacking := _lacking(node, namespace, key):
                message = f"{node.name}: prefix names !{{{namespace}:{key}}}: {lacking[0]}"
                yield Problem(message, lacking[1], (*node.route, "prefix"))


def _lacking(node: Node[Any], namespace: str, key: str) -> tuple[str, str] | None:
    """Why nothing gives a key of a prefix, and what would."""
    keys, path = node.spec.partition_by, key if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", key) else "key"
    if not keys:
        return "nothing is partitioned", f"partition_by: {{{path}: .{path}}}"
    if namespace == "partitionKeyFromQuery" and key not in keys:
        return f"partition_by has {listed(keys)}", f"add `{path}: .{path}` to `partition_by`"
    if namespace == "partitionKeyFromLambda" and "transform" not in node.links:
        return "there is no transform", "name the function that gives it in `transform`"
    return None


@rule("FIR104")
def unknown_expression(graph: Graph) -> Iterator[Problem]:
    """The expressions of a prefix are those that Firehose knows, and are closed.

    ## Why
    Firehose refuses expressions that it does not know: it has the namespaces `timestamp`, `firehose`,
    `partitionKeyFromQuery` and `partitionKeyFromLambda`, these two in `prefix` alone; of `firehose` it has
    `random-string`, and `error-output-type` in `error_prefix` alone.

    ## Fix
    Write `!{timestamp:yyyy/MM/dd}`, `!{firehose:random-string}` or `!{partitionKeyFromQuery:NAME}`. Firehose knows no
    way to mean `!{` literally.

    ## Source
    https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
    """
    for node in _written(graph):
        for option, values in OF_FIREHOSE.items():
            for said, fix in _odd(getattr(node.spec, option) or Text(()), option, values):
                yield Problem(f"{node.name}: {option} has {said}", fix, (*node.route, option))


def _odd(prefix: Text, option: str, values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What Firehose does not know of the expressions of a prefix, and how to mend it."""
    parts = "".join(part if isinstance(part, str) else UNKNOWN for part in prefix.parts)
    for part in parts.split(EXPRESSION)[1:]:
        inside, closed, _ = part.partition("}")
        namespace, _, value = inside.partition(":")
        if UNKNOWN in inside:
            continue
        if not closed:
            yield f"!{{{inside}, which no }} closes", "close it with }"
        elif namespace not in NAMESPACES:
            fix = suggestion(namespace, NAMESPACES, "did you mean {}?") or f"write {listed(NAMESPACES)}"
            yield f"!{{{inside}}}: Firehose has no namespace {namespace}", fix
        elif option == "error_prefix" and namespace.startswith("partitionKey"):
            yield f"!{{{inside}}}: what could not be partitioned has no keys", "take it away"
        elif namespace == "firehose" and value not in values:
            yield f"!{{{inside}}}: there Firehose has {listed(values)}", f"write !{{firehose:{values[-1]}}}"


def _written(graph: Graph) -> Iterator[Node[Any]]:
    nodes = graph.nodes.values()
    return (node for node in nodes if node.kind.name == "delivery_stream" and node.existing is None)
