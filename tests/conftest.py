"""What every test shares; the fixtures are described in README.md."""

pytest_plugins = (
    "tests.support.browser",
    "tests.support.celery_process",
    "tests.support.closed_network",
    "tests.support.databases",
)
