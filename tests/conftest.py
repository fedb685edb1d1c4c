"""What tests share: the option that rewrites goldens, the real Terraform, both ways to exchange folders."""

import pytest
from terraform import Missing, Terraform
from terraform import terraform as found

from eventgen import write as writing


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write tests/golden anew from the examples")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    """The real Terraform; where it or its provider is missing, the test is skipped with the reason."""
    try:
        return found(tmp_path_factory.mktemp("terraform"))
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.fixture(params=["exchange", "renames"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "renames":
        monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    return str(request.param)
