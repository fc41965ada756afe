"""Remembers what was built from what, so that a step runs again only when its sources changed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

LEFT_OUT = frozenset({"node_modules", "dist", "__pycache__", ".venv", ".lodestar"})


def files_below(folders: Iterable[Path], suffixes: frozenset[str] = frozenset()) -> Iterator[Path]:
    """Yield each file below the folders in a fixed order; suffixes empty means every file."""
    for folder in folders:
        for here, names, files in os.walk(folder):
            names[:] = sorted(set(names) - LEFT_OUT)
            for name in sorted(files):
                path = Path(here) / name
                if not suffixes or path.suffix in suffixes:
                    yield path


def digest(paths: Iterable[Path], root: Path) -> str:
    """Return a hash over the names (relative to root) and the contents of the files."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(
            f"{path.relative_to(root)}\0{len(content)}\0".encode("utf-8", "surrogateescape")
        )
        total.update(content)
    return total.hexdigest()


def is_current(stamp: Path, wanted: str) -> bool:
    """Tell whether the stamp was written for exactly this digest."""
    return stamp.is_file() and stamp.read_text().strip() == wanted


def write_stamp(stamp: Path, value: str) -> None:
    """Write the stamp whole or not at all: a stop in the middle must not look like success."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    fresh = stamp.with_name(f"{stamp.name}.new")
    fresh.write_text(f"{value}\n")
    fresh.replace(stamp)
