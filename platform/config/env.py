"""The one place that reads the environment: each reader fails loudly and names the variable."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


class ConfigurationError(Exception):
    """A setting is missing or has a value that cannot be used."""


@dataclass(frozen=True)
class _Required:
    """Marks a variable that has no default."""


REQUIRED = _Required()


def read_text(name: str, default: str | _Required = REQUIRED) -> str:
    """Return the variable, stripped; raise ConfigurationError if it is required and empty."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if isinstance(default, _Required):
        raise ConfigurationError(f"{name} is not set. Set it in the environment and start again.")
    return default


def read_flag(name: str, *, default: bool) -> bool:
    """Return a yes or no; raise ConfigurationError for any other word."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    raise ConfigurationError(f"{name} must be yes or no, not “{value}”.")


def read_number(name: str, *, default: int, least: int, most: int) -> int:
    """Return a whole number from least to most, both included."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ConfigurationError(f"{name} must be a whole number from {least} to {most}.")
    return int(value)


def read_choice(name: str, default: str, choices: Collection[str]) -> str:
    """Return one of choices; raise ConfigurationError for any other word."""
    value = read_text(name, default)
    if value not in choices:
        raise ConfigurationError(f"{name} must be one of: {', '.join(sorted(choices))}.")
    return value


def read_log_level() -> str:
    """Return the least urgent level that is logged."""
    return read_choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))


def read_list(name: str, default: str | _Required = REQUIRED) -> list[str]:
    """Return the comma-separated parts, without blanks."""
    return [part.strip() for part in read_text(name, default).split(",") if part.strip()]


def read_url(name: str, default: str | _Required = REQUIRED, *, schemes: frozenset[str]) -> str:
    """Return an address whose scheme is one of schemes and which names a host."""
    value = read_text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname:
        wanted = " or ".join(sorted(schemes))
        raise ConfigurationError(f"{name} must be a {wanted} address with a host.")
    return value


# Django's own type for a database entry is a dictionary of anything.
def read_database(name: str) -> dict[str, Any]:
    """Return Django's database entry for a postgres:// address (the only engine)."""
    parts = urlsplit(read_url(name, schemes=frozenset({"postgres", "postgresql"})))
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise ConfigurationError(f"{name} names no database after the host.")
    try:
        port = parts.port or 5432
    except ValueError as error:
        raise ConfigurationError(f"{name} has a port that is not a number.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname,
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
