"""Who reaches a page in which state, by every way there is: the rights of the readers, walked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.models import CustomDocument, CustomRendition, GuidancePage
from tests.cms.forces.conftest import WritingForce, make_force
from tests.factories.cms import (
    GuidancePageFactory,
    document_block,
    guidance_root,
    image_block,
    make_document,
    make_image,
)
from tests.support.readers import (
    ANALYST,
    ANONYMOUS,
    CPS,
    EVERYBODY,
    FORCE_EDITOR,
    INSIDE,
    NATIONAL,
    OF_FORCE,
    SECRET,
    SUPERUSER,
    browsers,
    shows,
)

pytestmark = pytest.mark.django_db

# Stands in the version that is still to come, and nowhere else.
NEWER = "Sesquipedalian"
SENSITIVE = {"marking": "official_sensitive", "audience_roles": ["analyst"]}
# Pictures and documents of a page that nobody reads are for those who write with them.
ROAMING = NATIONAL | {SUPERUSER}


@dataclass(frozen=True)
class Reached:
    """The page as it stands, with a document and a picture that it alone uses."""

    page: GuidancePage
    document: CustomDocument
    rendition: CustomRendition


Way = Callable[[Client, Reached], bool]


def is_served(client: Client, address: str) -> bool:
    """Whether the file itself is handed over."""
    answer = client.get(address)
    if answer.status_code == 200:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined] # a file response
    return answer.status_code == 200


def by_its_address(client: Client, reached: Reached) -> bool:
    return shows(client, reached.page.url)


def by_search(client: Client, reached: Reached) -> bool:
    # What was looked for is said again on the page: another word of the page is looked for.
    return shows(client, "/search/?q=procedure")


def by_a_list(client: Client, reached: Reached) -> bool:
    return shows(client, reached.page.get_parent().url)


def by_the_home_page(client: Client, reached: Reached) -> bool:
    return shows(client, "/home/")


def by_its_history(client: Client, reached: Reached) -> bool:
    return shows(client, f"/page/{reached.page.translation_key}/history/")


def by_its_document(client: Client, reached: Reached) -> bool:
    return is_served(client, reached.document.url)


def by_its_picture(client: Client, reached: Reached) -> bool:
    return is_served(client, reached.rendition.url)


def by_its_preview(client: Client, reached: Reached) -> bool:
    return shows(client, f"/cms/pages/{reached.page.pk}/view_draft/")


def by_a_sitemap(client: Client, reached: Reached) -> bool:
    return shows(client, "/sitemap.xml")


def by_a_feed(client: Client, reached: Reached) -> bool:
    return any(shows(client, address) for address in ("/feed/", "/guidance/feed/", "/rss.xml"))


# Searching, lists and histories are for people who have signed in, also those of public pages.
SIGNED_IN: tuple[Way, ...] = (by_search, by_a_list, by_its_history)
FILES: tuple[Way, ...] = (by_its_document, by_its_picture)
NOWHERE: tuple[Way, ...] = (by_a_sitemap, by_a_feed)


@pytest.fixture
def ours(db: None) -> WritingForce:
    """The force whose page a local one is."""
    return make_force("Our Police")


@pytest.fixture
def people(ours: WritingForce) -> dict[str, Client]:
    """A browser for each, in which they have signed in."""
    return browsers(ours, make_force("Their Police"))


# The fields of the page that make its state.
def make(**fields: object) -> Reached:
    """The page with its two files, put into its state."""
    document, image = make_document(), make_image()
    page = GuidancePageFactory(
        title=f"{SECRET} page",
        body=[
            {"type": "text", "value": f"<p>Invented {SECRET} about a procedure.</p>"},
            document_block(document),
            image_block(image),
        ],
        **fields,
    )
    return Reached(page, document, image.get_rendition("width-300"))


def make_local(ours: WritingForce, **fields: object) -> Reached:
    return make(parent=ours.place.section, force=ours.force, **fields)


def published(made: Reached) -> Reached:
    made.page.save_revision().publish()
    made.page.refresh_from_db()
    return made


def scheduled_of(made: Reached) -> Reached:
    """A page that has never been live goes live in three days."""
    made.page.go_live_at = timezone.now() + timedelta(days=3)
    published(made)
    assert (made.page.live, bool(made.page.approved_schedule)) == (False, True)
    return made


def expired_of(made: Reached) -> Reached:
    """A page that was live, with a version of it, until a minute ago."""
    published(made)
    GuidancePage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    made.page.refresh_from_db()
    assert (made.page.live, made.page.expired) == (False, True)
    return made


def draft(ours: WritingForce) -> Reached:
    return make(live=False)


def scheduled(ours: WritingForce) -> Reached:
    return scheduled_of(make(live=False))


def live(ours: WritingForce) -> Reached:
    return published(make())


def live_with_a_newer_one_to_come(ours: WritingForce) -> Reached:
    made = published(make())
    page = GuidancePage.objects.get(pk=made.page.pk)
    page.title, page.summary = NEWER, f"A procedure that is {NEWER}."
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    made.page.refresh_from_db()
    assert (made.page.title, bool(made.page.approved_schedule)) == (f"{SECRET} page", True)
    return made


def expired(ours: WritingForce) -> Reached:
    return expired_of(make())


def sensitive(ours: WritingForce) -> Reached:
    return published(make(**SENSITIVE))


def for_cps(ours: WritingForce) -> Reached:
    return published(make(shared_with_cps=True))


def public(ours: WritingForce) -> Reached:
    return published(make(is_public=True))


def local(ours: WritingForce) -> Reached:
    return published(make_local(ours))


def local_draft(ours: WritingForce) -> Reached:
    return make_local(ours, live=False)


def local_scheduled(ours: WritingForce) -> Reached:
    return scheduled_of(make_local(ours, live=False))


def local_expired(ours: WritingForce) -> Reached:
    return expired_of(make_local(ours))


def local_sensitive(ours: WritingForce) -> Reached:
    return published(make_local(ours, **SENSITIVE))


NOBODY: frozenset[str] = frozenset()
WRITING_LOCALLY = ROAMING | {FORCE_EDITOR}
# State: who reads it, who sees it as those who write do. Files: those, and whoever goes everywhere.
STATES: dict[Callable[[WritingForce], Reached], tuple[frozenset[str], frozenset[str]]] = {
    draft: (NOBODY, ROAMING),
    scheduled: (NOBODY, ROAMING),
    live: (INSIDE, ROAMING),
    live_with_a_newer_one_to_come: (INSIDE, ROAMING),
    expired: (NOBODY, ROAMING),
    sensitive: (NATIONAL | {ANALYST}, ROAMING),
    for_cps: (INSIDE | {CPS}, ROAMING),
    public: (EVERYBODY, ROAMING),
    local: (OF_FORCE, WRITING_LOCALLY),
    local_draft: (NOBODY, WRITING_LOCALLY),
    local_scheduled: (NOBODY, WRITING_LOCALLY),
    local_expired: (NOBODY, WRITING_LOCALLY),
    local_sensitive: (NATIONAL | {FORCE_EDITOR, ANALYST}, WRITING_LOCALLY),
}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_page_is_reached_by_those_who_may_read_it_and_by_no_way_by_others(
    state: Callable[[WritingForce], Reached], ours: WritingForce, people: dict[str, Client]
) -> None:
    readers, writers = STATES[state]
    reached = state(ours)
    wanted = {by_its_address.__name__: readers}
    wanted |= {way.__name__: readers | ROAMING for way in FILES}
    wanted |= {way.__name__: frozenset() for way in NOWHERE}
    wanted |= {by_its_preview.__name__: writers}
    ways = (by_its_address, *SIGNED_IN, *FILES, *NOWHERE, by_its_preview)
    found = {
        way.__name__: frozenset(name for name, client in people.items() if way(client, reached))
        for way in ways
    }
    wanted |= {way.__name__: readers - {ANONYMOUS} for way in SIGNED_IN}
    # The list is a page that is not public itself.
    wanted[by_a_list.__name__] -= {SUPERUSER}
    assert found == wanted


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_the_home_page_names_a_page_to_its_readers_alone(
    state: Callable[[WritingForce], Reached], ours: WritingForce, people: dict[str, Client]
) -> None:
    readers, _writers = STATES[state]
    reached = state(ours)
    found = {name for name, client in people.items() if by_the_home_page(client, reached)}
    assert found == readers - {ANONYMOUS, SUPERUSER}


def test_words_that_are_still_to_come_are_for_those_who_write(
    ours: WritingForce, people: dict[str, Client]
) -> None:
    reached = live_with_a_newer_one_to_come(ours)
    page, key = reached.page, reached.page.translation_key
    for address in (page.url, page.get_parent().url, "/search/?q=procedure", "/home/"):
        for name, client in people.items():
            assert NEWER not in client.get(address).content.decode(), (address, name)
    for name, client in people.items():
        assert NEWER not in client.get(f"/page/{key}/history/").content.decode(), name
        seen = NEWER in client.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()
        assert seen == (name in ROAMING), name


def test_the_way_back_of_a_page_that_nobody_reads_is_kept_for_those_who_write(
    ours: WritingForce, people: dict[str, Client]
) -> None:
    reached = draft(ours)
    assert reached.page.get_parent().pk == guidance_root().pk
    seen = {
        name
        for name, client in people.items()
        if shows(client, f"/cms/pages/{reached.page.pk}/history/")
    }
    assert seen == ROAMING
    assert PageLogEntry.objects.filter(page=reached.page.pk).count() <= 1
