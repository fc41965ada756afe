"""What a log line may hold: a fixed list of fields, by none of which a person can be known.

Nobody may read from the logs who looked at what. So a request is named by its route, never by its
path, query, address or user; and an exception by its class and the places that it passed through,
never by its message, which may repeat what someone typed.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN_PACKAGES = frozenset(
    {
        "accounts",
        "audit",
        "cms",
        "config",
        "core",
        "disclosure",
        "learning",
        "notifications",
        "organisation",
        "peer_support",
        "portal",
        "privacy",
        "wellbeing",
    }
)
# Set by the request's middleware, so that the lines of one request can be read together.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")

# logger.info("event", extra={...}) may add these; anything else that comes along is dropped.
# A cell is a figure of a group by its measure and place, a month one like "2026-10".
WORD_FIELDS = ("method", "route", "task", "check", "collection", "month", "cell")
NUMBER_FIELDS = ("status", "duration_ms", "count")
EVENT = re.compile(r"[a-z_]+\.[a-z_]+")
FINISHED_TASK = "celery.app.trace"


class AllowedFieldsFormatter(logging.Formatter):
    """One JSON object a line, holding the allowed fields and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": event_of(record),
        }
        if request_id := REQUEST_ID.get():
            fields["request_id"] = request_id
        fields |= extra_fields(record) | task_fields(record)
        if record.exc_info and record.exc_info[1] is not None:
            fields["exception"] = describe(record.exc_info[1])
        return json.dumps(fields)


def event_of(record: logging.LogRecord) -> str:
    """Return the event's name if it is one of ours, "package.what_happened"; else its place.

    Any other words may have been built from data, before we can tell the one from the other.
    """
    package, message = record.name.split(".")[0], str(record.msg)
    is_ours = package in OWN_PACKAGES and message.startswith(f"{package}.")
    if is_ours and not record.args and EVENT.fullmatch(message):
        return message
    return f"{record.module}.{record.funcName}:{record.lineno}"


def extra_fields(record: logging.LogRecord) -> dict[str, object]:
    """Return the allowed fields that one of our own calls added."""
    if record.name.split(".")[0] not in OWN_PACKAGES:
        return {}
    words = {name: getattr(record, name, None) for name in WORD_FIELDS}
    numbers = {name: getattr(record, name, None) for name in NUMBER_FIELDS}
    return {
        **{name: value for name, value in words.items() if isinstance(value, str)},
        **{name: value for name, value in numbers.items() if isinstance(value, int)},
    }


def task_fields(record: logging.LogRecord) -> dict[str, object]:
    """Return the name and duration of the task that Celery says is done; never its arguments."""
    data = getattr(record, "data", None)
    if record.name != FINISHED_TASK or not isinstance(data, dict):
        return {}
    fields: dict[str, object] = {"task": str(data.get("name", ""))}
    if isinstance(runtime := data.get("runtime"), float):
        fields["duration_ms"] = round(runtime * 1000)
    return fields


def describe(error: BaseException) -> list[dict[str, object]]:
    """Return the error and what led to it, as classes and places in the code."""
    described: list[dict[str, object]] = []
    current: BaseException | None = error
    while current is not None and len(described) < 5:  # noqa: PLR2004 -- a chain can be circular
        frames = traceback.extract_tb(current.__traceback__)
        described.append(
            {
                "class": f"{type(current).__module__}.{type(current).__qualname__}",
                "frames": [place_of(frame) for frame in frames],
            }
        )
        current = current.__cause__ or current.__context__
    return described


def place_of(frame: traceback.FrameSummary) -> str:
    """Return file, line and function; a path outside the project keeps its last three parts."""
    path = Path(frame.filename)
    short = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-3:])
    return f"{short}:{frame.lineno} {frame.name}"


def logging_settings(level: str) -> dict[str, object]:
    """Return what LOGGING and the web server's own log start from: one handler for everything."""
    own_line = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"fields": {"()": "core.logs.AllowedFieldsFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "fields"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django would also mail errors, with everything in them, and print to a terminal.
            "django": own_line | {"level": level},
            "django.server": own_line | {"level": "ERROR"},
            # Each request has one line already, written by core.http.request_log.
            "django.request": own_line | {"level": "ERROR"},
            "celery.worker.strategy": own_line | {"level": "WARNING"},
            "gunicorn.error": own_line | {"level": level},
            "gunicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        },
    }
