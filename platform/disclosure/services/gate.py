"""Has the auditor look at every draft before anything is written, and at every row afterwards.

This is the one place where engine and auditor meet: the auditor is given places, counts and
totals, and shares no code with what made them. The people it counts itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _

from disclosure.auditing import (
    Evidence,
    Figure,
    NarrowedError,
    Recount,
    audit,
    audit_together,
    check_counts,
    recount,
)
from disclosure.comparing import compare, displays_of, records_of
from disclosure.drafting import Draft
from disclosure.exceptions import AuditFailedError
from disclosure.figures import Gathered
from disclosure.models import Closing
from disclosure.threshold import LEAST_FOR_BANDS, LEAST_PEOPLE
from disclosure.tree import Tree


def pass_gate(tree: Tree, gathered: Gathered, drafts: Iterable[Draft]) -> None:
    """Raise AuditFailedError, which names the cell and no value, for the first refused draft."""
    for _measure, of_measure in groupby(drafts, key=attrgetter("measure")):
        try:
            _audit(tree, gathered, list(of_measure))
        except NarrowedError as error:
            # The auditor's own words hold counts: neither they nor their traceback leave here.
            raise _refusal(tree, error) from None


def pass_second_gate(tree: Tree, closing: Closing) -> None:
    """Raise AuditFailedError for the first row that shows other than the sealed record gives.

    Of rows and record as they lie in the database: what is looked at is what will be read.
    """
    try:
        compare(records_of(closing), displays_of(closing))
    except NarrowedError as error:
        raise _refusal(tree, error) from None


def _audit(tree: Tree, gathered: Gathered, drafts: Sequence[Draft]) -> None:
    everyone, *roles = [_evidence(tree, one) for one in drafts]
    for evidence in (everyone, *roles):
        check_counts(evidence, _people(gathered, evidence))
    bands = [evidence for one in drafts for evidence in _bands(tree, one)]
    for evidence in (everyone, *roles, *bands):
        audit(evidence)
    audit_together(everyone, roles)


def _people(gathered: Gathered, evidence: Evidence) -> Recount:
    """Have everyone counted again, or everyone of a role."""
    counted = [
        (one.ref, one.place_id)
        for one in gathered.contributions.get(evidence.measure, ())
        if evidence.role in ("", one.role)
    ]
    belonging = gathered.people
    if evidence.role:
        elsewhere = {one.ref for one in gathered.contributions.get(evidence.measure, ())}
        belonging = {
            ref: place_id
            for ref, place_id in gathered.people.items()
            if gathered.roles.get(ref) == evidence.role and ref not in elsewhere
        }
    return recount(belonging, counted)


def _evidence(tree: Tree, draft: Draft) -> Evidence:
    return Evidence(
        measure=draft.measure,
        role=draft.role,
        parents=tree.parents(),
        contributors=draft.contributors,
        members=draft.members,
        figures=tuple(Figure(one.place_id, one.people, one.total) for one in draft.exact),
        least=max(draft.least, LEAST_PEOPLE),
    )


def _bands(tree: Tree, draft: Draft) -> Iterator[Evidence]:
    """Yield each band as a measure of its own: whoever is in it scores 100, the others 0."""
    whole = _evidence(tree, draft)
    for code, exact in draft.bands.items():
        yield replace(
            whole,
            measure=f"{draft.measure} {code}",
            figures=tuple(Figure(one.place_id, one.people, one.total) for one in exact),
            least=max(whole.least, LEAST_FOR_BANDS),
        )


def _refusal(tree: Tree, error: NarrowedError) -> AuditFailedError:
    place = tree.places.get(error.place_id)
    reason = _("the auditor refused this figure, so nothing of the month was published")
    return AuditFailedError(error.measure, error.role, place.slug if place else "", reason)
