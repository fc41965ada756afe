"""Gathers what the checks of a page need to know, and what was found."""

from django.utils import timezone

from cms.checking.case_details import Found, Published, emails_in, phones_in
from cms.checking.page_checks import Finding, PageFacts, case_details_of, check_page
from cms.models import BasePage, CaseDetailReason, SupportService
from cms.sameness import Plain


def facts_of(page: BasePage, state: Plain | None = None) -> PageFacts:
    """What is known of the page; state is what a form holds, where that is newer."""
    reasons = CaseDetailReason.objects.filter(page=page.pk)
    return PageFacts(
        state=page.serializable_data() if state is None else state,
        has_owner=page.content_owner_id is not None,
        next_review_on=page.next_review_on,
        published=published_contacts(),
        explained=frozenset(reasons.values_list("digest", flat=True)),
    )


def findings_of(page: BasePage, state: Plain | None = None) -> list[Finding]:
    """What the checks find on the page as it stands."""
    return check_page(facts_of(page, state), timezone.localdate())


def unexplained_case_details(page: BasePage, state: Plain | None = None) -> list[Found]:
    """What looks like a detail of a case, and nobody has said why it is none."""
    return case_details_of(facts_of(page, state))


def published_contacts() -> Published:
    """The numbers and addresses that the directory of support names."""
    contacts = SupportService.objects.offered(timezone.localdate())
    rows = contacts.values_list("phone", "text_number", "how_to_reach")
    words = [text for row in rows for text in row if text]
    return Published(
        phones=frozenset(number for text in words for number in phones_in(text)),
        emails=frozenset(address for text in words for address in emails_in(text)),
    )
