"""Root modules: what is written for the pages of a team, what pages take of one another, and what is wrong there."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from corpus import ROOT as CHECKOUT
from rendered import differences, tree
from terraform import Terraform

from eventgen.diagnostics import Severity, Stop
from eventgen.inspection import inspect
from eventgen.pipeline import read
from eventgen.rendering import Options, rendering
from eventgen.report import Report
from eventgen.rootfile import Backend, Root, arguments, root_of, rooted
from eventgen.rootfile import read as read_root
from eventgen.verdicts import verdict

EXAMPLE = CHECKOUT / "examples" / "root"
GOLDEN = CHECKOUT / "tests" / "golden_root"
HEADER = "eventgen: 1\nname: {}\n"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, in a folder of its own that is the working directory."""
    shutil.copytree(EXAMPLE, tmp_path / "shop")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    return tmp_path / "shop"


def render(*paths: str, **options: Any) -> int:
    return rendering(paths, Options(Severity.WARNING, Path("terraform"), root=True, **options))


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_the_example_renders_its_golden(shop: Path, update_goldens: bool) -> None:
    assert render("shop") == 0
    (shop.parent / "terraform" / ".eventgen.lock").unlink()
    made = tree(shop.parent / "terraform")
    if update_goldens:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(shop.parent / "terraform", GOLDEN)
    found = list(differences(tree(GOLDEN), made))
    assert not found, "pytest --update-goldens writes tests/golden_root anew\n" + "\n".join(found)


@pytest.mark.terraform
def test_terraform_takes_the_golden(terraform: Terraform, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "terraform")
    done = terraform(tmp_path / "terraform", "fmt", "-check", "-recursive", "-diff", "-no-color")
    assert done.returncode == 0, done.stdout
    terraform.init(tmp_path / "terraform" / "shop")
    verdict = terraform.validate(tmp_path / "terraform" / "shop")
    assert verdict["diagnostics"] == []


def test_one_page_brings_all_of_its_root(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render("shop/billing/billing.eventgen.yaml") == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "terraform/orders",
        "terraform/billing",
        "terraform/shop",
    ]


def test_the_second_rendering_writes_nothing_and_check_sees_a_change(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (render("shop"), render("shop", check=True)) == (0, 0)
    (shop / "more.eventgen.yaml").write_text(HEADER.format("more") + "topics: {a: {}}\n")
    capsys.readouterr()
    assert render("shop", check=True) == 1
    assert '+module "more" {' in capsys.readouterr().out


def test_what_is_the_users_stays(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render("shop") == 0
    folder = shop.parent / "terraform" / "shop"
    (folder / "terraform.tfvars").write_text('orders_sender = "me"\n')
    (folder / "main.tf").write_text("# mine\n")
    assert render("shop") == 1
    assert "OUT001" in said(capsys)
    assert render("shop", force=True) == 0
    assert (folder / "terraform.tfvars").read_text() == 'orders_sender = "me"\n'


def test_check_reads_a_root(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render("shop") == 0
    report = Report(Severity.WARNING)
    assert inspect((), report, thorough=False, strict=False, quiet=False) == 0
    assert "terraform/shop: 5 files sound" in capsys.readouterr().out
    main = shop.parent / "terraform" / "shop" / "main.tf"
    main.write_text(main.read_text().replace("module.orders.", "module.order."))
    assert inspect((), Report(Severity.WARNING), thorough=False, strict=False, quiet=False) == 1
    assert "TFC002" in said(capsys)


def test_a_nested_root_keeps_its_pages(shop: Path) -> None:
    (shop / "billing" / "eventgen.yaml").write_text("eventgen: 1\nroot: bills\n")
    both = rooted(["shop/orders.eventgen.yaml", "shop/billing/billing.eventgen.yaml"])
    assert {each.file: each.pages for each in both} == {
        "shop/eventgen.yaml": ("shop/orders.eventgen.yaml",),
        "shop/billing/eventgen.yaml": ("shop/billing/billing.eventgen.yaml",),
    }
    assert root_of("billing.eventgen.yaml") is None


def test_a_page_without_a_root(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        rooted([str(tmp_path / "a.eventgen.yaml")])
    (found,) = stopped.value.diagnostics
    assert (found.code, "root: NAME" in found.fix) == ("ROOT001", True)


BACKENDS = {
    "s3: {bucket: b, region: r}": {
        "bucket": "b",
        "key": "shop/terraform.tfstate",
        "region": "r",
        "encrypt": True,
        "use_lockfile": True,
    },
    "cloud: {organization: o}": {"organization": "o", "workspace": "shop"},
    "remote: {organization: o, workspace: w, hostname: h}": {"organization": "o", "workspace": "w", "hostname": "h"},
    "gcs: {bucket: b}": {"bucket": "b", "prefix": "shop"},
    "azurerm: {storage_account_name: a, container_name: c}": {
        "storage_account_name": "a",
        "container_name": "c",
        "key": "shop/terraform.tfstate",
        "use_azuread_auth": True,
    },
    "http: {address: a, lock_address: l}": {
        "address": "a",
        "lock_address": "l",
        "lock_method": "LOCK",
        "unlock_method": "UNLOCK",
    },
    "local: {path: p}": {"path": "p"},
}


@pytest.mark.parametrize("written", BACKENDS)
def test_backends(written: str, shop: Path) -> None:
    (shop / "eventgen.yaml").write_text(f"eventgen: 1\nroot: shop\nbackend: {{{written}}}\n")
    _, root, found = read_root("shop/eventgen.yaml")
    assert found == []
    assert root
    kind, given = arguments(root)
    assert kind == written.partition(":")[0]
    assert {n: v if isinstance(v, bool) else str(v) for n, v in given.items()} == BACKENDS[written]
    assert render("shop") == 0
    text = (shop.parent / "terraform" / "shop" / "versions.tf").read_text()
    assert ("  cloud {\n" if kind == "cloud" else f'  backend "{kind}" {{\n') in text
    assert ('">= 1.10"' in text) == (kind == "s3")


KEY = "arn:aws:kms:eu-central-1:123456789012:key/0123abcd-0123-4123-8123-0123456789ab"
WHOLE = {  # each with all of its options
    "s3": f"bucket: b, key: k, region: eu-central-1, kms_key_id: '{KEY}', role_arn: 'arn:aws:iam::123456789012:role/r'",
    "cloud": "organization: o, workspace: w, hostname: localhost",
    "remote": "organization: o, workspace: w, hostname: localhost",
    "gcs": "bucket: b, prefix: p",
    "azurerm": "resource_group_name: g, storage_account_name: a, container_name: c, key: k",
    "http": "address: 'http://localhost:9', lock_address: 'http://localhost:9', unlock_address: 'http://localhost:9'",
    "local": "path: p",
}


@pytest.mark.terraform
@pytest.mark.parametrize("kind", WHOLE)
def test_terraform_knows_what_a_backend_is_told(kind: str, shop: Path, terraform: Terraform) -> None:
    """It judges the arguments before it looks for the backend, which is nowhere to be found."""
    (shop / "eventgen.yaml").write_text(f"eventgen: 1\nroot: shop\nbackend: {{{kind}: {{{WHOLE[kind]}}}}}\n")
    assert render("shop") == 0
    folder = shop.parent / "terraform" / "shop"
    for file in folder.glob("*.tf"):
        if file.name != "versions.tf":
            file.unlink()
    text = (folder / "versions.tf").read_text()
    block = "cloud {" if kind == "cloud" else f'backend "{kind}" {{'
    (folder / "versions.tf").write_text(text.replace(block, f"{block}\n    nonsense = 1\n"))
    assert "nonsense" in refused(terraform, folder)
    (folder / "versions.tf").write_text(text)
    assert not refused(terraform, folder)


def refused(terraform: Terraform, folder: Path) -> str:
    done = terraform(folder, "init", "-input=false", "-no-color")
    said = done.stdout + done.stderr
    return said if any(f"Error: {words}" in said for words in ("Unsupported", "Missing", "Invalid")) else ""


def test_every_backend_is_tried() -> None:
    assert {written.partition(":")[0] for written in BACKENDS} == set(WHOLE) == set(Backend.model_fields)
    assert arguments(Root(eventgen=1, root="a"))[0] == "local"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("eventgen: 1\n", "PAGE004", "the root lacks `root`"),
        ("eventgen: 1\nroot: a\nregoin: b\n", "PAGE001", "did you mean region?"),
        ("eventgen: 1\nroot: a\naccount: 123\n", "PAGE002", "it takes text"),
        ("eventgen: 1\nroot: a\nbackend: {s3: {bucket: '${var.x}', region: r}}\n", "PAGE005", "no references"),
        ("eventgen: 1\nroot: a\nbackend: {local: {}, gcs: {bucket: b}}\n", "ROOT002", "has 2 backends"),
        ("eventgen: 1\nroot: orders\n", "PAGE010", "has the name orders too"),
        ("- a\n", "YAML006", ""),
    ],
)
def test_what_is_wrong_with_a_root(
    shop: Path, capsys: pytest.CaptureFixture[str], text: str, code: str, words: str
) -> None:
    (shop / "eventgen.yaml").write_text(text)
    assert render("shop") == 1
    found = said(capsys)
    assert code in found
    assert words in found
    assert not (shop.parent / "terraform").exists()


def test_two_inputs_of_one_name(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = "variables: {%s: {}}\ntopics: {a: {existing: '${var.%s}'}}\n"
    (shop / "1.eventgen.yaml").write_text(HEADER.format("a") + page % ("b_c", "b_c"))
    (shop / "2.eventgen.yaml").write_text(HEADER.format("a-b") + page % ("c", "c"))
    assert render("shop") == 1
    assert "a-b and a would both have the input a_b_c of the root" in said(capsys)


# Pages that take something of others ------------------------------------------------------------------------


def found(shop: Path, text: str) -> list[tuple[int, int, str, str]]:
    """What is wrong with a page beside those of the example, and what would mend it."""
    file = shop / "mine.eventgen.yaml"
    file.write_text(HEADER.format("mine") + text)
    page = read(str(file))
    return [(d.place.line, d.place.column, d.code, d.fix) for d in page.found if d.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "column", "code", "fix"),
    [
        ("topics: {a: {existing: '${pages.order.topics.placed.arn}'}}", 24, "REF006", "did you mean orders?"),
        ("topics: {a: {existing: '${pages.orders.topics.plced.arn}'}}", 24, "REF006", "did you mean topics.placed?"),
        ("topics: {a: {existing: '${pages.mine.topics.a.arn}'}}", 24, "REF006", "write ${topics.a.arn}"),
        ("topics: {a: {existing: '${pages.orders.topics.placed.name}'}}", 24, "PAGE003", "existing: ${var.x}"),
        ("queues: {a: {existing: '${pages.orders.topics.placed.arn}'}}", 24, "PAGE003", "existing: ${var.x}"),
        (
            "functions: {a: {code: {image: i}, environment: {URL: '${pages.orders.topics.placed.url}'}}}",
            54,
            "REF006",
            "it has arn or name",
        ),
        (
            "functions: {a: {code: {image: i}, environment: {URL: '${pages.billing.topics.placed.arn}'}}}",
            54,
            "REF006",
            "name it by `existing` here too",
        ),
    ],
)
def test_references_to_nothing(shop: Path, text: str, column: int, code: str, fix: str) -> None:
    assert found(shop, text) == [(3, column, code, fix)]


def test_a_reference_to_another_page(shop: Path) -> None:
    assert found(shop, "topics: {a: {existing: '${pages.orders.topics.placed.arn}'}}") == []


def test_a_key_of_another_page(shop: Path) -> None:
    """Whoever subscribes needs no key; who reads or sends does, and nobody of this page is let in."""
    there = "{existing: '${pages.locked.queues.jobs.arn}'}"
    mine = f"functions: {{f: {{code: {{image: i}}}}}}\ntopics: {{t: {{}}}}\nqueues: {{a: {there}}}"
    locked = shop / "locked.eventgen.yaml"
    for said, wanted in (
        ("queues: {jobs: {encryption: kms}}", 1),
        ("defaults: {encryption: kms}\nqueues: {jobs: {}}", 1),
        ("queues: {jobs: {}}", 0),
        ("defaults: {encryption: kms, key: '${var.key}'}\nvariables: {key: {}}\nqueues: {jobs: {}}", 0),
    ):
        locked.write_text(HEADER.format("locked") + said)
        file = shop / "mine.eventgen.yaml"
        file.write_text(HEADER.format("mine") + mine + "\nflows: [a -> f, t -> a]")
        found = [each for each in read(str(file)).found if each.code == "REF008"]
        assert len(found) == wanted, said
        for each in found:
            assert (each.place.line, each.place.column) == (5, 24)
            assert "sns.amazonaws.com kms:GenerateDataKey and kms:Decrypt" in each.message
            assert "the role of f kms:Decrypt" in each.message
        file.write_text(HEADER.format("mine") + mine)
        assert not [each for each in read(str(file)).found if each.code == "REF008"]


def test_a_circle_of_pages(shop: Path) -> None:
    orders = shop / "orders.eventgen.yaml"
    orders.write_text(orders.read_text().replace("${var.sender}", "${pages.billing.queues.bills.url}"))
    (wrong,) = [each for each in read("shop/orders.eventgen.yaml").found if each.severity is Severity.ERROR]
    assert (wrong.code, wrong.place.line) == ("REF007", 14)
    assert "orders -> billing -> orders" in wrong.message
    assert render("shop") == 1


def test_no_verdict_outlives_the_other_page(shop: Path) -> None:
    page = "shop/billing/billing.eventgen.yaml"
    assert [each for each in verdict(page).found if each.severity is Severity.ERROR] == []
    assert rendering([page], Options(Severity.WARNING)) == 0
    (shop / "orders.eventgen.yaml").write_text(HEADER.format("orders") + "topics: {other: {}}\n")
    assert {each.code for each in verdict(page).found} >= {"REF006"}
    assert rendering([page], Options(Severity.WARNING)) == 1


def test_a_module_of_such_a_page_stands_alone(shop: Path) -> None:
    assert rendering(["shop/billing"], Options(Severity.WARNING)) == 0
    text = (shop.parent / "terraform" / "billing" / "variables.tf").read_text()
    assert 'variable "orders_placed_arn" {' in text
    assert "It takes the ARN of a topic." in text
    manifest = json.loads((shop.parent / "terraform" / "billing" / ".eventgen.json").read_text())
    assert manifest["page"] == "../../shop/billing/billing.eventgen.yaml"
