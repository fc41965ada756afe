"""A file of people through the page, the broker and a real worker, as on the day."""

import time
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, User
from audit.models import AuditEvent
from config.bootstrap.processes import Child
from organisation.models import ImportRun, Membership, Node, Role
from tests.factories.organisation import MembershipFactory, RankFactory, TeamFactory, person_in
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 300
PATIENCE_SECONDS = 120
State = ImportRun.State


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < end, list(ImportRun.objects.values_list("state", "message"))
        time.sleep(0.1)


def has_come_to(state: ImportRun.State) -> Callable[[], bool]:
    return lambda: ImportRun.objects.get().state == state


def upload(client: Client, lines: list[str]) -> str:
    file = SimpleUploadedFile("people.csv", "\n".join(lines).encode())
    answer = client.post("/organisation/people/imports/", {"file": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def joiners(team: Node) -> list[str]:
    heading = "email,first_name,last_name,service_number,rank,rasso_role,place,started_on,ended_on"
    rank = RankFactory().short
    row = "new{0}@x.example,Ann,Cole,J{0},{1},solo,{2},2026-01-05,"
    return [heading, *(row.format(number, rank, team.slug) for number in range(ROWS))]


def test_a_worker_checks_and_applies_a_file_and_signs_the_leaver_out(
    celery_worker_process: Child,
) -> None:
    team = TeamFactory()
    client = signed_in(person_in(team, Role.FORCE_ADMIN))
    leaver: User = MembershipFactory(node=team).person
    theirs = signed_in(leaver)
    leaving = f"{leaver.email},,,,,,,,{timezone.localdate()}"

    address = upload(client, [*joiners(team), leaving])
    wait_until(has_come_to(State.CHECKED))
    assert Membership.objects.count() == 2
    assert theirs.get("/notifications/").status_code == 200

    assert client.post(f"{address}apply/")["Location"] == address
    wait_until(has_come_to(State.APPLIED))

    run = ImportRun.objects.get()
    assert (run.joiners, run.leavers, run.processed) == (ROWS, 1, ROWS + 1)
    assert User.objects.filter(email__startswith="new").count() == ROWS
    assert theirs.get("/notifications/").status_code == 302
    assert "Applied" in client.get(address).content.decode()
    assert AuditEvent.objects.filter(action="organisation.import_applied").count() == 1
    # The worker also sends what the import made due: nobody waits for the hourly sweep.
    wait_until(Invitation.objects.filter(state=Invitation.State.SENT).exists)
    assert "@x.example" not in celery_worker_process.log.read_text()
