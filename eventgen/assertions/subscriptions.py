"""Subscriptions of topics: who gets which messages in which form, and where those go that cannot be delivered."""

from collections.abc import Iterator
from typing import Any

from eventgen.assertions.assertion import Assertion, Context, same
from eventgen.assertions.targets import undelivered
from eventgen.hcl import Expr, call, hcl

SUBSCRIPTION = "aws_sns_topic_subscription"


def subscription(context: Context, protocol: str, endpoint: Any) -> Iterator[Assertion]:
    """What all subscriptions have in common."""
    edge, failed = context["edge"], context["dead_letter"]
    it, name = f"{SUBSCRIPTION}.{edge.label}", edge.name
    yield same(it, "topic_arn", edge.source["arn"], f"{name}: the subscription is not one of {edge.source.name}")
    yield same(it, "protocol", protocol, f"{name}: {edge.target.name} gets its messages by another protocol")
    yield same(it, "endpoint", endpoint, f"{name}: what gets the messages is not {edge.target.name}")
    yield from _filtered(context, it)
    sent = f"try(jsondecode({it}.redrive_policy).deadLetterTargetArn, null)"
    yield Assertion(Expr(f"{sent} == {hcl(failed and failed['arn'])}"), undelivered(context))


def raw(context: Context) -> Assertion:
    """The message comes with the envelope of SNS, or without."""
    edge, wanted = context["edge"], context["options"].raw
    says = f"{edge.name}: a message has {'an' if wanted else 'no'} envelope of SNS"
    return same(f"{SUBSCRIPTION}.{edge.label}", "raw_message_delivery", wanted, says)


def _filtered(context: Context, it: str) -> Iterator[Assertion]:
    name, wanted = context["edge"].name, context["filter"]
    if not wanted:
        yield same(it, "filter_policy", None, f"{name}: the page filters nothing")
        return
    held = f"try(jsonencode(jsondecode({it}.filter_policy)), null)"
    yield Assertion(Expr(f"{held} == {call('jsonencode', wanted).code}"), f"{name}: its filter is another")
    yield same(it, "filter_policy_scope", context["scope"], f"{name}: its filter is about another part of the messages")
