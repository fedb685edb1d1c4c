"""What records go through in a delivery stream: options -> Firehose's processors, and back."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from eventgen.hcl import Text, Value, text

if TYPE_CHECKING:
    from eventgen.kinds import Node
    from eventgen.lifting import NodeLifting
    from eventgen.pieces import Piece

LATEST = ":$LATEST"
_EXTRACTED = {"MetadataExtractionQuery", "JsonParsingEngine"}


def processors(node: "Node[Any]") -> Iterator[tuple[str, list[tuple[str, Value]]]]:
    """What a record goes through, in Firehose's order."""
    if "transform" in node.links:
        yield "Lambda", [("LambdaArn", text(node.links["transform"]["arn"], LATEST))]
    if node.spec.partition_by:
        yield (
            "MetadataExtraction",
            [("MetadataExtractionQuery", query(node.spec.partition_by)), ("JsonParsingEngine", "JQ-1.6")],
        )
    if node.spec.newline:
        yield "AppendDelimiterToRecord", [("Delimiter", "\\n")]


def query(partition_by: Mapping[str, str]) -> str:
    """The jq expression of all partition keys."""
    return "{" + ", ".join(f"{name}: {path}" for name, path in partition_by.items()) + "}"


def lift_processor(node: "NodeLifting", processor: "Piece") -> None:
    """A step that records go through."""
    type_, given = processor.read("type"), {}
    for each in processor.several("parameters"):
        name = each.read("parameter_name")
        if name in given:
            each.more()
        given[name] = (each.read("parameter_value"), (each.file, each.at, len("parameters")))
    if type_ == "Lambda" and [*given] == ["LambdaArn"]:
        found, at = given["LambdaArn"]
        arn = found.parts[0] if isinstance(found, Text) and found.parts[1:] == (LATEST,) else _without(found)
        if function := node.blocks.node(arn, ("arn",), ("function",)):
            node.links["transform"] = function
            node.places["transform",] = at
    elif type_ == "MetadataExtraction" and given.keys() == _EXTRACTED and given["JsonParsingEngine"][0] == "JQ-1.6":
        node.set("partition_by", {"": given["MetadataExtractionQuery"][0]}, given["MetadataExtractionQuery"][1])
    elif type_ == "AppendDelimiterToRecord" and [*given] == ["Delimiter"] and given["Delimiter"][0] == "\\n":
        node.set("newline", True, given["Delimiter"][1])
    else:
        processor.more()


def _without(found: Any) -> Any:
    return found.removesuffix(LATEST) if isinstance(found, str) and found.endswith(LATEST) else found
