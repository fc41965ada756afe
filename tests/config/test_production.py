"""Production starts for real, and refuses what would protect nobody."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from accounts.models import User
from config.bootstrap.checks import free_port
from config.bootstrap.processes import start_child, stop_child, wait_until
from organisation.models import Node, NodeKind
from tests.config.production import (
    PATIENCE,
    ROOT,
    get,
    production_environment,
    run_manage,
    start_celery,
    start_web,
)

pytestmark = pytest.mark.django_db(transaction=True)
DEMO_KEY = "demo-1:" + "A" * 43 + "="


def test_the_web_server_starts_and_says_that_it_lives_and_can_work(tmp_path: Path) -> None:
    env, port, log = production_environment(tmp_path), free_port(), tmp_path / "web.log"
    web = start_web(env, port, log)
    try:
        wait_until(lambda: get(port, "/health/live")[0] > 0, [web], seconds=PATIENCE, what="web")
        assert get(port, "/health/live") == (200, '{"status": "ok"}')
        status, body = get(port, "/health/ready")
        assert (status, json.loads(body)["status"]) == (200, "ok")
        assert get(port, "/accounts/login/")[0] == 301
        run_health_check_of_the_image(env, port, log)
    finally:
        stop_child(web, PATIENCE)
    assert web.process.returncode == 0


def run_health_check_of_the_image(env: Mapping[str, str], port: int, log: Path) -> None:
    """Run the very command of the Dockerfile against another port."""
    dockerfile = (ROOT / "platform" / "deploy" / "Dockerfile").read_text()
    line = next(line for line in dockerfile.splitlines() if "urllib.request" in line)
    command = json.loads(line.strip().removeprefix("CMD "))
    command[2] = command[2].replace(":8000", f":{port}")
    probe = start_child("probe", command, env=env, log=log, cwd=ROOT)
    assert probe.process.wait(PATIENCE) == 0, log.read_text()


def test_a_worker_starts_and_stops_in_order(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    worker = start_celery(
        production_environment(tmp_path),
        log,
        "worker",
        "--concurrency",
        "1",
        "--queues",
        "lodestar-production-test",
        "--loglevel",
        "INFO",
    )
    try:
        wait_until(
            lambda: "config.worker_ready" in log.read_text(),
            [worker],
            seconds=PATIENCE,
            what="worker",
        )
    finally:
        stop_child(worker, PATIENCE)
    assert worker.process.returncode == 0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"DEBUG": "1"}, "DEBUG"),
        ({"KEY_PROVIDER": None}, "KEY_PROVIDER"),
        ({"KEY_PROVIDER": "secret"}, "KEY_PROVIDER"),
        ({"ENCRYPTION_KEYS": None}, "ENCRYPTION_KEYS"),
        ({"ENCRYPTION_KEYS": DEMO_KEY}, "demo key"),
        ({"ENCRYPTION_KEYS": "2026-a:short"}, "default cannot be used"),
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "demo-only-key-that-production-refuses-to-start-with"}, "SECRET_KEY"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://somewhere/else"}, "DATABASE_URL"),
        ({"PUBLISHED_DATABASE_URL": None}, "PUBLISHED_DATABASE_URL"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"MEDIA_ROOT": None}, "MEDIA_ROOT"),
    ],
)
def test_an_unsafe_or_unfinished_set_up_is_refused_by_name(
    tmp_path: Path, changes: dict[str, str | None], reason: str
) -> None:
    done = run_manage(production_environment(tmp_path, **changes), "check")
    assert done.returncode != 0
    assert reason in done.stderr


@pytest.mark.parametrize("process", ["web", "worker", "beat"])
def test_no_process_starts_while_a_demo_account_is_open(tmp_path: Path, process: str) -> None:
    User.objects.create_user("officer@demo.example", first_name="Hannah", last_name="Okafor")
    env, log = production_environment(tmp_path), tmp_path / "log"
    child = (
        start_web(env, free_port(), log)
        if process == "web"
        else start_celery(env, log, process, *beat_options(process, tmp_path))
    )
    try:
        assert child.process.wait(PATIENCE) != 0
    finally:
        stop_child(child)
    assert "accounts.E001" in log.read_text()


def beat_options(process: str, folder: Path) -> list[str]:
    """Keep beat's files out of the project."""
    return ["--schedule", str(folder / "beat"), "--pidfile", ""] if process == "beat" else []


def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    env = production_environment(tmp_path)
    done = run_manage(env, "check", "--deploy", "--fail-level", "WARNING", "--database", "default")
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


def test_no_command_makes_an_environment_in_production(tmp_path: Path) -> None:
    env = production_environment(tmp_path, LODESTAR_ENV_READY=None)
    done = run_manage(env, "showmigrations", "--plan")
    assert done.returncode == 0
    assert "[ ]" not in done.stdout
    assert "Installing" not in done.stdout


def test_uploads_go_to_object_storage_when_a_bucket_is_named(tmp_path: Path) -> None:
    env = production_environment(
        tmp_path,
        OBJECT_STORAGE_BUCKET="lodestar",
        AWS_ACCESS_KEY_ID="x",
        AWS_SECRET_ACCESS_KEY="y",
        OBJECT_STORAGE_REGION="eu-west-2",
    )
    code = "from django.core.files.storage import default_storage as s; print(s.url('a.pdf'))"
    done = run_manage(env, "shell", "--no-imports", "--command", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("https://lodestar.s3.")
    assert "X-Amz-Expires=300" in done.stdout


def test_compose_gives_every_variable_that_production_demands(tmp_path: Path) -> None:
    compose = yaml.safe_load((ROOT / "platform" / "deploy" / "compose.yaml").read_text())
    given = compose["services"]["web"]["environment"]
    ours = production_environment(tmp_path)
    shell = {"PATH", "PYTHONPATH", "LODESTAR_ENV_READY", "DJANGO_SETTINGS_MODULE", "STATIC_ROOT"}
    env = {name: value for name, value in ours.items() if name in shell | set(given)}
    assert run_manage(env, "check").returncode == 0


def test_a_deployment_knows_the_forces_before_anything_starts(tmp_path: Path) -> None:
    compose = yaml.safe_load((ROOT / "platform" / "deploy" / "compose.yaml").read_text())
    services = compose["services"]
    for process in ("web", "worker", "beat"):
        assert services[process]["depends_on"] == {
            "reference": {"condition": "service_completed_successfully"}
        }
    done = run_manage(production_environment(tmp_path), *services["reference"]["command"][2:])
    assert (done.returncode, Node.objects.filter(kind=NodeKind.FORCE).count()) == (0, 43)


def test_the_database_logs_no_statement_and_no_row_that_failed() -> None:
    compose = yaml.safe_load((ROOT / "platform" / "deploy" / "compose.yaml").read_text())
    command = compose["services"]["database"]["command"]
    assert command[0] == "postgres"
    assert {"-clog_min_error_statement=panic", "-clog_error_verbosity=terse"} < set(command)


def test_the_example_names_every_variable_of_compose() -> None:
    folder = ROOT / "platform" / "deploy"
    named = {line.partition("=")[0] for line in (folder / "example.env").read_text().splitlines()}
    compose = (folder / "compose.yaml").read_text()
    wanted = {
        part.partition(":?")[0]
        for part in compose.split("${")[1:]
        if ":?" in part.partition("}")[0]
    }
    assert wanted - named == set()
