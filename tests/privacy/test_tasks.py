"""The sweep finds from the rows alone what is due, so a lost task costs time and nothing else."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from config.bootstrap.processes import Child
from config.schedule import SCHEDULE
from privacy import tasks
from privacy.due_rows import oldest_due
from privacy.models import AccessRequest, ErasureRequest
from privacy.services import ask_for_copy, ask_for_erasure
from tests.factories.accounts import UserFactory

PATIENCE_SECONDS = 120


def wait_until_settled() -> None:
    """Wait for the worker; a test that waits in vain fails on its own assertions."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        copies = AccessRequest.objects.filter(state=AccessRequest.State.ASKED)
        erasures = ErasureRequest.objects.filter(state=ErasureRequest.State.ASKED)
        if not copies.exists() and not erasures.exists():
            return
        time.sleep(0.1)


def test_a_worker_carries_out_what_the_sweep_finds(celery_worker_process: Child) -> None:
    copier, leaver = UserFactory.create_batch(2)
    long_ago = timezone.now() - timedelta(days=40)
    # Made without a task in the queue, as after a broker that forgot everything.
    AccessRequest.objects.create(person=copier, asked_at=long_ago, due_at=long_ago)
    ErasureRequest.objects.create(person=leaver, asked_at=long_ago, due_at=long_ago)
    tasks.sweep_requests()
    wait_until_settled()
    assert AccessRequest.objects.get().state == AccessRequest.State.READY
    assert ErasureRequest.objects.get().state == ErasureRequest.State.DONE
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_asking_for_a_copy_reaches_the_worker_without_a_sweep(
    celery_worker_process: Child,
) -> None:
    ask_for_copy(person=UserFactory.create(), now=timezone.now())
    wait_until_settled()
    assert AccessRequest.objects.get().state == AccessRequest.State.READY


@pytest.mark.django_db
def test_the_health_page_learns_what_has_been_waiting() -> None:
    now = timezone.now()
    assert oldest_due(now) is None
    ask_for_copy(person=UserFactory.create(), now=now - timedelta(hours=2))
    ask_for_erasure(person=UserFactory.create(), now=now - timedelta(days=30, hours=1))
    assert oldest_due(now) == now - timedelta(hours=2)


@pytest.mark.django_db
def test_tasks_may_run_twice() -> None:
    request = ask_for_copy(person=UserFactory.create(), now=timezone.now())
    tasks.build_copy(request.pk)
    tasks.build_copy(request.pk)
    request.refresh_from_db()
    assert request.state == AccessRequest.State.READY


@pytest.mark.django_db
def test_an_erasure_task_that_comes_too_early_does_nothing() -> None:
    person = UserFactory.create()
    request = ask_for_erasure(person=person, now=timezone.now())
    tasks.erase_person(request.pk)
    request.refresh_from_db()
    assert request.state == ErasureRequest.State.ASKED
    person.refresh_from_db()
    assert person.is_active


def test_beat_knows_the_sweeps_by_their_names() -> None:
    planned = {entry["task"] for entry in SCHEDULE.values()}
    assert {tasks.sweep_requests.name, tasks.purge_old_rows.name} <= planned
