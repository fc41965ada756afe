"""The tests' settings with pages that fail, for the test that reads the log of a real server."""

from config.settings.test import *  # noqa: F403 -- settings modules build on each other

ROOT_URLCONF = "tests.core.canary_urls"
