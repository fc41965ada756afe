"""What every test shares; the fixtures are described in README.md."""

import pytest

pytest_plugins = (
    "tests.support.browser",
    "tests.support.celery_process",
    "tests.support.closed_network",
    "tests.support.databases",
    "tests.support.neutral_site",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first, after the shuffling: the others fill the time around them."""
    items.sort(key=lambda item: item.get_closest_marker("start_first") is None)
