"""Pages of one run that want what AWS has one of: found at the second page, in every run anew, and never remembered."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from eventgen import cache, pipeline
from eventgen.asked import chosen, judging
from eventgen.diagnostics import Severity
from eventgen.rendering import Options, rendering
from eventgen.validate import validate

BUCKET = "arn:aws:s3:::photos"
QUEUE = "arn:aws:sqs:eu-west-1:123456789012:jobs"
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:work"
TOPIC = "arn:aws:sns:eu-west-1:123456789012:news"
NOTIFIED = f"""buckets:
  photos: {{existing: "{BUCKET}"}}
queues: {{mine: {{}}}}
flows:
  - {{from: photos, to: mine, prefix: NAME/}}
"""
SENT = f"""queues: {{jobs: {{existing: "{QUEUE}"}}}}
rules: {{placed: {{pattern: {{source: [NAME]}}}}}}
flows: [placed -> jobs]
"""
MAPPED = f"""queues: {{jobs: {{existing: "{QUEUE}"}}}}
functions: {{work: {{existing: "{FUNCTION}"}}}}
flows:
  - jobs -> work
"""
SUBSCRIBED = f"""topics: {{news: {{existing: "{TOPIC}"}}}}
queues: {{jobs: {{existing: "{QUEUE}"}}}}
flows:
  - news -> jobs
"""
ANOTHER = NOTIFIED.replace(":photos", ":films")
VARIABLE = "variables: {bucket: {type: string}}\n" + NOTIFIED.replace(BUCKET, "${var.bucket}")
OWN = SUBSCRIBED.replace(f'existing: "{QUEUE}"', "")
Found = list[tuple[str, int, int, str]]


def pages(folder: Path, *bodies: str) -> list[str]:
    """A page of each body: a.eventgen.yaml, b.eventgen.yaml and so on."""
    files = []
    for number, body in enumerate(bodies):
        name = "abcdef"[number]
        files.append(str(folder / f"{name}.eventgen.yaml"))
        Path(files[-1]).write_text(f"eventgen: 1\nname: {name}\n{body.replace('NAME', name)}", "utf-8")
    return files


def judged(files: list[str], capsys: pytest.CaptureFixture[str], **options: Any) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and what is found because there are several pages."""
    code = validate(files, strict=False, least=Severity.INFO, form="json", **options)
    found = json.loads(capsys.readouterr().out)["findings"]
    return code, [each for each in found if each["code"] in ("GRA103", "GRA104", "GRA105")]


def places(found: list[dict[str, Any]]) -> Found:
    return [(Path(each["file"]).name[:1], each["line"], each["column"], each["code"]) for each in found]


@pytest.fixture(autouse=True)
def remembered(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts are remembered, for this test alone."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(cache, "folder", lambda name: folder)


FINDINGS = [
    pytest.param([NOTIFIED, NOTIFIED], 0, [("b", 4, 3, "GRA104")], id="one notification"),
    pytest.param([NOTIFIED, SENT, NOTIFIED], 0, [("c", 4, 3, "GRA104")], id="a page between"),
    pytest.param([NOTIFIED] * 3, 0, [("b", 4, 3, "GRA104"), ("c", 4, 3, "GRA104")], id="three pages"),
    pytest.param([SENT, SENT], 0, [("b", 3, 10, "GRA105")], id="one policy"),
    pytest.param([MAPPED, MAPPED], 1, [("b", 6, 5, "GRA103")], id="one mapping"),
    pytest.param([SUBSCRIBED, SUBSCRIBED], 1, [("b", 6, 5, "GRA103"), ("b", 4, 10, "GRA105")], id="one subscription"),
    pytest.param([SENT, SUBSCRIBED], 0, [("b", 4, 10, "GRA105")], id="one policy, for two senders"),
    pytest.param([NOTIFIED, ANOTHER], 0, [], id="two buckets"),
    pytest.param([NOTIFIED, VARIABLE], 0, [], id="a variable may be any bucket"),
    pytest.param([MAPPED, SENT], 0, [], id="one reads and one sends"),
    pytest.param([SUBSCRIBED, OWN], 0, [], id="a queue of its own"),
    pytest.param([NOTIFIED], 0, [], id="alone"),
]


@pytest.mark.parametrize(("bodies", "code", "finds"), FINDINGS)
def test_finds(tmp_path: Path, capsys: pytest.CaptureFixture[str], bodies: list[str], code: int, finds: Found) -> None:
    made, found = judged(pages(tmp_path, *bodies), capsys)
    assert (made, sorted(places(found))) == (code, sorted(finds))


def test_a_finding_names_both_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = pages(tmp_path, NOTIFIED, NOTIFIED)
    _, (found,) = judged([first, second], capsys)
    assert found["file"] == second
    assert found["message"] == f"photos: {BUCKET} has one notification, and this page adds to it, and so does {first}"
    validate([first, second], strict=False, least=Severity.WARNING)
    assert f"the other page: {first}:4:3\n" in capsys.readouterr().err


def test_what_is_remembered_is_of_one_page_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pages(tmp_path, NOTIFIED, NOTIFIED)
    together = judged([first, second], capsys)
    monkeypatch.delattr(pipeline, "read")
    assert judged([second], capsys) == (0, [])
    assert judged([first, second], capsys) == together
    assert places(judged([second, first], capsys)[1]) == [("a", 4, 3, "GRA104")]


def test_one_page_by_two_names_is_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (page,) = pages(tmp_path, MAPPED)
    assert judged([page, str(tmp_path / ".." / tmp_path.name / "a.eventgen.yaml")], capsys) == (0, [])


@pytest.mark.parametrize("options", [{"select": ["GRA103"]}, {"ignore": ["GRA103"]}])
def test_codes_that_count(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: dict[str, list[str]]) -> None:
    judge = judging(chosen(options.get("select", ()), options.get("ignore", ())), fix=False, diff=False)
    code, found = judged(pages(tmp_path, SUBSCRIBED, SUBSCRIBED), capsys, judge=judge)
    assert (code, [each["code"] for each in found]) == ((1, ["GRA103"]) if "select" in options else (0, ["GRA105"]))


def test_a_mended_page_claims_what_it_says_then(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = pages(tmp_path, MAPPED, MAPPED.replace("flows:", "flws:"))
    assert judged(files, capsys) == (1, [])
    validate(files, strict=False, least=Severity.INFO, judge=judging(None, fix=False, diff=True))
    assert "GRA103" not in capsys.readouterr().err, "nothing is mended yet"
    code, found = judged(files, capsys, judge=judging(None, fix=True, diff=False))
    assert (code, places(found)) == (1, [("b", 6, 5, "GRA103")])


def test_a_claim_can_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ignored = MAPPED.replace("work\n", "work  # eventgen: ignore[GRA103] applied elsewhere\n")
    files = pages(tmp_path, MAPPED, ignored)
    assert judged(files, capsys) == (0, [])
    assert validate(files, strict=True, least=Severity.WARNING) == 0, "the ignore ignores something"


def test_render_finds_it_too_and_remembers_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = pages(tmp_path, MAPPED, MAPPED)
    options = Options(Severity.WARNING, tmp_path / "out")
    assert rendering(files[:1], options) == rendering(files[1:], options) == 0
    assert rendering(files, options) == 1
    assert f"{files[1]}:6:5: error GRA103 jobs -> work: " in capsys.readouterr().err
    shutil.rmtree(tmp_path / "out")
    assert rendering(files, options) == 1
    assert not (tmp_path / "out").exists()
