"""Reads for the pages about a person's own data, consents, requests and retention."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.retention import RetentionRule
from privacy.models import (
    AccessRequest,
    Consent,
    ConsentText,
    ErasureRequest,
    RetentionOverride,
    RetentionRun,
)
from privacy.querysets import AccessRequestQuerySet, ErasureRequestQuerySet
from privacy.registry import declarations, declared_by_package
from privacy.retention_rules import length_of, rules
from privacy.states import ConsentState

DAYS_A_YEAR = 365


def _in_words(days: int) -> str:
    years, odd_days = divmod(days, DAYS_A_YEAR)
    if days == 0:
        return _("Removed the following night")
    if odd_days == 0:
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


@dataclass(frozen=True)
class ConsentItem:
    """A text in its current version, and where the person stands towards it."""

    text: ConsentText
    state: ConsentState
    given_at: datetime | None


@dataclass(frozen=True)
class RetentionItem:
    """A rule in words, with the length in force and what it did last."""

    rule: RetentionRule
    declared_days: int
    keep_days: int
    last_run: RetentionRun | None

    @property
    def is_changed(self) -> bool:
        """Whether another length was chosen than the one that the software brings."""
        return self.keep_days != self.declared_days

    @property
    def kept_for(self) -> str:
        """The length in force, in words."""
        return _in_words(self.keep_days)

    @property
    def declared_for(self) -> str:
        """The length that the software brings, in words."""
        return _in_words(self.declared_days)


@dataclass(frozen=True)
class MyData:
    """What the page about a person's own data shows."""

    labels: list[str]
    copies: list[AccessRequest]
    is_copy_asked: bool
    erasure: ErasureRequest | None
    copy_days: int


def consent_items(person: User) -> list[ConsentItem]:
    """Return every text in its current version, by title."""
    standing = {
        consent.text.slug: consent
        for consent in Consent.objects.standing().filter(person=person).select_related("text")
    }
    items = [_item(text, standing.get(text.slug)) for text in ConsentText.objects.current()]
    return sorted(items, key=lambda item: item.text.title)


def consent_item(person: User, slug: str) -> ConsentItem | None:
    """Return one text in its current version; None if there is no such text."""
    return next((item for item in consent_items(person) if item.text.slug == slug), None)


def consent_state(person: User, slug: str) -> ConsentState:
    """Return where the person stands; a text that does not exist was not agreed to."""
    item = consent_item(person, slug)
    return item.state if item else ConsentState.NOT_GIVEN


def has_consent(person: User, slug: str) -> bool:
    """Whether the person agrees to what the text says now."""
    return consent_state(person, slug) is ConsentState.GIVEN


def retention_items() -> list[RetentionItem]:
    """Return every rule, lowest package first."""
    chosen = dict(RetentionOverride.objects.values_list("code", "keep_days"))
    newest = RetentionRun.objects.order_by("code", "-ran_at").distinct("code")
    runs = {run.code: run for run in newest}
    return [
        RetentionItem(
            rule=rule,
            declared_days=rule.keep_for.days,
            keep_days=length_of(rule, chosen.get(rule.code)).days,
            last_run=runs.get(rule.code),
        )
        for rule in rules()
    ]


@dataclass(frozen=True)
class PackageData:
    """What one package holds about people, in words, and for how long it says that it does."""

    package: str
    labels: tuple[str, ...]
    retention: tuple[RetentionItem, ...]


def data_by_package() -> list[PackageData]:
    """Return what each package declares that it holds about people, lowest package first."""
    items = retention_items()
    return [
        PackageData(
            package=package,
            labels=tuple(str(declared.label) for declared in declared_here),
            retention=tuple(one for one in items if one.rule.code.split(".")[0] == package),
        )
        for package, declared_here in declared_by_package().items()
    ]


def my_data(person: User) -> MyData:
    """Return what we hold about, by name only, and what the person asked for."""
    copies = list(
        AccessRequest.objects.filter(person=person).defer("archive").order_by("-asked_at")
    )
    return MyData(
        labels=[str(declared.label) for declared in declarations()],
        copies=copies,
        is_copy_asked=any(copy.state == AccessRequest.State.ASKED for copy in copies),
        erasure=open_erasure(person),
        copy_days=settings.DATA_COPY_DAYS,
    )


def open_erasure(person: User) -> ErasureRequest | None:
    """Return the wish to be erased that waits for its day."""
    waiting = ErasureRequest.objects.filter(person=person, state=ErasureRequest.State.ASKED)
    return waiting.first()


def copies_overseen_by(user: User) -> AccessRequestQuerySet:
    """Return the wishes for a copy in the officer's forces, newest first; never the copies."""
    wishes: AccessRequestQuerySet = AccessRequest.objects.overseen_by(user)
    return wishes.select_related("person", "force").defer("archive").order_by("-asked_at")


def erasures_overseen_by(user: User) -> ErasureRequestQuerySet:
    """Return the wishes to be erased in the officer's forces, newest first."""
    wishes: ErasureRequestQuerySet = ErasureRequest.objects.overseen_by(user)
    return wishes.select_related("person", "force").order_by("-asked_at")


def _item(text: ConsentText, standing: Consent | None) -> ConsentItem:
    if standing is None:
        return ConsentItem(text, ConsentState.NOT_GIVEN, None)
    is_current = standing.text_id == text.pk
    state = ConsentState.GIVEN if is_current else ConsentState.OUTDATED
    return ConsentItem(text, state, standing.given_at)
