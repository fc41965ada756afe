"""The rule about readers says the same of one page as of a whole query."""

from itertools import product

import pytest

from cms.models import GuidancePage, Marking
from cms.readership import Readability, Reader, Standing, allows, readability_of
from tests.factories.cms import GuidancePageFactory

MARKINGS = list(Marking)
AUDIENCES: list[list[str]] = [[], ["analyst"], ["cps_prosecutor"], ["analyst", "investigator"]]
READERS = [
    Reader(standing, role)
    for standing, role in product(Standing, ["", "analyst", "investigator", "cps_prosecutor"])
]


@pytest.mark.django_db
def test_the_query_and_the_predicate_agree_for_every_reader_and_page() -> None:
    for marking, public, for_cps, audience in product(
        MARKINGS, [False, True], [False, True], AUDIENCES
    ):
        # A sensitive page is never public, and always names its audience.
        if marking == Marking.OFFICIAL or (audience and not public):
            GuidancePageFactory(
                marking=marking, is_public=public, shared_with_cps=for_cps, audience_roles=audience
            )
    pages = list(GuidancePage.objects.all())
    assert len(pages) == 22
    for reader in READERS:
        shown = set(GuidancePage.objects.visible_to(reader).values_list("pk", flat=True))
        assert shown == {page.pk for page in pages if allows(reader, readability_of(page))}, reader


def _page(marking: Marking, *audience: str, public: bool = False, cps: bool = False) -> Readability:
    return Readability(marking, public, cps, audience)


def test_a_stranger_reads_public_pages_only() -> None:
    stranger = Reader(Standing.STRANGER)
    assert allows(stranger, _page(Marking.OFFICIAL, public=True))
    assert not allows(stranger, _page(Marking.OFFICIAL))
    assert not allows(stranger, _page(Marking.OFFICIAL, cps=True))


def test_a_guest_reads_what_is_shared_with_the_cps_and_nothing_else() -> None:
    guest = Reader(Standing.GUEST)
    assert allows(guest, _page(Marking.OFFICIAL, cps=True))
    assert not allows(guest, _page(Marking.OFFICIAL))
    assert not allows(guest, _page(Marking.OFFICIAL_SENSITIVE, "analyst", cps=True))
    assert allows(guest, _page(Marking.OFFICIAL_SENSITIVE, "cps_prosecutor", cps=True))


def test_an_insider_reads_a_sensitive_page_only_in_its_audience() -> None:
    assert allows(Reader(Standing.INSIDER, "analyst"), _page(Marking.OFFICIAL_SENSITIVE, "analyst"))
    assert not allows(
        Reader(Standing.INSIDER, "solo"), _page(Marking.OFFICIAL_SENSITIVE, "analyst")
    )
    assert not allows(Reader(Standing.INSIDER), _page(Marking.OFFICIAL_SENSITIVE))
    assert allows(Reader(Standing.INSIDER), _page(Marking.OFFICIAL))
