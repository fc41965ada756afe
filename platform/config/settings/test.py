"""Tests: the same engine and broker as the demo, a cheap hasher, mail kept in memory."""

from urllib.parse import urlsplit

from config import env
from config.settings.base import *  # noqa: F403 -- settings modules build on each other
from config.settings.base import (
    CACHES,
    DATABASES,
    MAIL_BACKENDS,
    REDIS_URL,
    RING_NAMES,
    ROOT,
    STORAGES,
)

DEMO = True
SECRET_KEY = "test-only-key-that-production-refuses-to-start-with"  # noqa: S105 -- guards nothing
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
EMAIL_BACKEND = MAIL_BACKENDS[env.read_choice("LODESTAR_MAIL", "memory", MAIL_BACKENDS)]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
KEY_PROVIDER = "core.crypto.providers.FileKeyProvider"
KEY_PROVIDER_OPTIONS = {"path": str(ROOT / ".lodestar" / "test-keys.json"), "create": True}
KEY_RINGS = {
    name: (
        KEY_PROVIDER,
        {"path": str(ROOT / ".lodestar" / f"test-keys-{name}.json"), "create": True},
    )
    for name in RING_NAMES
}
# Most tests are not about the second factor; those that are switch it on.
SECOND_FACTOR_REQUIRED = False

# Each worker has a database of its own on the one Valkey, because some tests look at all of it;
# the server may be a person's own, so what the tests write has a name of theirs.
TEST_WORKER = env.read_text("PYTEST_XDIST_WORKER", "gw0")
_first = urlsplit(REDIS_URL)
_number = int(_first.path.strip("/") or 0) + int(TEST_WORKER.removeprefix("gw"))
REDIS_URL = _first._replace(path=f"/{_number}").geturl()
CACHES = {"default": CACHES["default"] | {"LOCATION": REDIS_URL, "KEY_PREFIX": "lodestar-test"}}
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_DEFAULT_QUEUE = "lodestar-test"
# The live server's threads must not sit on a database that the next test replaces.
DATABASES = {"default": DATABASES["default"] | {"CONN_MAX_AGE": 0}}
# Apart from the demo's uploads; on the disk, because worker processes read them too.
MEDIA_ROOT = ROOT / ".lodestar" / "test-media"
# No test asks another site; those about it switch it on.
LINK_CHECKS_EXTERNAL = False
