"""Installs the hashed lock into a new environment: with uv, with uv fetched by pip, or with pip."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.bootstrap.layout import Layout
from config.bootstrap.problem import SetupError
from config.bootstrap.processes import run_logged

UV_LOCK = Path(__file__).with_name("uv-requirements.txt")
NETWORK_WORDS = (
    "connection",
    "could not find a version",
    "dns error",
    "error sending request",
    "failed to fetch",
    "getaddrinfo",
    "max retries",
    "name resolution",
    "network",
    "newconnectionerror",
    "timed out",
    "enotfound",
    "econnrefused",
    "etimedout",
    "eai_again",
    "client error (connect)",
)


def install(layout: Layout, target: Path) -> None:
    """Make target and install every package of the lock; raise SetupError with the log's path."""
    log = layout.log("packages")
    uv = find_uv(layout)
    if uv is not None:
        commands = uv_commands(uv, layout, target)
    else:
        require_pip()
        commands = pip_commands(layout, target)
    for number, command in enumerate(commands, 1):
        part = log.with_name(f"packages-{number}.log")
        if not run_logged(
            "the installer", command, env=quiet(os.environ), log=part, cwd=layout.root
        ):
            raise SetupError(explain("The Python packages could not be installed", part))


def find_uv(layout: Layout) -> Path | None:
    """Return a uv that works: the system's, or one fetched by pip; None if there is neither."""
    log = layout.log("uv")
    on_path = shutil.which("uv")
    fetched = layout.state / "tools" / "uv"
    for program in (Path(on_path) if on_path else None, fetched / "bin" / "uv"):
        if program is not None and program.exists() and works(program, layout, log):
            return program
    if importlib.util.find_spec("pip") is None:
        return None
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "1",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--upgrade",
        "--target",
        fetched,
        "-r",
        UV_LOCK,
    ]
    ok = run_logged("pip", command, env=quiet(os.environ), log=log, cwd=layout.root)
    return fetched / "bin" / "uv" if ok else None


def works(program: Path, layout: Layout, log: Path) -> bool:
    """Tell whether it starts: a version manager may leave a shim with nothing behind it."""
    return run_logged("uv", [program, "--version"], env=os.environ, log=log, cwd=layout.root)


def uv_commands(uv: Path, layout: Layout, target: Path) -> list[Sequence[str | Path]]:
    """Return the two commands of uv."""
    return [
        [uv, "venv", "--quiet", "--no-project", "--python", sys.executable, target],
        [
            uv,
            "pip",
            "install",
            "--quiet",
            "--python",
            target / "bin" / "python",
            "--require-hashes",
            "-r",
            layout.requirements,
        ],
    ]


def pip_commands(layout: Layout, target: Path) -> list[Sequence[str | Path]]:
    """Return the two commands of the standard library's venv and its pip."""
    return [
        [sys.executable, "-m", "venv", target],
        [
            target / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
            "--retries",
            "2",
            "--require-hashes",
            "-r",
            layout.requirements,
        ],
    ]


def require_pip() -> None:
    """Raise SetupError if this Python can make no environment with pip in it."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            "This Python has neither pip nor venv. Install them (on Debian: apt install "
            "python3-venv python3-pip) or uv, and start again."
        )


def quiet(env: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would send the installers elsewhere."""
    left_out = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"}
    kept = {name: value for name, value in env.items() if name not in left_out}
    # Forces' networks often look into encrypted traffic: the certificates that the machine
    # trusts count, and not a list that the installer brings.
    return {"UV_SYSTEM_CERTS": "true", **kept}


def explain(what: str, log: Path) -> str:
    """Return one line that tells a registry out of reach from other failures, and the log."""
    text = log.read_text(errors="replace").lower() if log.is_file() else ""
    if "no space left" in text or "os error 28" in text or "enospc" in text:
        reason = "the disk is full"
    elif any(word in text for word in NETWORK_WORDS):
        reason = "the package registry cannot be reached"
    else:
        reason = "the installer failed"
    return f"{what}: {reason}. What was there before still works. The whole story is in {log}"
