"""`manage.py test`: pytest with everything it needs, on servers that are thrown away afterwards."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from config.bootstrap.checks import require_room
from config.bootstrap.frontend import ensure_front_end
from config.bootstrap.layout import Layout
from config.bootstrap.processes import PATIENCE, stopping_on_signals
from config.bootstrap.progress import say
from config.bootstrap.servers import running_servers, throwaway_cluster

NEEDED_MEBIBYTES = 1000
MOST_WORKERS = 4
# With one of these the person wants one process, or has chosen the number.
CHOOSES_WORKERS = ("-n", "--numprocesses", "--pdb", "--trace", "--collect-only", "--co")


def run(layout: Layout, arguments: Sequence[str]) -> int:
    """Run the tests and return pytest's own exit code."""
    require_room(layout.root, NEEDED_MEBIBYTES, "the tests")
    with stopping_on_signals():
        say("Lodestar: preparing the tests")
        ensure_front_end(layout)
        shutil.rmtree(layout.state / "test-media", ignore_errors=True)
        valkey = layout.state / f"tests-{os.getpid()}-valkey"
        log = layout.log(valkey.name)
        try:
            with (
                throwaway_cluster(layout) as cluster,
                running_servers(cluster, valkey, log) as servers,
            ):
                env = environment_for_tests(servers.database_url, servers.redis_url)
                return run_pytest(layout, [*workers(arguments), *arguments], env)
        finally:
            shutil.rmtree(valkey, ignore_errors=True)
            log.unlink(missing_ok=True)


def workers(arguments: Sequence[str]) -> list[str]:
    """Return pytest-xdist's options: a worker for each core unless the person chose."""
    if any(argument.startswith(CHOOSES_WORKERS) for argument in arguments):
        return []
    return ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS)), "--dist", "worksteal"]


def environment_for_tests(database_url: str, redis_url: str) -> dict[str, str]:
    """Return the environment of the tests."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
    }


def run_pytest(layout: Layout, arguments: Sequence[str], env: dict[str, str]) -> int:
    """Run pytest in the terminal; on a stop signal it may finish its report first."""
    process = subprocess.Popen(  # noqa: S603 -- our own Python
        [sys.executable, "-m", "pytest", *arguments], cwd=layout.root, env=env
    )
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
