"""The checks of one page: what holds it back, what deserves a look, and what to do about each."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.checking.case_details import (
    NOTHING_PUBLISHED,
    Found,
    Published,
    find_case_details,
)
from cms.checking.reading_age import reading_age
from cms.checking.texts import Piece, pieces_of
from cms.sameness import blocks_of

# Guidance for professionals who read it in a hurry; GOV.UK aims at 9 for everyone.
OLDEST_READER = 16
FILE_NAME = (".jpg", ".jpeg", ".png", ".gif", ".webp")


class Severity(Enum):
    """What a finding means for publishing."""

    NEVER = "never"  # may not even be saved
    BLOCKS = "blocks"  # a draft may have it, a submission not
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right: what, and what to do about it."""

    code: str
    severity: Severity
    message: "str | Promise"
    remedy: "str | Promise"

    @property
    def holds_back(self) -> bool:
        """Whether the page cannot be submitted or published with it."""
        return self.severity is not Severity.WARNS


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the checks know of a page: its saved state, and what was said about earlier findings."""

    state: Mapping[str, object]
    has_owner: bool
    next_review_on: date | None
    published: Published = NOTHING_PUBLISHED
    # Digests of findings that somebody explained.
    explained: Set[str] = frozenset()


def check_page(facts: PageFacts, today: date) -> list[Finding]:
    """Everything that is found on the page, the gravest first."""
    pieces = list(pieces_of(facts.state))
    found = [
        *_case_details(facts, pieces),
        *_owner(facts),
        *_alternatives(facts.state),
        *_review_date(facts.next_review_on, today),
        *_reading_age(pieces),
    ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def case_details_of(facts: PageFacts) -> list[Found]:
    """What looks like a case detail and has not been explained, each once."""
    return list({found.digest: found for _piece, found in _unexplained(facts)}.values())


def _unexplained(
    facts: PageFacts, pieces: list[Piece] | None = None
) -> Iterator[tuple[Piece, Found]]:
    for piece in pieces if pieces is not None else pieces_of(facts.state):
        # What stands in a support panel is there to be called.
        if "support_panel" in piece.path and "phone" in piece.path:
            continue
        for found in find_case_details(piece.text, facts.published):
            if found.digest not in facts.explained:
                yield piece, found


def _case_details(facts: PageFacts, pieces: list[Piece]) -> Iterator[Finding]:
    for _piece, found in _unexplained(facts, pieces):
        yield Finding(
            "case_detail",
            Severity.NEVER,
            _("“%(text)s” looks like %(kind)s.") % {"text": found.text, "kind": found.kind.label},
            _(
                "Take it out. If it is not a detail of a case, say why under “This change”, and "
                "save again."
            ),
        )


def _owner(facts: PageFacts) -> Iterator[Finding]:
    if not facts.has_owner:
        yield Finding(
            "no_owner",
            Severity.BLOCKS,
            _("The page has no owner."),
            _("Choose the person who keeps it right, under “About the page”."),
        )


def _alternatives(state: Mapping[str, object]) -> Iterator[Finding]:
    missing = sum(1 for alt in _alts(list(state.values())) if _says_nothing(alt))
    if missing:
        yield Finding(
            "no_alt",
            Severity.BLOCKS,
            ngettext_lazy(
                "A picture does not say what it shows.",
                "%(count)s pictures do not say what they show.",
                missing,
            )
            % {"count": missing},
            _("Describe it in words in the picture’s block, for those who do not see it."),
        )


def _alts(value: object) -> Iterator[str]:
    """The descriptions of all blocks that show a picture, empty ones included."""
    if isinstance(value, str):
        parsed = blocks_of(value)
        if parsed is not value:
            yield from _alts(parsed)
    elif isinstance(value, Mapping):
        if "image" in value and "alt" in value:
            yield str(value["alt"] or "")
        else:
            yield from _alts(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _alts(part)


def _says_nothing(alt: str) -> bool:
    """A description that is empty, or only the name of the file."""
    return not alt.strip() or alt.strip().casefold().endswith(FILE_NAME)


def _review_date(next_review_on: date | None, today: date) -> Iterator[Finding]:
    remedy = _("Set the day of the next review, under “About the page”.")
    if next_review_on is None:
        yield Finding(
            "no_review", Severity.WARNS, _("Nobody has said when to look at it again."), remedy
        )
    elif next_review_on <= today:
        yield Finding("review_past", Severity.WARNS, _("Its review date has passed."), remedy)


def _reading_age(pieces: list[Piece]) -> Iterator[Finding]:
    age = reading_age("\n".join(piece.text for piece in pieces if piece.is_prose))
    if age is not None and age > OLDEST_READER:
        yield Finding(
            "reading_age",
            Severity.WARNS,
            _("It reads like a text for people of %(age)s or older.") % {"age": age},
            _("Shorten the longest sentences first, then choose shorter words."),
        )
