"""Rendered modules on the disk: as trees of files, and as one root module that Terraform judges at once."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from terraform import Terraform

from eventgen.plan import TESTS

Files = Mapping[str, bytes]

VARIABLE = re.compile(r'^variable "([\w-]+)" \{\n(.*?)^\}$', re.M | re.S)
TYPE = re.compile(r"^  type += (.+)$", re.M)
# What stands for a required variable of each type: unknown while Terraform validates, as the user's values are
PLACEHOLDERS = {
    "text": "string",
    "amount": "number",
    "switch": "bool",
    "texts": "list(string)",
    "pairs": "map(string)",
}
PROVIDERS = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'
RUN = 'run "as_the_page_says" {\n'  # where the one run of a module's tests begins
# What computed ARNs may be: the provider reads them where another resource takes them
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


def render(out: Path, *pages: Path, seed: str = "random") -> None:
    """`eventgen render` in a process of its own."""
    command = [sys.executable, "-m", "eventgen", "render", *map(str, pages), "--out", str(out), "--quiet"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its POSIX path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def differences(before: Files, after: Files) -> Iterator[str]:
    """One text for each file that is missing, extra or different."""
    yield from (f"{path}: in the golden, and not rendered" for path in before if path not in after)
    yield from (f"{path}: rendered, and not in the golden" for path in after if path not in before)
    for path in before:
        if path in after and before[path] != after[path]:
            yield _difference(path, before[path], after[path])


def _difference(path: str, golden: bytes, made: bytes) -> str:
    try:
        before, after = (text.decode().splitlines(keepends=True) for text in (golden, made))
    except UnicodeDecodeError:
        return f"{path}: {len(golden)} bytes in the golden, {len(made)} other bytes rendered"
    return "".join(unified_diff(before, after, f"golden/{path}", f"rendered/{path}"))


def write(folder: Path, files: Files) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def required(files: Files) -> Iterator[tuple[str, str]]:
    """Name and type of each variable of a module that has no default."""
    text = "\n".join(content.decode() for path, content in files.items() if path.endswith(".tf"))
    for name, body in VARIABLE.findall(text):
        found = TYPE.search(body)
        if found and not re.search(r"^  default +=", body, re.M):
            yield name, found[1]


def as_tested(files: Files, name: str, type_: str) -> str:
    """The value that the module's own tests give an input."""
    found = re.search(rf"^variables \{{\n(?:.*\n)*?  {name} += (.+)$", files[TESTS].decode(), re.M)
    assert found, (name, type_)
    return found[1]


def unknown(files: Files, name: str, type_: str) -> str:
    """A value that Terraform does not know while it validates."""
    return next(f"var.{placeholder}" for placeholder, of in PLACEHOLDERS.items() if of == type_)


def root_module(folder: Path, modules: Mapping[str, Files], value: Callable[[Files, str, str], str] = unknown) -> None:
    """A module that calls all modules: one init and one validate do for all."""
    parts = [
        f'variable "{name}" {{\n  type = {type_}\n}}\n' for name, type_ in PLACEHOLDERS.items() if value is unknown
    ]
    for module, files in modules.items():
        write(folder / "modules" / module, files)
        given = "".join(f"  {name} = {value(files, name, type_)}\n" for name, type_ in required(files))
        parts.append(f'module "{module}" {{\n  source = "./modules/{module}"\n{given}}}\n')
    (folder / "main.tf").write_text("\n".join(parts), "utf-8")


def own_tests(terraform: Terraform, folder: Path, modules: Mapping[str, Files]) -> "subprocess.CompletedProcess[str]":
    """What Terraform says of the tests that modules bring. Each run says whose it is, so that one init does for all."""
    for module, files in modules.items():
        write(folder / "modules" / module, files)
        asked = files[TESTS].decode()
        assert RUN in asked
        of_module = f'{RUN}  module {{\n    source = "./modules/{module}"\n  }}\n\n'
        write(folder, {f"tests/{module}.tftest.hcl": asked.replace(RUN, of_module).encode()})
    (folder / "versions.tf").write_text(PROVIDERS, "utf-8")
    terraform.init(folder)
    with terraform.served(folder) as served:
        return served(folder, "test", "-no-color")
