"""What functions send: the variables that tell them where to, and how such flows are read back."""

from typing import TYPE_CHECKING, Any

from eventgen.hcl import Value, camel, label
from eventgen.kinds import Attachment, Edge, Node, integration

if TYPE_CHECKING:
    from eventgen.lifting import NodeLifting
    from eventgen.resources.function import Function

# What the environment says of a target; its ARN, if it is none of these
TOLD = {"queue": "url", "bucket": "bucket", "bus": "name", "stream": "name"}


def variable(edge: "Edge[Function, Any, Any]", ending: str, value: Value) -> Attachment:
    """An environment variable that tells the function where to send: `THUMBS_BUCKET`."""
    return Attachment(edge.source.name, "environment", (f"{label(edge.target.called).upper()}_{ending}", value))


def told_by_environment(edge: "Edge[Function, Any, Any]") -> bool:
    """Whether a flow from a function is a thing of its own: its role and its environment say it, and are judged."""
    return False


def lift_sending(node: "NodeLifting", statements: list[dict[str, Any]]) -> None:
    """The flows from the function: it may send there, and its environment says where. What else its environment and
    its role say are its own options."""
    held = node.values["environment"]
    made, rest = node.made(), dict(held) if isinstance(held, dict) else {}
    sids = {str(each.get("Sid")): each for each in statements}
    for name, value in list(rest.items()):
        for target in node.blocks.nodes.values():
            flow = integration("function", target.kind.name)
            if flow and value == target.attribute(TOLD.get(target.kind.name, "arn")):
                told = _told(flow, made, target.made())
                if told and told[0] == name and f"SendTo{camel(target.called)}" in sids:
                    node.blocks.edge(node, target, node.main)
                    node.main.of = node.subject
                    del rest[name]
    node.values["environment"] = rest if isinstance(held, dict) else held
    extra = [each for sid, each in sorted(sids.items(), key=str) if sid.startswith("Permission")]
    node.values["permissions"] = [{"actions": each.get("Action"), "resources": each.get("Resource")} for each in extra]


def _told(flow: Any, source: Node[Any], target: Node[Any]) -> tuple[str, Any] | None:
    """The environment variable that a flow adds."""
    attached = flow.attach(Edge(flow, source, target, flow.options()))
    return next((each.value for each in attached if each.slot == "environment"), None)
