"""Closes a month: gathers, drafts, freezes, audited before and after; all of it or nothing."""

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.crypto.known_keys import settled_key
from core.events import record_event
from disclosure.drafting import Draft, Month, draft
from disclosure.exceptions import AuditFailedError, UnusablePeriodError
from disclosure.figures import FigureSource, Gathered
from disclosure.models import Closing
from disclosure.months import closes_on
from disclosure.noise import Label
from disclosure.services.failing import record_failure
from disclosure.services.freezing import freeze
from disclosure.services.gate import pass_gate, pass_second_gate
from disclosure.services.locks import lock_month
from disclosure.services.standing import settle_places, tree_of
from disclosure.services.thresholds import raised_thresholds
from disclosure.sources import source_of
from disclosure.tree import Tree

logger = logging.getLogger(__name__)

NOISE_RING = "disclosure-noise"


def close_period(*, collection: str, period: date, now: datetime) -> bool:
    """Close one month (its first day) of a collection; return False if it was closed already.

    Raises UnusablePeriodError before day 3 of the next month, AuditFailedError if nothing was
    published because the auditor refused a figure.
    """
    return close_month(source=source_of(collection), period=period, now=now)


def close_month(*, source: FigureSource, period: date, now: datetime) -> bool:
    """Close one month of a source, as close_period does of an installed one."""
    try:
        with transaction.atomic():
            lock_month(source.code, period)
            if _is_closed(source.code, period):
                return False
            _refuse_unusable(source, period, timezone.localdate(now))
            _close(source, period, now)
    except AuditFailedError as error:
        record_failure(collection=source.code, period=period, cell=error.cell, now=now)
        raise
    logger.info(
        "disclosure.month_closed", extra={"collection": source.code, "month": f"{period:%Y-%m}"}
    )
    return True


def _is_closed(collection: str, period: date) -> bool:
    closed = Closing.objects.filter(state=Closing.State.CLOSED)
    return closed.filter(collection=collection, period=period).exists()


def _refuse_unusable(source: FigureSource, period: date, today: date) -> None:
    first = source.first_period()
    if period.day != 1 or first is None or period < first:
        raise UnusablePeriodError(_("There is nothing to publish of this month."))
    if today < closes_on(period):
        raise UnusablePeriodError(
            _("This month can be closed from %(day)s.")
            % {"day": date_format(closes_on(period), "j F Y")}
        )


def _close(source: FigureSource, period: date, now: datetime) -> None:
    closing = _begin(source.code, period, now)
    tree = tree_of(period)
    gathered = settle_places(tree, source.gather(period))
    drafts = _drafts(source, period, tree, gathered)
    pass_gate(tree, gathered, drafts)
    cells = freeze(closing=closing, tree=tree, drafts=drafts)
    pass_second_gate(tree, closing)
    source.after_close(period)
    closing.state = Closing.State.CLOSED
    closing.save(update_fields=["state"])
    record_event(
        actor=None,
        action="disclosure.month_closed",
        force_id=None,
        target=f"disclosure.closing:{closing.public_id}",
        details={"collection": source.code, "period": period.isoformat(), "cells": cells},
    )


def _begin(collection: str, period: date, now: datetime) -> Closing:
    """Open the only door through which the database takes figures of the month."""
    closing, _created = Closing.objects.update_or_create(
        collection=collection,
        period=period,
        defaults={"state": Closing.State.CLOSING, "failed_cell": "", "closed_at": now},
    )
    return closing


def _drafts(source: FigureSource, period: date, tree: Tree, gathered: Gathered) -> list[Draft]:
    month = Month(
        tree=tree,
        gathered=gathered,
        raised=raised_thresholds(period),
        secret=settled_key(NOISE_RING),
        label=Label(source.code, period, measure=""),
    )
    return [made for measure in source.measures() for made in draft(measure, month)]
