"""Blocks of a module that are alarms -> the thresholds of its nodes: the inverse of alarms.tf."""

from dataclasses import replace
from typing import Any

from eventgen.alarms import PERIOD, TYPE, Alarm, Raised
from eventgen.blocks import Blocks
from eventgen.hcl import Expr
from eventgen.kinds import DROPPED
from eventgen.lifting import NodeLifting
from eventgen.meaning import canonical, same
from eventgen.pieces import Piece
from eventgen.syntax import Block, File


def watched(blocks: Blocks) -> None:
    """The alarms of the nodes, each read once."""
    said = blocks.page.node("") if blocks.page else None
    context: Any = said.context if said else {}
    wanted = {alarm.label: alarm for alarm in context.get("alarms", ())}
    for found in blocks.of_type.get(TYPE, ()):
        _alarm(blocks, found, wanted, context)


def _alarm(blocks: Blocks, found: tuple[File, Block], wanted: dict[str, Raised], context: Any) -> None:
    file, block = found
    probe = Piece(TYPE, blocks.subject(TYPE), file, block.at, True, dict(block.body.attributes))
    about = _about(blocks, probe)
    piece = blocks.open(found, about[0].subject) if about else None
    if about is None or piece is None:
        return
    node, alarm = about
    if alarm.option in node.values.get("alarm", {}):
        piece.more()
    threshold = node.field(("alarm", alarm.option), piece, "threshold", of=1)
    if alarm.times > 1 and isinstance(threshold, int):
        whole, rest = divmod(threshold, alarm.times)
        node.values["alarm"][alarm.option] = threshold / alarm.times if rest else whole
    label = f"{node.label}_{alarm.ending.replace('-', '_')}"
    for name, value in _said(context.get("topic"), wanted.get(label)).items():
        piece.must(name, value)
    piece.called(f"{TYPE}.{label}", blocks.named)
    node.tagged(piece)


def _said(topic: Any, alarm: Raised | None) -> dict[str, Any]:
    """What an alarm says besides its threshold; of one that the page does not have, nothing is judged but that."""
    arguments = (
        *("alarm_name", "alarm_description", "namespace", "metric_name", "dimensions", "statistic", "period"),
        *("evaluation_periods", "comparison_operator", "treat_missing_data", "alarm_actions", "ok_actions"),
    )
    if alarm is None:
        return dict.fromkeys(arguments, lambda context: DROPPED)
    of, told = alarm.alarm, [topic["arn"]]
    values = (
        *(alarm.name, alarm.description, of.namespace, of.metric, alarm.dimensions, of.statistic, PERIOD),
        *(1, "GreaterThanOrEqualToThreshold", "notBreaching", told, told),
    )
    return dict(zip(arguments, values, strict=True))


def _about(blocks: Blocks, piece: Piece) -> tuple[NodeLifting, Alarm] | None:
    """The node that an alarm is about, by its dimensions, and which of the alarms of its kind it is."""
    metric, dimensions = (piece.peek("namespace"), piece.peek("metric_name")), piece.peek("dimensions")
    for value in dimensions.values() if isinstance(dimensions, dict) else ():
        node = blocks.nodes.get(value.code.rpartition(".")[0]) if isinstance(value, Expr) else None
        for alarm in node.kind.alarms() if node else ():
            if node and (alarm.namespace, alarm.metric) == metric and same(dimensions, _dimensions(node, alarm)):
                return node, alarm
    return None


def _dimensions(node: NodeLifting, alarm: Alarm) -> Any:
    links = {role: link.made() for role, link in node.links.items()}
    return canonical(alarm.dimensions(replace(node.made(), links=links)))
