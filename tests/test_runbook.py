"""The README of a module: what was decided, and what to do in operation, in commands that can be pasted."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus import PAGES, ROOT, example, module
from hostile import seeded

from eventgen import kinds
from eventgen.hcl import Expr, Text, text
from eventgen.pipeline import read
from eventgen.runbook import names
from eventgen.shell import sh
from eventgen.simulate.notes import What
from eventgen.simulate.world import Script, World
from eventgen.trial import trial

KNOWN = yaml.safe_load((Path(__file__).parent / "aws_commands.yaml").read_text("utf-8"))
GLOBAL = {"query", "output"}
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\baws ([a-z0-9]+) ([a-z-]+)(.*?)(?=\baws [a-z0-9]+ [a-z-]+|$)")
UNPLAYED = "delivery_stream_to_bucket"  # its jq expressions are more than paths
HEAD = "eventgen: 1\nname: t\n"


def written(body: str) -> str:
    """The README of a page's module."""
    page = read("t.eventgen.yaml", (HEAD + body).encode())
    assert page.sound, page.found
    return module(page)["README.md"].decode()


def readme(name: str) -> str:
    return module(example(name))["README.md"].decode()


def commands(text: str) -> Iterator[tuple[str, str, set[str]]]:
    """Service, operation and options of each command of AWS's."""
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            for service, operation, rest in COMMAND.findall(re.sub(r"'[^']*'|^#.*", "''", line)):
                yield service, operation, set(re.findall(r"(?<=\s)--([a-z-]+)", rest))


def bash(script: str, *options: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(["bash", *options, "-c", script], capture_output=True, check=False)


@pytest.mark.parametrize("name", PAGES)
def test_commands_are_those_of_aws_and_of_the_shell(name: str) -> None:
    found = list(commands(readme(name)))
    wrong = [(s, o, used - {*KNOWN.get(s, {}).get(o, ()), *GLOBAL}) for s, o, used in found]
    assert [each for each in wrong if each[2] or each[1] not in KNOWN.get(each[0], {})] == []
    for block in BLOCK.findall(readme(name)):
        assert bash(block, "-n").stderr == b""


def test_every_known_command_is_used() -> None:
    used = {(service, operation) for name in PAGES for service, operation, _ in commands(readme(name))}
    assert used == {(service, operation) for service, of in KNOWN.items() for operation in of}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_asked_of_terraform_is_an_output(name: str) -> None:
    files = module(example(name))
    outputs = set(re.findall(r'^output "(\w+)"', files["outputs.tf"].decode(), re.MULTILINE))
    assert set(re.findall(r"\$\(out (\w+)\)", files["README.md"].decode())) <= outputs


@pytest.mark.parametrize("folder", ["resources", "send", "integrations", "read"])
def test_words_are_of_something(folder: str) -> None:
    package = "resources" if folder in ("resources", "send") else "integrations"
    assert names(folder) - {"any"} <= set(kinds.names(package))
    assert names(folder)


def test_a_word_stays_the_text_that_it_was() -> None:
    texts = [*seeded(300, 1), "it's", "`id`", "$(id)", "a\n```\nb", "\\", "$'x'", "", "\u202e", "a\x85b", "😀"]
    texts = [each for each in texts if "\0" not in each]
    words = "".join(f"printf '%s\\0' {sh(each)}\n" for each in texts)
    assert bash(words).stdout.decode("utf-8", "surrogatepass").split("\0")[:-1] == texts
    assert all(len(sh(each).splitlines()) == 1 for each in texts)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (Expr("aws_sqs_queue.orders.arn"), '"$(out orders_arn)"'),
        (text(Expr("var.name"), "-orders"), '"$name-orders"'),
        (Text((Expr("var.topic-arn"),)), '"${topic_arn}"'),
        (Expr('element(split(":", var.topic), 5)'), '"$(cut -d: -f6 <<< "$topic")"'),
        (Expr('join("`", [local.x])'), '"<join(\\"\\`\\", [local.x])>"'),
        (text('a"`$', Expr("var.name")), '"a\\"\\`\\$$name"'),
    ],
)
def test_what_terraform_knows_is_asked_of_it(value: Any, word: str) -> None:
    assert sh(value) == word
    assert bash(f"x={word}", "-n").stderr == b""


def test_a_hostile_test_is_an_event_and_nothing_else(tmp_path: Path) -> None:
    body = "it's\n```\n# gone\n$(touch here) `touch here` \\"
    page = "queues: {q: {}}\nfunctions: {f: {code: {image: i}}}\nflows: [q -> f]\ntests:\n  - name: '```'\n"
    quoted = yaml.dump(body, default_style='"', width=9999).strip()
    page += f"    send: {{to: q, body: {quoted}}}\n    expect: {{f: 1}}\n"
    made = written(page)
    assert made.count("\n```") == made.count("\n```sh\n") * 2 + 2  # with the diagram's
    (line,) = (line for line in made.splitlines() if line.startswith("printf"))
    done = subprocess.run(["bash", "-c", f"{line}; cat event.json"], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.decode() == body
    assert [path.name for path in tmp_path.iterdir()] == ["event.json"]


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {UNPLAYED}))
def test_the_event_to_try_a_way_with_goes_it(name: str) -> None:
    """It is played: it comes to somebody behind the node that gets it."""
    graph = example(name).graph
    for node in graph.nodes.values():
        if node.kind.name in names("send") and not graph.into(node.name) and graph.out_of(node.name):
            world, found = World(graph, Script()), trial(graph, node)
            assert found, node.name
            for fields in world.places[node.name].sent(found.send):
                world.places[node.name].take(world.message(**fields))
            world.run()
            behind = [note for note in world.log if note.place != node.name and note.what is not What.SENT]
            assert behind or set(node.kind.tested) >= {"sends"}, f"{name}: {node.name}: {found.text}"


def test_aws_alone_sends_its_own_events() -> None:
    rule = "rules: {r: {pattern: {source: [%s]}}}\nqueues: {q: {}}\nflows: [r -> q]\n"
    assert "put-events" not in written(rule % "aws.ec2")
    assert "put-events" in written(rule % "shop")


def test_a_heading_stands_where_something_follows() -> None:
    made = written("topics: {t: {existing: 'arn:aws:sns:eu-west-1:123456789012:t'}}\nbuckets: {b: {}}\n")
    assert "## Runbook" not in made
    assert "### b" not in made


def test_a_queue_is_redriven_and_all_else_is_handed_on() -> None:
    made = written("queues: {q: {}}\ntopics: {t: {}}\nflows: [t -> q]\n")
    moved = {re.findall(r"\$\(out (\w+)\)", line)[0] for line in made.splitlines() if "start-message-move-task" in line}
    assert moved == {"q_dead_letter_arn"}
    assert 'receive-message --queue-url "$(out t_dead_letter_url)"' in made


def test_what_was_decided_is_what_the_page_leaves_open() -> None:
    left = written("queues: {q: {}, p: {}}\n").partition("## What was decided")[2].partition("\n## ")[0]
    assert "| q, p | retention: 4d |" in left
    assert r"| q, p | dead\_letter: \{after: 5\} |" in left
    assert r"| every node | defaults: \{encryption: managed\} |" in left
    options = "{retention: 4d, dead_letter: {after: 3}, visibility_timeout: 1m}"
    said = written(f"defaults: {{encryption: managed}}\nqueues: {{q: {options}}}\n")
    rows = re.findall(r"^\| (q|every node) \| (.*?) \|", said, re.MULTILINE)
    assert rows == [("q", r"dead\_letter: \{retention: 14d\}")]
    assert (
        "dead"
        not in written("queues: {q: {dead_letter: false}}\n").partition("## What was decided")[2].partition("\n## ")[0]
    )


def test_one_is_not_true() -> None:
    made = written(
        "buckets: {b: {}}\nstreams: {s: {}}\nfunctions: {f: {code: {image: i}}}\n"
        "trails: {a: {bucket: b}}\nflows: [s -> f]\n"
    )
    assert r"| a | multi\_region: true |" in made
    assert r"| s -\> f | parallel: 1 |" in made


def test_what_decides_is_an_option() -> None:
    for kind in map(kinds.resource, kinds.names("resources")):
        assert kind
        _are_options(kind.spec, kind.decides)
    for path in sorted((ROOT / "eventgen" / "integrations").glob("*_to_*.py")):
        integration = kinds.integration(*path.stem.split("_to_"))
        assert integration
        _are_options(integration.options, integration.decides)


def _are_options(spec: Any, decides: Any) -> None:
    for path in decides:
        fields = spec.model_fields
        first, _, rest = path.partition(".")
        assert first in fields
        if rest:
            within = fields[first].annotation
            models = [within, *getattr(within, "__args__", ())]
            assert any(rest in getattr(model, "model_fields", {}) for model in models), path
