"""What tests share: the option that rewrites goldens, and the real Terraform."""

import pytest
from terraform import Missing, Terraform
from terraform import terraform as found


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
