"""Every example renders, byte for byte, what tests/golden holds, and Terraform takes it."""

import shutil
from pathlib import Path

import pytest
from corpus import FOLDERS, GOLDEN, PAGES, example, module
from rendered import differences, own_tests, render, root_module, tree, write
from terraform import Terraform

# The richest pages: slots, keys, roles, environments and zips in many orders that a set could shuffle
SHUFFLED = ("rule_to_queue", "s3-notifications")
SEEDS = ("0", "1", "42")


@pytest.mark.parametrize("name", PAGES)
def test_example_renders_its_golden(name: str, update_goldens: bool) -> None:
    made = module(example(name))
    if update_goldens:
        shutil.rmtree(GOLDEN / name, ignore_errors=True)
        write(GOLDEN / name, made)
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


def goldens() -> dict[str, dict[str, bytes]]:
    return {golden.name: tree(golden) for golden in sorted(GOLDEN.iterdir())}


@pytest.mark.terraform
def test_goldens_are_formatted(terraform: Terraform) -> None:
    done = terraform(GOLDEN, "fmt", "-check", "-recursive", "-diff", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.terraform
def test_terraform_takes_the_goldens_and_no_broken_one(terraform: Terraform, tmp_path: Path) -> None:
    root_module(tmp_path, goldens())
    terraform.init(tmp_path)
    verdict = terraform.validate(tmp_path)
    assert verdict["diagnostics"] == []
    assert (verdict["valid"], verdict["error_count"], verdict["warning_count"]) == (True, 0, 0)

    broken = tmp_path / "modules" / "fan-out" / "flows.tf"
    broken.write_text(broken.read_text("utf-8").replace("protocol ", "protocoll ", 1), "utf-8")
    verdict = terraform.validate(tmp_path)
    assert not verdict["valid"]
    assert any("protocoll" in str(finding) for finding in verdict["diagnostics"])


@pytest.mark.terraform
def test_goldens_pass_their_own_tests(terraform: Terraform, tmp_path: Path) -> None:
    """Under a mock provider: expressions are evaluated, and the provider judges what they give."""
    done = own_tests(terraform, tmp_path, goldens())
    assert done.returncode == 0, done.stdout + done.stderr
