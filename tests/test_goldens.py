"""Every example renders, byte for byte, what tests/golden holds, and Terraform takes it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

import hcl2
import pytest
from corpus import FOLDERS, GOLDEN, PAGES, example, module
from terraform import Terraform

# The richest pages: slots, keys, roles, environments and zips in many orders that a set could shuffle
SHUFFLED = ("rule_to_queue", "s3-notifications")
SEEDS = ("0", "1", "42")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its POSIX path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def differences(golden: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[str]:
    """One text for each file that is missing, extra or different."""
    yield from (f"{path}: in the golden, and not rendered" for path in golden if path not in made)
    yield from (f"{path}: rendered, and not in the golden" for path in made if path not in golden)
    for path in golden:
        if path in made and golden[path] != made[path]:
            yield _difference(path, golden[path], made[path])


def _difference(path: str, golden: bytes, made: bytes) -> str:
    try:
        before, after = (text.decode().splitlines(keepends=True) for text in (golden, made))
    except UnicodeDecodeError:
        return f"{path}: {len(golden)} bytes in the golden, {len(made)} other bytes rendered"
    return "".join(unified_diff(before, after, f"golden/{path}", f"rendered/{path}"))


def rewrite(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


@pytest.mark.parametrize("name", PAGES)
def test_example_renders_its_golden(name: str, update_goldens: bool) -> None:
    made = module(example(name))
    if update_goldens:
        rewrite(GOLDEN / name, made)
    found = list(differences(tree(GOLDEN / name), made))
    assert not found, f"pytest --update-goldens writes tests/golden/{name} anew\n" + "\n".join(found)


def test_every_golden_has_an_example(update_goldens: bool) -> None:
    left_over = sorted(folder.name for folder in GOLDEN.iterdir() if folder.name not in PAGES)
    if update_goldens:
        for name in left_over:
            shutil.rmtree(GOLDEN / name)
    else:
        assert not left_over


def test_differences_are_told_by_file() -> None:
    golden = {"a.tf": b"x = 1\n", "gone.tf": b"", "code.zip": b"PK\x80"}
    made = {"a.tf": b"x = 2\n", "new.tf": b"", "code.zip": b"PK\x81!"}
    gone, new, *changed = differences(golden, made)
    assert gone == "gone.tf: in the golden, and not rendered"
    assert new == "new.tf: rendered, and not in the golden"
    assert changed[0].splitlines()[-2:] == ["-x = 1", "+x = 2"]
    assert changed[1] == "code.zip: 3 bytes in the golden, 4 other bytes rendered"
    assert not list(differences(golden, golden))


def render(out: Path, *pages: Path, seed: str = "random") -> None:
    """`eventgen render` in a process of its own."""
    command = [sys.executable, "-m", "eventgen", "render", *map(str, pages), "--out", str(out), "--quiet"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_hash_seed_changes_nothing(tmp_path: Path) -> None:
    for seed in SEEDS:
        render(tmp_path / seed, *(PAGES[name] for name in SHUFFLED), seed=seed)
    first, *others = (tree(tmp_path / seed) for seed in SEEDS)
    assert len(first) > len(SHUFFLED)
    for other in others:
        assert not list(differences(first, other))
        assert list(first) == list(other)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.lstat().st_ino, p.lstat().st_mtime_ns) for p in [folder, *folder.rglob("*")]}


def test_second_render_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    render(out, *FOLDERS)
    before = stamps(out)
    render(out, *FOLDERS)
    assert len(before) > len(PAGES)
    assert stamps(out) == before


# What stands for a required variable of each type: unknown while Terraform validates, as the user's values are
PLACEHOLDERS = {
    "text": "string",
    "amount": "number",
    "switch": "bool",
    "texts": "list(string)",
    "pairs": "map(string)",
}


def required(golden: Path) -> Iterator[tuple[str, str]]:
    """Name and type of each variable of a module that has no default."""
    for block in hcl2.loads((golden / "variables.tf").read_text("utf-8"))["variable"]:
        for name, body in block.items():
            if "default" not in body:
                yield name.strip('"'), re.sub(r"^\$\{(.*)\}$", r"\1", body["type"])


def unknown(name: str, type_: str) -> str:
    """A value that Terraform does not know while it validates."""
    return next(f"var.{placeholder}" for placeholder, of in PLACEHOLDERS.items() if of == type_)


def root_module(folder: Path, value: Callable[[str, str], str] = unknown) -> None:
    """One module that calls a copy of every golden: one init and one validate do for all."""
    parts = [f'variable "{name}" {{\n  type = {type_}\n}}\n' for name, type_ in PLACEHOLDERS.items()]
    for golden in sorted(GOLDEN.iterdir()):
        shutil.copytree(golden, folder / "modules" / golden.name)
        given = "".join(f"  {name} = {value(name, type_)}\n" for name, type_ in required(golden))
        parts.append(f'module "{golden.name}" {{\n  source = "./modules/{golden.name}"\n{given}}}\n')
    (folder / "main.tf").write_text("\n".join(parts), "utf-8")


@pytest.mark.terraform
def test_goldens_are_formatted(terraform: Terraform) -> None:
    done = terraform(GOLDEN, "fmt", "-check", "-recursive", "-diff", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.terraform
def test_terraform_takes_the_goldens_and_no_broken_one(terraform: Terraform, tmp_path: Path) -> None:
    root_module(tmp_path)
    terraform.init(tmp_path)
    verdict = terraform.validate(tmp_path)
    assert verdict["diagnostics"] == []
    assert (verdict["valid"], verdict["error_count"], verdict["warning_count"]) == (True, 0, 0)

    broken = tmp_path / "modules" / "fan-out" / "flows.tf"
    broken.write_text(broken.read_text("utf-8").replace("protocol ", "protocoll ", 1), "utf-8")
    verdict = terraform.validate(tmp_path)
    assert not verdict["valid"]
    assert any("protocoll" in str(finding) for finding in verdict["diagnostics"])


# What computed ARNs are under the mock: the provider reads them where another resource takes them
ARN = "arn:aws:{}:eu-west-1:123456789012:{}"
MOCKED = {
    "aws_cloudwatch_event_bus": ARN.format("events", "event-bus/mock"),
    "aws_cloudwatch_event_rule": ARN.format("events", "rule/mock"),
    "aws_cloudwatch_log_group": ARN.format("logs", "log-group:mock"),
    "aws_iam_role": "arn:aws:iam::123456789012:role/mock",
    "aws_kinesis_firehose_delivery_stream": ARN.format("firehose", "deliverystream/mock"),
    "aws_kinesis_stream": ARN.format("kinesis", "stream/mock"),
    "aws_kms_key": ARN.format("kms", "key/mock"),
    "aws_lambda_function": ARN.format("lambda", "function:mock"),
    "aws_s3_bucket": "arn:aws:s3:::mock",
    "aws_sfn_state_machine": ARN.format("states", "stateMachine:mock"),
    "aws_sns_topic": ARN.format("sns", "mock"),
    "aws_sqs_queue": ARN.format("sqs", "mock"),
}
# By the ending of a variable's name: what a user of the module would give it
GIVEN = {
    "_package": '"${path.module}/modules/sqs-lambda/code/process.zip"',
    "_definition": '"{}"',
    "refund_arn": f'"{ARN.format("lambda", "function:given")}"',
    "report_arn": f'"{ARN.format("lambda", "function:given")}"',
    "_stream": f'"{ARN.format("kinesis", "stream/given")}"',
    "_bus": f'"{ARN.format("events", "event-bus/given")}"',
    "inbox_arn": f'"{ARN.format("sqs", "given")}"',
    "": f'"{ARN.format("sns", "given")}"',
}
PROVIDERS = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'


def given(name: str, type_: str) -> str:
    return next(value for ending, value in GIVEN.items() if name.endswith(ending))


@pytest.mark.terraform
def test_goldens_apply_under_a_mock_provider(terraform: Terraform, tmp_path: Path) -> None:
    """Expressions are evaluated, and the provider judges what they give: `validate` alone does neither."""
    root_module(tmp_path, given)
    main = tmp_path / "main.tf"
    text = re.sub(r'variable "\w+" \{\n.*\n\}\n', "", main.read_text("utf-8"))
    main.write_text(PROVIDERS + text, "utf-8")
    mocks = [
        f'  mock_resource "{type_}" {{\n    defaults = {{ arn = "{arn}" }}\n  }}\n' for type_, arn in MOCKED.items()
    ]
    run = 'run "apply" {\n  command = apply\n}\n'
    (tmp_path / "goldens.tftest.hcl").write_text(f'mock_provider "aws" {{\n{"".join(mocks)}}}\n{run}', "utf-8")
    terraform.init(tmp_path)
    done = terraform(tmp_path, "test", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr
