"""The one option of the golden tests: `pytest tests/golden --update-golden` writes the expected files anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option; it is known only when pytest is pointed at this folder."""
    parser.addoption("--update-golden", action="store_true", help="write the expected files anew, then read them line by line")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the expected files are to be written anew."""
    return bool(request.config.getoption("--update-golden", default=False))
