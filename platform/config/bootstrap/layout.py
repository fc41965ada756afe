"""Where the bootstrap keeps things: all of it git-ignored, inside the project or in /var/tmp."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.problem import SetupError

LASTING_TEMPORARY_FOLDER = Path("/var/tmp")  # noqa: S108 -- each folder in it is made and checked by us


@dataclass(frozen=True)
class Layout:
    """The project's folders, from its root."""

    root: Path

    @property
    def state(self) -> Path:
        """Everything that a start leaves behind and the next one finds again."""
        return self.root / ".lodestar"

    @property
    def venv(self) -> Path:
        """The link to the environment in use."""
        return self.root / ".venv"

    @property
    def environments(self) -> Path:
        """One folder for each lock file; the newest complete one is in use."""
        return self.state / "environments"

    @property
    def requirements(self) -> Path:
        """The hashed lock that the environment is made from."""
        return self.root / "requirements-dev.txt"

    @property
    def frontend(self) -> Path:
        """The npm project that compiles styles and scripts."""
        return self.root / "platform" / "frontend"

    @property
    def logs(self) -> Path:
        """One file for each step and each process."""
        return self.state / "logs"

    @property
    def demo_data(self) -> Path:
        """What `--reset` removes, beside the database."""
        return self.state / "demo"

    def log(self, name: str) -> Path:
        """Return the path of a log by the name of its step."""
        return self.logs / f"{name}.log"

    def prepare(self) -> None:
        """Make the state folder; raise SetupError with the reason if it cannot be written."""
        try:
            self.state.mkdir(mode=0o700, exist_ok=True)
            self.logs.mkdir(exist_ok=True)
            probe = self.state / f"writable-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise SetupError(
                f"{self.state} cannot be written ({error.strerror}). "
                "Check who owns the project's folder."
            ) from error


def server_home(layout: Layout) -> Path:
    """Return the folder for PostgreSQL: PostgreSQL refuses root, and a user of its own may not
    reach the project, so root's lies in the system's lasting temporary folder."""
    if os.geteuid() != 0:
        return layout.state / "servers"
    name = hashlib.sha256(os.fsencode(layout.root)).hexdigest()[:12]
    return LASTING_TEMPORARY_FOLDER / f"lodestar-{name}"
