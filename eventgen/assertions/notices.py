"""Alarms: what each watches, from where on it is raised, and whom it tells."""

from collections.abc import Iterator

from eventgen.alarms import TYPE, Raised
from eventgen.assertions.assertion import Assertion, Context, holds, same
from eventgen.hcl import Expr, hcl


def alarms(context: Context) -> Iterator[Assertion]:
    for each in context["alarms"]:
        yield from _alarm(each, context)


def _alarm(raised: Raised, context: Context) -> Iterator[Assertion]:
    it, name, topic = f"{TYPE}.{raised.label}", raised.node.name, context["topic"]
    what, alarm = f"the alarm {raised.alarm.ending}", raised.alarm
    yield same(it, "alarm_name", raised.name, f"{name}: {what} has another name")
    held = f"[{it}.namespace, {it}.metric_name, {it}.statistic]"
    wanted = hcl([alarm.namespace, alarm.metric, alarm.statistic])
    yield Assertion(Expr(f"{held} == {wanted}"), f"{name}: {what} watches something else than {alarm.metric}")
    dimensions = f"{it}.dimensions == tomap({hcl(raised.dimensions)})"
    yield Assertion(Expr(dimensions), f"{name}: {what} is about something else than {name}")
    yield same(it, "threshold", raised.threshold, f"{name}: {what} is not raised from {raised.threshold} on")
    at_least = f"{name}: {what} is not raised as soon as its threshold is reached"
    yield same(it, "comparison_operator", "GreaterThanOrEqualToThreshold", at_least)
    told = holds(f"{it}.alarm_actions", hcl(topic["arn"]))
    yield Assertion(told, f"{name}: {what} does not tell {topic.name}")
