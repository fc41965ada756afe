"""What search keeps of pages between two searches is never older than the pages are."""

from collections.abc import Callable
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection, transaction

from cms.models import BasePage, ContentChange, GuidancePage, HomePage
from cms.readership import Reader, Standing
from cms.search.catalogue import Listed, address_of
from cms.search.filters import Facet, mark
from cms.selectors.catalogue import current_catalogue
from cms.services import forget_old_changes
from organisation.models import Node
from tests.factories.cms import GuidancePageFactory, SectionIndexPageFactory
from tests.factories.learning import make_module
from tests.factories.organisation import ForceFactory

pytestmark = pytest.mark.django_db

EDITOR = Reader(Standing.EDITOR)


def listed(page: BasePage) -> Listed:
    return current_catalogue().pages[page.pk]


def title_of(page: BasePage) -> str:
    return listed(page).title


def past_every_service(page: BasePage, column: str, value: str | bool) -> None:
    """Change a column as a program would that knows nothing of ours."""
    table = "wagtailcore_page" if column == "live" else "cms_basepage"
    key = "id" if column == "live" else "page_ptr_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE {key} = %s",  # noqa: S608 -- names of ours
            [value, page.pk],
        )


def retitle(page: GuidancePage) -> None:
    page.title = "Orangery"
    page.save_revision().publish()


def move(page: GuidancePage) -> None:
    page.move(SectionIndexPageFactory(title="Elsewhere"), pos="last-child")


CHANGES: dict[str, Callable[[GuidancePage], None]] = {
    "a new title": retitle,
    "another place": move,
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete() and None,
    "hidden past the services": lambda page: past_every_service(page, "live", False),
    "marked past the services": lambda page: past_every_service(
        page, "marking", "official_sensitive"
    ),
    "shared past the services": lambda page: past_every_service(page, "shared_with_cps", True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_the_catalogue_is_read_anew(change: Callable[[GuidancePage], None]) -> None:
    page = GuidancePageFactory(title="Glasshouse")
    before = current_catalogue()
    assert page.pk in before.pages
    change(page)
    after = current_catalogue()
    assert (after.pages.get(page.pk), after.keys) != (before.pages[page.pk], before.keys)
    assert after.pages.keys() == set(live_keys())


def live_keys() -> list[int]:
    live = BasePage.objects.live().exclude(pk__in=HomePage.objects.values("pk"))
    return list(live.values_list("pk", flat=True))


def test_while_nothing_changes_and_while_drafts_are_written_it_is_kept() -> None:
    page = GuidancePageFactory(title="Glasshouse")
    kept = current_catalogue()
    assert current_catalogue() is kept
    page.title = "Orangery"
    page.save_revision()
    assert current_catalogue() is kept


def test_a_change_that_is_taken_back_leaves_no_trace() -> None:
    page = GuidancePageFactory(title="Glasshouse")
    with transaction.atomic():
        retitle(page)
        assert title_of(page) == "Orangery"
        transaction.set_rollback(True)
    assert title_of(page) == "Glasshouse"


def test_two_changes_of_which_the_first_was_taken_back_are_not_one() -> None:
    page = GuidancePageFactory(title="Glasshouse")
    # So many that the new ones are hardly ever the first or the last.
    ContentChange.objects.bulk_create(ContentChange(token=uuid4()) for _ in range(200))
    for title in ("Orangery", "Palm house", "Fernery"):
        with transaction.atomic():
            BasePage.objects.filter(pk=page.pk).update(title=title)
            assert title_of(page) == title
            transaction.set_rollback(True)


def test_a_force_that_is_given_another_name_in_addresses_is_filtered_by_it() -> None:
    gwent = ForceFactory()
    page = GuidancePageFactory(force=gwent)
    current_catalogue()
    Node.objects.filter(pk=gwent.pk).update(slug="renamed")
    assert mark(Facet.FORCE, "renamed") in listed(page).facts


def test_when_no_change_is_known_of_nothing_is_kept() -> None:
    page = GuidancePageFactory(title="Glasshouse")
    ContentChange.objects.all().delete()
    first = current_catalogue()
    assert page.pk in first.pages
    assert current_catalogue() is not first


def test_forgetting_old_changes_leaves_one_and_reads_anew_once() -> None:
    GuidancePageFactory(title="Glasshouse")
    before = current_catalogue()
    forget_old_changes()
    assert ContentChange.objects.count() == 1
    assert current_catalogue() is not before
    assert current_catalogue() is current_catalogue()


def test_it_says_the_same_of_every_reader_as_the_query_does() -> None:
    gwent = ForceFactory()
    for force, audience, for_cps in product(
        (None, gwent), ([], ["analyst"], ["cps_prosecutor"]), (False, True)
    ):
        common = {"force": force, "audience_roles": audience, "shared_with_cps": for_cps}
        GuidancePageFactory(**common)
        GuidancePageFactory(**common, is_public=True)
        if audience:
            GuidancePageFactory(**common, marking="official_sensitive")
    home = set(HomePage.objects.values_list("pk", flat=True))
    for standing, role, force_id, writes in product(
        Standing, ("", "analyst", "cps_prosecutor"), (None, gwent.pk), (False, True)
    ):
        reader = Reader(standing, role, force_id, frozenset({gwent.pk} if writes else ()))
        shown = set(BasePage.objects.visible_to(reader).values_list("pk", flat=True)) - home
        assert current_catalogue().readable_by(reader) == shown, reader


def test_a_line_of_a_list_has_the_address_and_the_sections_of_its_page() -> None:
    section = SectionIndexPageFactory(title="Ports")
    local = GuidancePageFactory(force=ForceFactory())
    pages: list[BasePage] = [GuidancePageFactory(parent=section), section, make_module(), local]
    for page in pages:
        found = listed(page)
        assert address_of(found) == page.url
        assert found.marking_name == page.get_marking_display()
        assert found.is_sensitive is page.is_sensitive
    catalogue = current_catalogue()
    everything = catalogue.readable_by(EDITOR)
    assert catalogue.trail(pages[0].path, everything)[-1] == "Ports"
    assert "Ports" not in catalogue.trail(pages[0].path, everything - {section.pk})
