"""What AWS would call the nodes of a page, and references to them as texts."""

from typing import Any

from eventgen.graph import AnyNode, Graph
from eventgen.hcl import Expr, Text

ACCOUNT, REGION = "123456789012", "eu-west-1"
START = "2026-01-01T00:00:00Z"  # when every test begins


class Names:
    """ARNs and names of one page; variables have their defaults."""

    def __init__(self, graph: Graph) -> None:
        self._page = graph.header.name
        self._known = {"local.account_id": ACCOUNT, "local.region": REGION, "local.partition": "aws"}
        self._known |= {f"var.{n}": str(v.default) for n, v in graph.header.variables.items() if v.default is not None}
        self._known["var.name"] = self._page
        for node in graph.nodes.values():
            there = node.existing
            for attribute in node.kind.outputs if there is None else node.kind.existing(there):
                value = node[attribute]
                if isinstance(value, Expr):
                    self._known[value.code] = self._attribute(node, attribute)

    def _attribute(self, node: AnyNode, attribute: str) -> str:
        return self.arn(node) if attribute.endswith("arn") else self.name(node)

    def name(self, node: AnyNode) -> str:
        """Its name; of an existing one the end of its ARN."""
        if node.existing is not None:
            there = self.text(node.existing)
            return there.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        return self.text(node.title)

    def arn(self, node: AnyNode) -> str:
        """Its ARN; the service is what Terraform's name of it says, which is near enough for events."""
        if isinstance(node.existing, str) and ":" in node.existing:
            return node.existing
        service = node.kind.main.split("_")[1] if node.kind.main else node.kind.name
        place = ":::" if service == "s3" else f":{REGION}:{ACCOUNT}:"
        return f"arn:aws:{service}{place}{self.name(node)}"

    def text(self, value: Any) -> str:
        """A value of the page as a text."""
        if isinstance(value, Expr):
            return self._known.get(value.code, value.code)
        return "".join(map(self.text, value.parts)) if isinstance(value, Text) else str(value)

    def plain(self, value: Any) -> Any:
        """JSON of the page with every reference in it as a text."""
        if isinstance(value, Expr | Text):
            return self.text(value)
        if isinstance(value, dict):
            return {str(key): self.plain(inner) for key, inner in value.items()}
        return [self.plain(inner) for inner in value] if isinstance(value, list | tuple) else value
