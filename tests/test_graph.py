"""Document -> Graph: what the page means but does not write, and what is settled by what lies around it."""

import difflib
from collections.abc import Sequence

import pytest

from eventgen.graph import Graph
from eventgen.hcl import Expr, Text
from eventgen.pipeline import read
from eventgen.resources.function import Function
from eventgen.resources.queue import Queue
from eventgen.values import MOST_KNOWN, MOST_SUGGESTED

HEADER = "eventgen: 1\nname: t\n"
FUNCTION = "{code: {image: i}, timeout: %s}"


def graph(page: str) -> Graph:
    made = read("page", (HEADER + page).encode())
    assert made.sound, "\n".join(map(str, made.found))
    return made.graph


def queue(made: Graph, name: str) -> Queue:
    spec = made.nodes[name].spec
    assert isinstance(spec, Queue)
    return spec


def edges(made: Graph) -> list[str]:
    return [edge.name for edge in made.edges]


def test_dead_letter_queues() -> None:
    made = graph("queues: {a: {}, b: {fifo: true, dead_letter: {after: 2, retention: 5d}}, c: {dead_letter: false}}\n")
    assert list(made.nodes) == ["a", "b", "c", "a.dead_letter", "b.dead_letter"]
    assert made.nodes["a"].links == {"dead_letter": made.nodes["a.dead_letter"]}
    assert made.nodes["c"].links == {}
    assert (queue(made, "a.dead_letter").retention, queue(made, "a.dead_letter").fifo) == (14 * 86400, False)
    assert (queue(made, "b.dead_letter").retention, queue(made, "b.dead_letter").fifo) == (5 * 86400, True)
    assert [made.nodes[name].label for name in ("a.dead_letter", "b.dead_letter")] == ["a_dead_letter", "b_dead_letter"]


def test_dead_letter_queues_take_the_encryption_of_their_owner() -> None:
    made = graph("defaults: {encryption: kms}\nqueues: {a: {}, b: {encryption: managed}}\n")
    found = [queue(made, name).encryption for name in ("a", "a.dead_letter", "b", "b.dead_letter")]
    assert found == ["kms", "kms", "managed", "managed"]


def test_dead_letter_queues_of_flows() -> None:
    made = graph(
        "topics: {t: {}}\nrules: {r: {pattern: {source: [b]}}}\n"
        "queues: {q: {dead_letter: false}, lost: {dead_letter: false}}\nfunctions: {f: {code: {image: i}}}\n"
        "flows:\n  - t -> f\n  - {from: r, to: q, dead_letter: lost}\n  - {from: t, to: q, dead_letter: false}\n"
    )
    assert {name for name in made.nodes if "." in name} == {"t.dead_letter", "f.dead_letter"}
    one, two, three = ({role: node.name for role, node in edge.links.items()} for edge in made.edges)
    assert one == {"dead_letter": "t.dead_letter", "on_failure": "f.dead_letter"}
    assert two == {"dead_letter": "lost"}
    assert three == {}


def test_one_dead_letter_queue_for_all_sources_of_a_function() -> None:
    made = graph(
        "buckets: {b: {}}\ntopics: {t: {}}\nfunctions: {f: {code: {image: i}}}\nflows: [{from: [b, t], to: f}]\n"
    )
    first, second = (edge.links["on_failure"] for edge in made.edges)
    assert first is second is made.nodes["f.dead_letter"]


def test_default_bus_is_there_when_it_is_named() -> None:
    assert "default" not in graph("buckets: {b: {}}\n").nodes
    made = graph("rules: {r: {pattern: {source: [b]}}}\n")
    assert made.nodes["default"].existing == "default"
    assert made.nodes["r"].links == {"bus": made.nodes["default"]}


def test_default_bus_may_be_declared() -> None:
    made = graph("buses: {default: {archive: {retention: 30d}}}\nrules: {r: {pattern: {source: [b]}}}\n")
    assert made.nodes["default"].existing == "default"
    assert made.nodes["r"].links["bus"].spec.archive.retention == 30 * 86400


def test_bucket_of_a_rule_is_a_flow() -> None:
    page = "buckets: {b: {}}\nrules: {one: {bucket: b}, two: {bucket: b}}\n"
    assert edges(graph(page)) == ["b -> default"]
    assert edges(graph(page + "flows: [b -> default]\n")) == ["b -> default"]


def test_visibility_timeout_is_settled_by_the_slowest_consumer() -> None:
    page = f"queues: {{q: {{}}, idle: {{}}}}\nfunctions: {{f: {FUNCTION % '30s'}, g: {FUNCTION % '2m'}}}\n"
    made = graph(page + "flows: [q -> f, {from: q, to: g, batch: {window: 10s}}]\n")
    assert queue(made, "q").visibility_timeout == 6 * 120 + 10
    assert queue(made, "idle").visibility_timeout == 30
    assert queue(made, "idle.dead_letter").visibility_timeout == 30
    assert made.edges[0].source is made.nodes["q"], "edges hold the settled nodes"


def test_visibility_timeout_as_written() -> None:
    made = graph(f"queues: {{q: {{visibility_timeout: 45s}}}}\nfunctions: {{f: {FUNCTION % '30s'}}}\nflows: [q -> f]\n")
    assert queue(made, "q").visibility_timeout == 45


def test_defaults_are_settled() -> None:
    made = graph("defaults: {tracing: false, log_retention: 7d}\nfunctions: {f: {code: {image: i}}}\n")
    spec = made.nodes["f"].spec
    assert isinstance(spec, Function)
    assert (spec.tracing, spec.log_retention) == (False, 7 * 86400)


def test_chain() -> None:
    page = "topics: {t: {}}\nqueues: {q: {}}\nfunctions: {f: {code: {image: i}}}\n"
    assert edges(graph(page + "flows: [t -> q -> f]\n")) == ["t -> q", "q -> f"]
    assert edges(graph(page + "flows: ['t->q', ' q  ->  f ']\n")) == ["t -> q", "q -> f"]


def test_lists() -> None:
    made = graph("topics: {b: {}, c: {}}\nqueues: {q: {}, r: {}}\nflows: [{from: [b, c], to: [q, r], raw: true}]\n")
    assert edges(made) == ["b -> q", "b -> r", "c -> q", "c -> r"]
    assert {edge.options.raw for edge in made.edges} == {True}
    assert [edge.name for edge in made.into("q")] == ["b -> q", "c -> q"]
    assert [edge.name for edge in made.out_of("c")] == ["c -> q", "c -> r"]


def test_parallel_flows_are_numbered() -> None:
    made = graph(
        "buckets: {b: {}}\nqueues: {q: {}}\nflows: [{from: b, to: q, suffix: .a}, {from: b, to: q, suffix: .b}]\n"
    )
    assert [edge.label for edge in made.edges] == ["b_to_q", "b_to_q_2"]


def test_existing() -> None:
    made = graph(
        "variables: {topic: {}}\ntopics: {t: {existing: '${var.topic}'}}\n"
        "queues: {q: {existing: 'arn:aws:sqs:eu-west-1:123456789012:q.fifo'}}\n"
    )
    assert list(made.nodes) == ["t", "q"], "an existing queue has no dead-letter queue of eventgen"
    assert made.nodes["t"]["arn"] == Text((Expr("var.topic"),))
    assert made.nodes["q"]["arn"] == "arn:aws:sqs:eu-west-1:123456789012:q.fifo"
    assert queue(made, "q").fifo


def test_references() -> None:
    made = graph(
        "variables: {level: {}}\nqueues: {q: {}}\n"
        "functions:\n  f:\n    code: {image: i}\n"
        "    environment: {URL: 'to ${queues.q.url}', LEVEL: '${var.level}', COST: 'a $${b}'}\n"
        "flows: [q -> f]\n"
    )
    spec = made.nodes["f"].spec
    assert isinstance(spec, Function)
    url, level, dollar = (spec.environment[name] for name in ("URL", "LEVEL", "COST"))
    assert url.parts == ("to ", Expr("aws_sqs_queue.q.url"))
    assert level.parts == (Expr("var.level"),)
    assert dollar.literal == "a ${b}"
    assert made.edges[0].target is made.nodes["f"], "edges hold the nodes whose references are resolved"


def test_references_to_existing_nodes() -> None:
    made = graph(
        "variables: {q: {}}\nqueues: {q: {existing: '${var.q}'}}\ntopics: {t: {display_name: '${queues.q.name}'}}\n"
    )
    assert str(made.nodes["t"].spec.display_name) == '${element(split(":", var.q), 5)}'


def test_equal_pages_make_equal_graphs() -> None:
    page = "buckets: {b: {}}\nqueues: {q: {}}\nflows: [b -> q]\n"
    assert graph(page) == graph("# another line above\n" + page)
    assert graph(page) != graph(page.replace("q: {}", "q: {delay: 1s}"))


def test_derived_names_are_no_names_of_a_page() -> None:
    made = graph("queues: {q: {}}\nrules: {r: {pattern: {source: [b]}}}\nflows: [r -> q]\n")
    derived = [node for node in made.nodes.values() if "." in node.name]
    assert [(node.name, node.label) for node in derived] == [
        ("q.dead_letter", "q_dead_letter"),
        ("r.dead_letter", "r_dead_letter"),
    ]


def test_lists_of_sources_and_targets_are_bounded() -> None:
    """They are multiplied: what is made of them is counted before it is made."""
    names = [f"n{index}" for index in range(1_000)]
    queues = "queues:\n" + "".join(f"  {name}:\n" for name in names)
    page = f"{HEADER}{queues}flows:\n- {{from: [{', '.join(names)}], to: [{', '.join(names)}]}}\n- n1 -> n2\n"
    found = read("page", page.encode()).found
    assert [(d.code, d.place.line) for d in found] == [("FLOW005", len(names) + 5)]
    assert "1,000,000 pairs" in found[0].message
    chain = f"{HEADER}queues: {{a: {{}}}}\nflows: [{' -> '.join(['a'] * 1_000_000)}]\n"
    assert [d.code for d in read("page", chain.encode()).found] == ["FLOW002", "FLOW005"]


def test_a_thousand_unknown_nodes_are_not_held_against_two_thousand_others(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def nothing_near(word: str, known: Sequence[str], **_: float) -> list[str]:
        asked.append(len(known))
        return []

    monkeypatch.setattr(difflib, "get_close_matches", nothing_near)
    nodes = "".join(f"  a{index}:\n" for index in range(2_000))
    page = HEADER + "queues:\n" + nodes + "flows:\n" + "".join(f"- a1 -> n{index}\n" for index in range(1_000))
    assert len(read("page", page.encode()).found) == 1_000
    assert sum(asked) == MOST_SUGGESTED * MOST_KNOWN
