"""The demo's own secrets: made at its first start, kept where only their owner may read them."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from config.bootstrap.problem import SetupError


@dataclass(frozen=True)
class Credentials:
    """What must stay the same from one start to the next."""

    secret_key: str
    database_password: str


def new_credentials() -> Credentials:
    """Return fresh random values."""
    return Credentials(
        secret_key=secrets.token_urlsafe(50),
        database_password=secrets.token_urlsafe(24),
    )


def load_credentials(path: Path) -> Credentials:
    """Return the demo's secrets, making them (mode 0600) if this is the first start."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as output:
            json.dump(asdict(new_credentials()), output)
        fresh.replace(path)
    try:
        found = json.loads(path.read_text())
        return Credentials(found["secret_key"], found["database_password"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SetupError(
            f"{path} cannot be read. Start anew with: python3 manage.py demo --reset"
        ) from error
