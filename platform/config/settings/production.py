"""Production: what differs comes from the environment, and nothing has a soft default."""

from pathlib import Path

from config import env
from config.file_storage import read_file_storage
from config.key_source import read_key_rings, read_key_source
from config.settings.base import *  # noqa: F403 -- settings modules build on each other
from config.settings.base import DATABASES, MAIL_BACKENDS, RING_NAMES, ROOT, STORAGES

if env.read_flag("DEBUG", default=False):
    raise env.ConfigurationError("DEBUG cannot be switched on in production. Unset it.")

DEMO = False
SECRET_KEY = env.read_text("SECRET_KEY")
ALLOWED_HOSTS = env.read_list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = env.read_text("LODESTAR_BASE_URL")
SECURE_SSL_REDIRECT = env.read_flag("SECURE_SSL_REDIRECT", default=True)
# What watches over us asks from inside, without a certificate.
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Trend pages sign in to the same database as a role that sees nothing but published figures.
DATABASES = DATABASES | {
    "published": env.read_database("PUBLISHED_DATABASE_URL") | {"TEST": {"MIRROR": "default"}}
}
DISCLOSURE_DATABASE = "published"
KEY_PROVIDER, KEY_PROVIDER_OPTIONS = read_key_source()
KEY_RINGS = read_key_rings(RING_NAMES)
AUDIT_HEADS_PATH = Path(env.read_text("AUDIT_HEADS_PATH"))
MAIL = env.read_choice("LODESTAR_MAIL", "smtp", ("smtp", "govuk-notify"))
EMAIL_BACKEND = MAIL_BACKENDS[MAIL]
EMAIL_USE_TLS = env.read_flag("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = env.read_text("DEFAULT_FROM_EMAIL")
if MAIL == "smtp":
    EMAIL_HOST = env.read_text("EMAIL_HOST")
else:
    GOVUK_NOTIFY_API_KEY = env.read_text("GOVUK_NOTIFY_API_KEY")
    GOVUK_NOTIFY_TEMPLATE_ID = env.read_text("GOVUK_NOTIFY_TEMPLATE_ID")
STATIC_ROOT = Path(env.read_text("STATIC_ROOT", str(ROOT / ".lodestar" / "static")))
MEDIA_ROOT = Path(env.read_text("MEDIA_ROOT"))
STORAGES = STORAGES | {"default": read_file_storage()}
# How many proxies of ours stand in front: rate limits count the address that they saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.read_number("TRUSTED_PROXY_COUNT", default=1, least=0, most=5)
