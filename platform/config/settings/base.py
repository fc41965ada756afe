"""Settings that hold everywhere; demo, test and production say only what differs."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import celery, env  # noqa: F401 -- whoever has settings has our Celery application
from core.http import policies
from core.logs import logging_settings

ROOT = Path(__file__).resolve().parents[3]
FRONTEND_DIST = ROOT / "platform" / "frontend" / "dist"

SERVICE_NAME = "Lodestar"
DEBUG = False
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.read_database("DATABASE_URL")}
REDIS_URL = env.read_url(
    "REDIS_URL", schemes=frozenset({"redis", "rediss", "valkey", "valkeys", "unix"})
)

# In the order of the layers, lowest first: seeding and registries follow it.
INSTALLED_APPS = [
    "core",
    "accounts",
    "organisation",
    "audit",
    "privacy",
    "notifications",
    "cms",
    "disclosure",
    "learning",
    "wellbeing",
    "peer_support",
    "portal",
    "config",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

# Outermost first. The log line sees every answer. What sets headers stands before anything that
# can answer or fail, so that a redirect, a static file and a refused host carry them too.
MIDDLEWARE = [
    "core.http.request_log.RequestLogMiddleware",
    "core.http.headers.HeadersMiddleware",
    "core.http.content_security.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.middleware.LeftInHasteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # An ended session first, so that all that follows sees nobody; the kept forms look at
    # what the rule below answers; the second factor comes once it is known who it is.
    "accounts.middleware.SessionLifetimeMiddleware",
    "accounts.middleware.KeptFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "cms.middleware.CmsAccessMiddleware",
]

# A row that is due for longer than this shows that no worker or no beat runs.
HEALTH_OLDEST_DUE_SECONDS = env.read_number(
    "HEALTH_OLDEST_DUE_SECONDS", default=900, least=60, most=86_400
)

LOGGING = logging_settings(env.read_log_level())

# What a browser may do with our answers (core.http.policies says why)
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.SITE_POLICY}
PERMISSIONS_POLICY = policies.PERMISSIONS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.second_factor",
            ],
        },
    },
]

# Every form of the site, allauth's included, gets the same markup and written messages.
FORM_RENDERER = "core.forms.LodestarRenderer"

# Accounts
AUTH_USER_MODEL = "accounts.User"
# allauth's backend alone: it is Django's with rate limits, and two would hash each guess twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
# Where the quick exit leads: a page that anybody may have open.
EXIT_URL = env.read_url(
    "EXIT_URL", "https://www.bbc.co.uk/weather", schemes=frozenset({"http", "https"})
)
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# A whole force may reach us from one address, so what counts is the account, not the network.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "reset_password": "accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "set_password": "accounts.sign_in_forms.SetPasswordForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "reauthenticate": "accounts.sign_in_forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "accounts.sign_in_forms.CodeForm",
    "reauthenticate": "accounts.sign_in_forms.CodeAgainForm",
    "activate_totp": "accounts.sign_in_forms.SetUpAppForm",
    "add_webauthn": "accounts.sign_in_forms.AddPasskeyForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey alone signs in, because it is only accepted with the device's own PIN or finger.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# One step either way: the clocks of phones and of servers drift.
MFA_TOTP_TOLERANCE = 1
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.NotCommon"},
    {"NAME": "accounts.passwords.NotAboutYou"},
]

# Sessions: half an hour away, or a shift after signing in, and they are over.
SESSION_SERIALIZER = "accounts.sessions.SealedSerializer"
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
# A link in a mail is good for three hours; forces' mail filters can be slow.
PASSWORD_RESET_TIMEOUT = 3 * 3600

# Ports: lower packages reach what stands above them only by these names.
AUDIT_RECORDER = "audit.services.record_event"
SECOND_FACTOR_POLICY = "organisation.policies.needs_second_factor"
SECOND_FACTOR_REQUIRED = True
NOTIFIER = "notifications.services.notify"
# What stands at the head of a page for one reader; cms knows none of those who say it.
PAGE_NOTICES = ["learning.page_notices.change_to_confirm"]
FORCE_RESOLVER = "organisation.selectors.force_id_of"

# Keys that serve one use each, beside the default ring. "wellbeing" wraps each person's own key and
# can be rotated; the others make pseudonyms and noise, and must stay as they are for ever.
RING_NAMES = ("wellbeing", "wellbeing-pepper", "disclosure-noise", "peer-support-pepper")
# A new key in one of these would lose every pseudonym, or draw other noise for the same people.
NEVER_ROTATED_RINGS = ("wellbeing-pepper", "disclosure-noise", "peer-support-pepper")

# The heads of the audit chains are kept here too, out of reach of the database.
AUDIT_HEADS_PATH = ROOT / ".lodestar" / "audit-heads"

# Days that a person's copy of their data can be fetched, and days to think over an erasure.
DATA_COPY_DAYS = 7
ERASURE_GRACE_DAYS = 30

# Where published figures are read from; production may give them a role that sees nothing else.
DISCLOSURE_DATABASE = "default"

# Words and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [ROOT / "platform" / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
FORMAT_MODULE_PATH = ["core.formats"]
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".lodestar" / "static"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = ROOT / ".lodestar" / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A Wagtail page with many blocks posts more fields than Django allows by default.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "lodestar",
    }
}

# Celery: the broker is a convenience; rows with a state and a due time are the truth.
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that does not answer must not hold up the request that tells it something.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 3}
CELERY_TIMEZONE = TIME_ZONE

# Mail: a worker holds an outbox row for the lease; one that dies lets another take it over.
MAIL_BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "govuk-notify": "notifications.backends.GovUkNotifyBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
}
EMAIL_BACKEND = MAIL_BACKENDS[env.read_choice("LODESTAR_MAIL", "smtp", MAIL_BACKENDS)]
EMAIL_HOST = env.read_text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.read_number("EMAIL_PORT", default=25, least=1, most=65_535)
EMAIL_HOST_USER = env.read_text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.read_text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.read_flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = env.read_number("EMAIL_TIMEOUT", default=20, least=1, most=60)
GOVUK_NOTIFY_API_KEY = env.read_text("GOVUK_NOTIFY_API_KEY", "")
GOVUK_NOTIFY_TEMPLATE_ID = env.read_text("GOVUK_NOTIFY_TEMPLATE_ID", "")
GOVUK_NOTIFY_URL = env.read_text("GOVUK_NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFICATIONS_LEASE_SECONDS = env.read_number(
    "NOTIFICATIONS_LEASE_SECONDS", default=120, least=6, most=3600
)
DEFAULT_FROM_EMAIL = env.read_text("DEFAULT_FROM_EMAIL", "Lodestar <no-reply@lodestar.example>")

# Who is told when something needs a person at once, for example a month that was not published.
ADMINS = [(address, address) for address in env.read_list("OPERATORS", "")]
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Wagtail
WAGTAIL_SITE_NAME = SERVICE_NAME
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_MODEL = "cms.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.CustomDocument"
# Page types that may stand below a section; packages above the CMS add theirs here.
SECTION_SUBPAGE_TYPES = [
    "cms.SectionIndexPage",
    "cms.GuidancePage",
    "cms.ToolPage",
    "cms.PracticeExamplePage",
    "cms.LegalUpdatePage",
    "cms.PathwayPage",
    "learning.ModulePage",
]
# What editors and approvers of a force reach below /cms/ besides what cms.editing.gate names: rows
# of their own force, in views that show no other's.
CMS_PLACES_OF_FORCES = [
    "comments/",
    "reports/searched-and-not-found/",
    "reports/who-was-asked/",
    "snippets/cms/forcepanel/",
    "broken-links/",
    "snippets/cms/supportservice/",
    "snippets/cms/reviewremit/",
    "snippets/cms/feedback/",
    "snippets/peer_support/forcepeersupport/",
    "snippets/wellbeing/forcehelp/",
]
# A typed address is not looked up among the pages: it would answer with the title of any of them.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "never"
# One clock for all: the list of the machine holds names that browsers refuse.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# Files are saved, never opened in the site.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_BASE_URL = env.read_text("LODESTAR_BASE_URL", "http://127.0.0.1:8000")
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}
}
# Two steps before anything is published (cms.models.reviews).
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.finishing.publish_approved"
# Whether other sites are asked if the links to them still work; a site without a way out of its
# network says that they are not checked. What is asked waits so long for an answer, and so long
# before it asks the same host again.
LINK_CHECKS_EXTERNAL = env.read_flag("LINK_CHECKS_EXTERNAL", default=True)
LINK_CHECK_SECONDS = 10
LINK_CHECK_HOST_SECONDS = 300
# "host:port" of servers that may be private; for tests alone.
LINK_CHECK_OWN_SERVERS: frozenset[str] = frozenset()
# No SVG, HTML or office macros: nothing that a browser would run.
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Unpacked, a picture of this size takes some 160 MB of memory; a bomb takes many times that.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.uploads.DocumentForm"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "cms.editing.rich_text.SturdyRichTextArea"}}
WAGTAILDOCS_EXTENSIONS = [
    *["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"],
    *["m4a", "mp3", "mp4", "ogg", "wav", "webm"],
]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
