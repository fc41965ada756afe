"""Who the database runs as: ourselves or, since PostgreSQL refuses root, a user without rights."""

import os
import pwd
import stat
from pathlib import Path

from config.bootstrap.problem import SetupError
from config.bootstrap.processes import Account

UNPRIVILEGED_NAMES = ("nobody", "daemon")


def server_account() -> Account | None:
    """Return the user for the database's processes, or None to stay who we are."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED_NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise SetupError(
        "PostgreSQL refuses to run as root and there is no user “nobody”. "
        "Run this as an ordinary user, or set DATABASE_URL."
    )


def make_home(home: Path, account: Account | None) -> None:
    """Make the servers' folder; raise SetupError if someone else prepared it.

    Root's lies in a folder that everyone may write to, so an existing one must be root's own and
    closed to others' writing.
    """
    if account is None:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    try:
        home.mkdir(mode=0o711)
        home.chmod(0o711)  # the umask may have taken rights away
    except FileExistsError:
        found = home.lstat()
        mine = stat.S_ISDIR(found.st_mode) and found.st_uid == 0
        if not mine or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise SetupError(
                f"{home} belongs to someone else. Remove it and start again."
            ) from None
    except OSError as error:
        raise SetupError(f"{home} cannot be made ({error.strerror}).") from error


def make_private_folder(folder: Path, account: Account | None) -> None:
    """Make a folder that only the server's user can enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
