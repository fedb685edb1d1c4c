"""The tests that a module brings: what they speak of, what their inputs and their ARNs are."""

import re
from types import SimpleNamespace

import pytest
from corpus import PAGES, example, module
from hostile import BREAKOUTS
from option_texts import escaped
from yaml_text import yaml

from eventgen import hcl, kinds
from eventgen.asserting import given
from eventgen.graph import Graph
from eventgen.pipeline import read, rendered
from eventgen.plan import TESTS
from eventgen.reader import read as strictly

SAYS = re.compile(r'^ +error_message = "(.*)"$', re.M)
CONDITION = re.compile(r"^ +condition +=(.*?)^ +error_message", re.M | re.S)
TAKEN_FOR = re.compile(r'target = (\S+)\n +values = \{ arn = "(\S+)" \}')
NOBODYS = ("the key of the module", "the policy is of another key", "alarms: ")


def files(text: str, head: str = "eventgen: 1\nname: shop\n") -> dict[str, str]:
    page = read("page.eventgen.yaml", f"{head}{text}".encode())
    assert page.sound, "\n".join(map(str, page.found))
    return {
        path: content.decode() for path, content in rendered(page)[0].files.items() if path.endswith((".tf", "hcl"))
    }


@pytest.mark.parametrize("name", PAGES)
def test_what_is_wrong_is_said_of_a_node_or_a_flow(name: str) -> None:
    graph, text = example(name).graph, module(example(name))[TESTS].decode()
    known = {*graph.nodes, *(edge.name for edge in graph.edges)}
    said = SAYS.findall(text)
    assert said
    assert [each for each in said if each.split(": ")[0] not in known and not each.startswith(NOBODYS)] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_twice_and_no_node_passes_for_another(name: str) -> None:
    text = module(example(name))[TESTS].decode()
    strictly(TESTS, text)  # refuses what is no HCL
    conditions, arns = CONDITION.findall(text), dict(TAKEN_FOR.findall(text))
    assert len(set(conditions)) == len(conditions)
    assert len(set(arns.values())) == len(arns)


VARIABLES = ("image", "tools", "subnet", "group")
FUNCTION = """
functions:
  work:
    code: {image: "${var.image}"}
    vpc: {subnets: ["${var.subnet}"], security_groups: ["${var.group}"]}
  play: {code: {zip: play.zip}, runtime: python3.13, handler: app.handler, layers: ["${var.tools}"]}
variables:
"""


def test_inputs_get_values_of_the_form_that_their_use_asks_for() -> None:
    made = files(FUNCTION + "".join(f"  {name}: {{type: string}}\n" for name in VARIABLES))
    assert re.search(r'^  play_package += "versions.tf"$', made[TESTS], re.M)
    for name in VARIABLES:
        asked = re.search(rf'condition += can\(regex\("(.*)", var\.{name}\)\)', made["variables.tf"])
        given = re.search(rf'^  {name} += "(.*)"$', made[TESTS], re.M)
        assert asked
        assert given
        assert re.search(asked[1].replace("\\\\", "\\"), given[1])


@pytest.mark.parametrize("name", ["q", "q-", "in", "a_b", "q" * 200], ids=len)
@pytest.mark.parametrize("kind", [kind for kind in kinds.names("resources") if kind not in ("api", "email")])
def test_what_is_there_already_has_an_arn_that_the_module_takes(kind: str, name: str) -> None:
    found = kinds.resource(kind)
    assert found
    spec = found.spec.model_construct()
    nodes = {each: kinds.Node(found, each, spec, hcl.text(hcl.Expr(f"var.x{each}"))) for each in (name, f"{name}2")}
    inputs = [kinds.Input(f"x{each}", "string", "") for each in nodes]
    header = SimpleNamespace(defaults=SimpleNamespace(key=None))
    arns = dict(given(Graph(header, nodes, ()), inputs))  # type: ignore[arg-type]
    assert len(set(arns.values())) == len(nodes)
    assert [arn for arn in arns.values() if not re.fullmatch(found.arn, arn)] == []


def test_a_default_of_another_form_is_the_pages_own_affair() -> None:
    made = files(
        FUNCTION
        + "".join(f"  {name}: {{type: string, default: x}}\n" for name in ("image", "tools", "subnet", "group"))
    )
    assert "can(regex" not in made["variables.tf"].partition('variable "image"')[2]
    assert not re.search(r"^  image +=", made[TESTS], re.M)


@pytest.mark.parametrize("text", BREAKOUTS, ids=ascii)
def test_no_string_of_a_page_becomes_an_assertion_of_its_own(text: str) -> None:
    """`string_fields` reads no operations, so that what it holds of the module is held here of its tests."""

    def asked(value: str) -> list[tuple[str, int]]:
        rule = {"placed": {"pattern": {"detail": {"x": [value]}}}}
        flows = [{"from": "placed", "to": "jobs", "input": {"x": value}}]
        data = {"eventgen": 1, "name": "shop", "rules": rule, "queues": {"jobs": {}}, "flows": flows}
        made = files(yaml(data), head="")[TESTS]
        return [(block.type, len(block.body.blocks)) for block in strictly(TESTS, made).body.blocks]

    assert asked(escaped(text)) == asked("harmless")


def test_what_terraform_could_not_clear_up_is_not_tested() -> None:
    kept = "queues: {jobs: {terraform: {lifecycle: {prevent_destroy: %s}}}}\n"
    assert TESTS not in files(kept % "true")
    assert TESTS in files(kept % "false")
