"""Makes the virtual environment from the hashed lock, aside, and swaps it in when whole."""

import os
import shutil
import sys
from pathlib import Path

from config.bootstrap import installers, stamps
from config.bootstrap.checks import require_room
from config.bootstrap.layout import Layout
from config.bootstrap.locks import running_demo, setup_lock
from config.bootstrap.problem import SetupError
from config.bootstrap.progress import step

NEEDED_MEBIBYTES = 1800
READY_VARIABLE = "LODESTAR_ENV_READY"
STAMP_NAME = "made-from"


def python_of(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return environment / "bin" / "python"


def lock_digest(layout: Layout) -> str:
    """Return the hash that decides whether an environment is the right one."""
    return stamps.digest([layout.requirements], layout.root)


def is_complete(environment: Path, wanted: str) -> bool:
    """Tell whether the environment was made whole from this lock and its Python is still there."""
    return stamps.is_current(environment / STAMP_NAME, wanted) and python_of(environment).exists()


def ensure_environment(layout: Layout) -> Path:
    """Return the Python of an environment that holds exactly the lock; make it if need be."""
    wanted = lock_digest(layout)
    if not is_complete(layout.venv, wanted):
        with setup_lock(layout.state / "setup.lock"):
            if not is_complete(layout.venv, wanted):
                renew(layout, wanted)
    return python_of(layout.venv)


def renew(layout: Layout, wanted: str) -> None:
    """Make the environment in a folder of its own, point the link to it, drop the former ones."""
    require_ours(layout.venv)
    target = layout.environments / wanted[:16]
    if not is_complete(target, wanted):
        require_room(layout.root, NEEDED_MEBIBYTES, "installing the Python packages")
        make(layout, target, wanted)
    point_to(layout.venv, target)
    remove_former(layout, target)


def require_ours(venv: Path) -> None:
    """Raise SetupError rather than replace an environment that a person made."""
    if venv.exists() and not venv.is_symlink():
        raise SetupError(f"{venv} was not made by this command. Move it away and start again.")


def make(layout: Layout, target: Path, wanted: str) -> None:
    """Install everything into target; after a failure nothing of it stays."""
    shutil.rmtree(target, ignore_errors=True)
    layout.environments.mkdir(parents=True, exist_ok=True)
    try:
        with step("Installing the Python packages"):
            installers.install(layout, target)
        stamps.write_stamp(target / STAMP_NAME, wanted)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def point_to(link: Path, target: Path) -> None:
    """Swap the link in one step: at any moment it names a whole environment."""
    fresh = link.with_name(f"{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)
    fresh.replace(link)


def remove_former(layout: Layout, target: Path) -> None:
    """Delete the environments of earlier locks, unless a running demo still uses one."""
    if running_demo(layout.state / "demo.lock") is not None:
        return
    for former in layout.environments.iterdir():
        if former != target:
            shutil.rmtree(former, ignore_errors=True)


def child_environment(layout: Layout) -> dict[str, str]:
    """Return the environment of everything that runs inside: marked, so that it sets up nothing."""
    child = dict(os.environ)
    child[READY_VARIABLE] = "1"
    child["PYTHONPATH"] = os.pathsep.join([str(layout.root), str(layout.root / "platform")])
    child["VIRTUAL_ENV"] = str(layout.venv)
    child["PATH"] = os.pathsep.join([str(layout.venv / "bin"), child.get("PATH", os.defpath)])
    child.pop("PYTHONHOME", None)
    # Compiling everything again in each of our processes would cost seconds at every start.
    child.pop("PYTHONDONTWRITEBYTECODE", None)
    return child


def enter(layout: Layout, python: Path, argv: list[str]) -> None:
    """Become the same command inside the environment; signals reach it as the same process."""
    sys.stdout.flush()
    sys.stderr.flush()
    program = str(layout.root / "manage.py")
    os.execve(python, [str(python), program, *argv[1:]], child_environment(layout))  # noqa: S606
