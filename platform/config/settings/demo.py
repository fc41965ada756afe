"""The demonstration: real servers on this machine, invented people, mail kept in files."""

from config import env
from config.settings.base import *  # noqa: F403 -- settings modules build on each other
from config.settings.base import MAIL_BACKENDS, RING_NAMES, ROOT

DEMO = True
SECRET_KEY = env.read_text("SECRET_KEY", "demo-only-key-that-production-refuses-to-start-with")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = MAIL_BACKENDS[env.read_choice("LODESTAR_MAIL", "file", MAIL_BACKENDS)]
EMAIL_FILE_PATH = ROOT / ".lodestar" / "mail"
# The demo says that a second factor is required and lets a visitor put it off.
SECOND_FACTOR_REQUIRED = False
KEY_PROVIDER = "core.crypto.providers.FileKeyProvider"
KEY_PROVIDER_OPTIONS = {"path": str(ROOT / ".lodestar" / "demo-keys.json"), "create": True}
KEY_RINGS = {
    name: (
        KEY_PROVIDER,
        {"path": str(ROOT / ".lodestar" / f"demo-keys-{name}.json"), "create": True},
    )
    for name in RING_NAMES
}
# The demo reaches no other machine.
LINK_CHECKS_EXTERNAL = False
