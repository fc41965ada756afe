"""Something that officers are told of and the mails about it, for tests of what is told when."""

from datetime import date, timedelta
from typing import Any

import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage
from core.notification_kinds import Category
from learning.notification_kinds import (
    CONFIRM_OVERDUE,
    CONFIRM_SOON,
    DUE_SOON,
    MODULE_CHANGED,
    OVERDUE,
    PAGE_CHANGED,
)
from learning.tasks import announce, remind
from notifications.models import CategoryChoice, Delivery, Digest, Notification
from notifications.services.deliver import deliver_notification
from notifications.services.digest import deliver_digest, gather_digests
from notifications.states import State
from tests.factories.changes import make_changed_page, publish_change
from tests.factories.learning import complete, make_module

TITLE = "Zibberwick"
# How many days after the change each kind is told.
OF_PAGES = {PAGE_CHANGED: 0, CONFIRM_SOON: 15, CONFIRM_OVERDUE: 29}
OF_MODULES = {MODULE_CHANGED: 0, DUE_SOON: 15, OVERDUE: 29}
KINDS = [*OF_PAGES, *OF_MODULES]


# fields: whatever the test wants of the page or module
def tell(kind: str, person: User, clock: time_machine.Traveller, **fields: Any) -> BasePage:
    """Tell the person, by the task that does it, of a page or module that changed for them."""
    page = _changed_page(**fields) if kind in OF_PAGES else _changed_module(person, **fields)
    days = {**OF_PAGES, **OF_MODULES}[kind]
    if days:
        clock.shift(timedelta(days=days))
        remind()
    else:
        announce()
    assert Notification.objects.get(recipient=person).kind == kind
    return page


def _changed_page(**fields: Any) -> BasePage:  # of the page
    page: BasePage = make_changed_page(TITLE, **fields).page.specific
    return page


def _changed_module(person: User, **fields: Any) -> BasePage:  # of the module
    module = make_module(TITLE, **fields)
    complete(person, module, date(2026, 2, 1))
    publish_change(module)
    return module


def choose(person: User, choice: CategoryChoice.Choice) -> None:
    """Let the person want mail about learning and guidance in this way."""
    for category in (Category.LEARNING, Category.GUIDANCE):
        CategoryChoice.objects.create(person=person, category=category, choice=choice)


def send_what_is_due() -> list[str]:
    """Do what the workers do now, and return the words of every mail that has gone so far."""
    now = timezone.now()
    for delivery in Delivery.objects.filter(state=State.WAITING):
        deliver_notification(delivery_id=delivery.pk, now=now)
    gather_digests(now=now)
    for digest in Digest.objects.filter(state=State.WAITING):
        deliver_digest(digest_id=digest.pk, now=now)
    return [f"{message.subject} {message.body}" for message in mail.outbox]
