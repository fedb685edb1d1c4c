"""The fault of each rule -> what `terraform validate` and an offline `terraform plan` find of it.

    python tools/terraform_faults.py [CODE]...

writes it at the head of tests/rules/CODE.yaml; without codes, of all rules. It takes the pages that the rule finds
something in, ignores the finding, and has Terraform judge the modules, all at once; a fault that one of them shows
counts. What cannot be ignored stands as Terraform in tests/rules/CODE.tf. Where the fact of AWS was measured with
Terraform that a person wrote, that counts too. It needs Terraform and a mirror of its AWS provider.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

if TYPE_CHECKING:
    from faults import Verdict
    from rendered import Files
    from terraform import Terraform

# Nothing is asked of AWS: what the provider would ask is not what a plan finds in a module
OFFLINE = """provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  max_retries                 = 0
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  endpoints {
    sfn = "http://127.0.0.1:9"
  }
}
"""
NO_FINDING = re.compile(r"ValidateStateMachineDefinition|dial tcp|connection refused|credentials")
SERVICE = re.compile(r":(sqs|sns|lambda|s3|events|kinesis|firehose|states|kms|cloudtrail|apigateway):")
GIVEN = {
    "sqs": "arn:aws:sqs:eu-west-1:123456789012:given",
    "sns": "arn:aws:sns:eu-west-1:123456789012:given",
    "lambda": "arn:aws:lambda:eu-west-1:123456789012:function:given",
    "s3": "arn:aws:s3:::given",
    "events": "arn:aws:events:eu-west-1:123456789012:event-bus/given",
    "kinesis": "arn:aws:kinesis:eu-west-1:123456789012:stream/given",
    "firehose": "arn:aws:firehose:eu-west-1:123456789012:deliverystream/given",
    "states": "arn:aws:states:eu-west-1:123456789012:stateMachine:given",
    "apigateway": "arn:aws:apigateway:eu-west-1::/restapis/given",
}
LONGEST = 100  # characters of what Terraform says
LARGEST = 262144  # bytes of a message: provider 5.100 refuses what AWS takes since, which is TFP101 and no other fault
SIZE = re.compile(rb"(max_message_size += )(\d+)")


def modules(codes: list[str], scratch: Path) -> dict[str, "Files"]:
    """What each case of each rule renders, by its code and number; what cannot be rendered is left out."""
    from faults import RULES
    from test_rules import cases

    made: dict[str, Files] = {}
    for code in codes:
        if (written := RULES / f"{code}.tf").exists():
            made[f"{code}-0"] = {"main.tf": written.read_bytes(), "variables.tf": b""}
        finding = [case for case in cases(code) if case["finds"] and not case.get("broken")]
        for number, case in enumerate(finding):
            if files := rendered(code, case, scratch):
                made[f"{code}-{number}"] = files
    return made


def rendered(code: str, case: Mapping[str, Any], scratch: Path) -> "Files | None":
    from eventgen.pipeline import judged

    ignored = ", ".join(f"{{code: {each}, reason: measured}}" for each in (code, *case.get("also", ())))
    page = scratch / "page.eventgen.yaml"
    page.write_text(f"{case['spec'].rstrip()}\nignore: [{ignored}]\n", "utf-8")
    module = judged(str(page), room=0, thorough=False).module
    if not module:
        return None
    if code == "TFP101":
        return module.files
    return {
        path: SIZE.sub(lambda size: size[1] + b"%d" % min(int(size[2]), LARGEST), content)
        for path, content in module.files.items()
    }


def judged(terraform: "Terraform", folder: Path, made: Mapping[str, "Files"]) -> dict[str, "Verdict"]:
    """Module -> what finds something in it first, and its words."""
    from faults import PLAN, VALIDATE, Verdict

    roots(folder / "validate", made)
    terraform.init(folder / "validate")
    found = {
        name: Verdict(VALIDATE, words) for name, words in errors(terraform.validate(folder / "validate")["diagnostics"])
    }
    sound = {name: files for name, files in made.items() if name not in found}
    roots(folder / "plan", sound)
    terraform.init(folder / "plan")
    said = terraform(folder / "plan", "plan", "-json", "-input=false", "-refresh=false").stdout
    lines = [json.loads(line) for line in said.splitlines()]
    planned = errors(line["diagnostic"] for line in lines if "diagnostic" in line)
    return {**{name: Verdict(PLAN, words) for name, words in planned}, **found}


def roots(folder: Path, made: Mapping[str, "Files"]) -> None:
    """One module that calls all."""
    from rendered import PROVIDERS, required, root_module, write

    folder.mkdir(parents=True)
    package = folder / "package.zip"
    package.write_bytes(b"PK")  # what it holds is of no matter: nothing is made
    root_module(folder, {}, lambda name, type_: "")
    (folder / "versions.tf").write_text(PROVIDERS + OFFLINE, "utf-8")
    calls = []
    for name, files in made.items():
        write(folder / "modules" / name, files)
        given = "".join(f"  {each} = {value(files, each, type_, package)}\n" for each, type_ in required(files))
        calls.append(f'module "{name}" {{\n  source = "./modules/{name}"\n{given}}}\n')
    (folder / "main.tf").write_text("\n".join(calls), "utf-8")


def value(files: "Files", name: str, type_: str, package: Path) -> str:
    """What a user would give for an input: what its description or its condition asks for."""
    if type_ != "string":
        return {"number": "1", "bool": "true", "list(string)": '["given"]'}.get(type_, "{}")
    if name.endswith("_package"):
        return json.dumps(str(package))
    if name.endswith("_definition"):
        return '"{}"'
    block = files["variables.tf"].decode().partition(f'variable "{name}" {{')[2].partition("\n}\n")[0]
    service = SERVICE.search(block)
    return json.dumps(GIVEN.get(service[1], GIVEN["sns"]) if service else GIVEN["sns"])


def errors(diagnostics: Any) -> Iterator[tuple[str, str]]:
    """Module and words of each error; the first of a module comes last, so that it stays."""
    for each in reversed(list(diagnostics)):
        words = " ".join(f"{each['summary']}: {each['detail']}".split())
        where = each.get("range", {}).get("filename", "") or each.get("address", "")
        module = re.search(r"modules/([A-Z0-9]+-\d+)/|module\.([A-Z0-9]+-\d+)\.", where)
        if each["severity"] == "error" and not NO_FINDING.search(words):
            if not module:
                raise SystemExit(f"not about a module: {words} {where}")
            yield module[1] or module[2], words.strip(": ")[:LONGEST]


def main() -> None:
    from facts import facts, rules
    from faults import Verdict, body, cases_of
    from terraform import terraform

    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("codes", nargs="*", help="of rules; all, if none is named")
    arguments.add_argument("--dry-run", action="store_true", help="writes nothing")
    asked = arguments.parse_args()
    codes = asked.codes or sorted(rules())
    known = {fact.id: fact.terraform for fact in facts()}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = modules(codes, folder)
        verdicts = judged(terraform(folder), folder, made)
    for code in codes:
        tried = [name for name in made if name.startswith(f"{code}-")]
        if not tried and not known.get(code):
            print(f"{code}: no case of it can be rendered: write the fault as Terraform, tests/rules/{code}.tf")
            continue
        found = Verdict(known.get(code) or "nothing")
        for name in tried:
            found = verdicts.get(name, Verdict()).worse(found)
        path = cases_of(code)
        if not asked.dry_run:
            path.write_text(found.head() + body(path.read_text("utf-8")), "utf-8")
        print(f"{code}: {found.by}{': ' + found.words if found.words else ''}")


if __name__ == "__main__":
    main()
