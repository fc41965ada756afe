"""Links of pages and of the directory are found, asked about, and told to who keeps them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from accounts.models import User
from cms.links.finding import links_of_page
from cms.models import GuidancePage, LinkCheck, LinkPlace, Marking, SupportService
from cms.notification_kinds import LINKS_BROKEN
from cms.selectors.links import broken_links_of, broken_links_within_reach_of
from cms.services.links import (
    check_due_links,
    check_links_inside,
    gather_links,
    note_links_of_service,
)
from notifications.models import Notification
from organisation.models import Node, Role
from tests.cms.conftest import SignIn, holder_of
from tests.cms.directory.servers import WebServer, web_server
from tests.factories.cms import GuidancePageFactory, make_document
from tests.factories.learning import make_module
from tests.factories.support_services import SupportServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_directory")]

NOW = datetime(2099, 1, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)
State = LinkCheck.State


@pytest.fixture
def server(settings: Settings) -> Iterator[WebServer]:
    """A server that the check may ask."""
    settings.LINK_CHECKS_EXTERNAL = True
    with web_server() as started:
        settings.LINK_CHECK_OWN_SERVERS |= {started.name}
        yield started


# A stream takes what it stores; its field has no types.
def words(html: str) -> Any:
    return [{"type": "text", "value": f"<p>{html}</p>"}]


def page_with(html: str, **fields: object) -> GuidancePage:
    made: GuidancePage = GuidancePageFactory(body=words(html), **fields)
    return made


def told(person: User) -> int:
    return Notification.objects.filter(recipient=person, kind=LINKS_BROKEN).count()


def link_to(url: str) -> LinkCheck:
    return LinkCheck.objects.get(url=url)


def test_links_are_found_in_text_references_and_parts_of_a_page() -> None:
    target = GuidancePageFactory()
    document = make_document()
    page = page_with(
        f'<a href="https://a.example/x?y=1&amp;z=2#part">a</a> <a href="mailto:a@b.example">m</a>'
        f'<a linktype="page" id="{target.pk}">p</a> <a href="/guidance/">g</a>'
        f'<a linktype="document" id="{document.pk}">d</a> <a href="#here">h</a>'
        "and https://not.a.link.example/ in running text",
        references=[
            {
                "type": "reference",
                "value": {"title": "Source", "url": "https://b.example/source"},
            }
        ],
    )
    assert links_of_page(page) == {
        "https://a.example/x?y=1&z=2",
        "https://b.example/source",
        "/guidance/",
        f"page:{target.pk}",
        f"document:{document.pk}",
    }


def test_links_in_the_sections_of_a_module_are_found() -> None:
    module = make_module()
    section = module.sections.first()
    section.body = words('<a href="https://s.example/">s</a>')
    section.save()
    assert "https://s.example/" in links_of_page(Page.objects.get(pk=module.pk).specific)


def test_publishing_notes_links_and_unpublishing_forgets_where_they_stood() -> None:
    page = page_with("nothing yet")
    page.body = words('<a href="https://a.example/">a</a>')
    page.save_revision().publish()
    assert [place.page_id for place in link_to("https://a.example/").places.all()] == [page.pk]
    page.unpublish()
    assert not LinkPlace.objects.exists()
    gather_links()
    assert not LinkCheck.objects.exists()


def test_gathering_twice_keeps_one_row_a_link_and_a_place() -> None:
    for _ in range(2):
        page_with('<a href="https://a.example/">a</a> <a href="https://a.example/#b">b</a>')
    gather_links()
    gather_links()
    assert (LinkCheck.objects.count(), LinkPlace.objects.count()) == (1, 2)


def test_the_sites_own_name_makes_a_link_an_inner_one(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://lodestar.example"
    page_with('<a href="https://lodestar.example/support/?kind=sarc">s</a>')
    gather_links()
    assert link_to("/support/?kind=sarc").host == ""
    assert check_links_inside(now=NOW) == 0


def test_a_link_is_broken_after_failing_on_three_days_and_its_owner_is_told_once(
    server: WebServer, editor: User
) -> None:
    url = server.on("/page", 404)
    page_with(f'<a href="{url}">a</a>', content_owner=editor)
    gather_links()
    for hour in (0, 1, 2):
        LinkCheck.objects.update(due_at=NOW)
        assert check_due_links(now=NOW + timedelta(hours=hour)) == 1
    assert (link_to(url).fails, link_to(url).state) == (1, State.FAILING)
    check_due_links(now=NOW + 2 * DAY)
    assert (link_to(url).fails, link_to(url).state, told(editor)) == (2, State.FAILING, 0)
    check_due_links(now=NOW + 4 * DAY)
    assert (link_to(url).state, link_to(url).reason, told(editor)) == (State.BROKEN, "refused", 1)
    check_due_links(now=NOW + 6 * DAY)
    assert told(editor) == 1
    server.on("/page", 200)
    check_due_links(now=NOW + 8 * DAY)
    assert (link_to(url).state, link_to(url).fails, link_to(url).broken_since) == (
        State.WORKS,
        0,
        None,
    )


def test_what_works_is_asked_again_after_a_week(server: WebServer) -> None:
    url = server.on("/page", 200)
    page_with(f'<a href="{url}">a</a>')
    gather_links()
    check_due_links(now=NOW)
    assert link_to(url).state == State.WORKS
    assert check_due_links(now=NOW + 6 * DAY) == 0
    assert check_due_links(now=NOW + 7 * DAY) == 1
    assert len(server.asked) == 2


def test_one_host_is_asked_once_and_then_left_alone_for_a_while(
    server: WebServer, settings: Settings
) -> None:
    settings.LINK_CHECK_HOST_SECONDS = 300
    links = "".join(f'<a href="{server.on(f"/{n}", 200)}">a</a>' for n in range(3))
    page_with(links)
    gather_links()
    asked = [check_due_links(now=NOW + timedelta(seconds=at)) for at in (0, 60, 299, 300, 601)]
    assert asked == [1, 0, 0, 1, 1]
    assert len({path for _method, path, _agent in server.asked}) == 3


def test_a_sweep_asks_no_more_than_its_share(server: WebServer, settings: Settings) -> None:
    with web_server("127.0.0.2") as second:
        settings.LINK_CHECK_OWN_SERVERS |= {second.name}
        page_with(f'<a href="{server.on("/", 200)}">a</a> <a href="{second.on("/", 200)}">b</a>')
        gather_links()
        assert [check_due_links(now=NOW, limit=1) for _ in range(3)] == [1, 1, 0]


def test_when_nobody_answers_at_all_no_link_is_blamed(settings: Settings) -> None:
    settings.LINK_CHECKS_EXTERNAL = True
    for last in (4, 5, 6):
        with web_server(f"127.0.0.{last}") as gone:
            settings.LINK_CHECK_OWN_SERVERS |= {gone.name}
        page_with(f'<a href="{gone.url()}">a</a>')
    gather_links()
    assert check_due_links(now=NOW) == 0
    assert set(LinkCheck.objects.values_list("fails", flat=True)) == {0}


def test_switched_off_nobody_is_asked_and_the_list_says_so(
    server: WebServer, settings: Settings, editor: User, sign_in: SignIn
) -> None:
    settings.LINK_CHECKS_EXTERNAL = False
    page_with(f'<a href="{server.on("/page", 404)}">a</a>')
    gather_links()
    assert check_due_links(now=NOW) == 0
    assert server.asked == []
    words = "Links to other sites are not checked here."
    client = sign_in(editor)
    assert words in client.get("/cms/broken-links/").content.decode()
    settings.LINK_CHECKS_EXTERNAL = True
    assert words not in client.get("/cms/broken-links/").content.decode()


def test_an_address_of_our_own_network_counts_as_broken_in_the_end(
    settings: Settings, editor: User
) -> None:
    settings.LINK_CHECKS_EXTERNAL = True
    page_with('<a href="http://169.254.169.254/latest/">a</a>', content_owner=editor)
    gather_links()
    for days in (0, 1, 2):
        check_due_links(now=NOW + days * DAY + timedelta(hours=days))
    found = broken_links_of(editor)
    assert [link.reason for link in found] == ["The address is not one that a reader could open"]


def test_links_within_the_site_are_looked_up_in_the_tree(editor: User) -> None:
    live, draft = GuidancePageFactory(), GuidancePageFactory(live=False)
    gone = GuidancePageFactory()
    key = gone.pk
    page_with(
        f'<a linktype="page" id="{live.pk}">1</a> <a linktype="page" id="{draft.pk}">2</a>'
        f'<a linktype="page" id="{key}">3</a> <a href="{live.url}">4</a>'
        f'<a href="{draft.url}">5</a> <a href="/guidance/no-such-page/">6</a>'
        '<a href="/support/">7</a> <a href="/search/?q=a">8</a>'
        '<a linktype="document" id="999999">9</a>',
        content_owner=editor,
    )
    gather_links()
    gone.delete()
    assert check_links_inside(now=NOW) == 5
    found = {link.label: link.reason for link in broken_links_of(editor)}
    assert found == {
        draft.title: "The page is not published",
        "A page or document": "There is no such page",
        draft.url: "The page is not published",
        "/guidance/no-such-page/": "There is no such page",
    }
    assert told(editor) == 1


def test_a_mended_page_leaves_the_list_as_soon_as_it_is_published(editor: User) -> None:
    page = page_with('<a href="/guidance/no-such-page/">a</a>', content_owner=editor)
    gather_links()
    check_links_inside(now=NOW)
    assert len(broken_links_of(editor)) == 1
    page.body = words("Mended")
    page.save_revision().publish()
    assert broken_links_of(editor) == []


def test_each_sees_what_they_keep_and_nobody_elses(
    editor: User, approver: User, officer: User, force: Node, force_editor: User
) -> None:
    page_with('<a href="/no-a/">a</a>', title="Owned", content_owner=editor)
    page_with('<a href="/no-b/">b</a>', title="Nobody’s")
    page_with('<a href="/no-c/">c</a>', title="Local", force=force)
    gather_links()
    check_links_inside(now=NOW)

    def titles(person: User, *, reach: bool = False) -> list[str]:
        links = broken_links_within_reach_of(person) if reach else broken_links_of(person)
        return [place.title for link in links for place in link.places]

    assert titles(editor) == ["Owned", "Nobody’s"]
    assert titles(approver) == ["Nobody’s"]
    assert titles(approver, reach=True) == ["Owned", "Nobody’s"]
    assert titles(force_editor) == titles(force_editor, reach=True) == ["Local"]
    assert titles(officer) == titles(officer, reach=True) == []


def test_a_forces_editor_learns_no_name_of_a_page_that_they_may_not_read(
    force: Node, force_editor: User
) -> None:
    secret = GuidancePageFactory(title="Secret name", sensitive=True, live=False)
    assert secret.marking == Marking.OFFICIAL_SENSITIVE
    page_with(f'<a linktype="page" id="{secret.pk}">s</a>', force=force)
    gather_links()
    check_links_inside(now=NOW)
    assert [link.label for link in broken_links_of(force_editor)] == ["A page or document"]


def test_the_address_of_a_service_is_checked_and_goes_with_its_end(
    server: WebServer, editor: User
) -> None:
    service = SupportServiceFactory(url=server.on("/", 404), owner=editor)
    gather_links()
    for days in range(3):
        check_due_links(now=NOW + days * DAY + timedelta(hours=days))
    (found,) = broken_links_of(editor)
    assert [place.title for place in found.places] == [service.name]
    assert told(editor) == 1
    service.ended_on = datetime(2020, 1, 1, tzinfo=UTC).date()
    service.save()
    note_links_of_service(service=service)
    assert broken_links_of(editor) == []


def test_saving_an_entry_in_the_cms_notes_its_address(editor: User, sign_in: SignIn) -> None:
    service = SupportServiceFactory(url="https://old.example/", owner=editor)
    answer = sign_in(editor).post(
        f"/cms/snippets/cms/supportservice/edit/{service.pk}/",
        {
            "name": "Invented",
            "what_for": "Help",
            "kind": "sarc",
            "audience": "victim",
            "url": "https://new.example/",
            "owner": str(editor.pk),
            "expires_on": "2099-01-02",
        },
    )
    assert answer.status_code == 302
    assert SupportService.objects.get().url == "https://new.example/"
    assert [link.url for link in LinkCheck.objects.all()] == ["https://new.example/"]


def test_the_list_leads_to_where_a_link_is_mended(editor: User, sign_in: SignIn) -> None:
    page = page_with('<a href="/no-such/">a</a>', title="To mend", content_owner=editor)
    gather_links()
    check_links_inside(now=NOW)
    html = sign_in(editor).get("/cms/broken-links/").content.decode()
    assert f'href="/cms/pages/{page.pk}/edit/">To mend</a>' in html
    assert "/no-such/" in html


def test_the_list_is_for_those_who_write(
    officer: User, force_editor: User, superuser: User, sign_in: SignIn
) -> None:
    page_with('<a href="/no-such/">a</a>', title="The nation’s")
    gather_links()
    check_links_inside(now=NOW)
    assert sign_in(officer).get("/cms/broken-links/").status_code == 403
    for person in (force_editor, superuser):
        answer = sign_in(person).get("/cms/broken-links/")
        assert answer.status_code == 200
        assert "The nation’s" not in answer.content.decode()


def test_many_broken_links_cost_no_more_queries(
    editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    holder_of(Role.EDITOR)
    for number in range(10):
        page_with(f'<a href="/no-{number}/">a</a>', content_owner=editor)
    gather_links()
    check_links_inside(now=NOW)
    with django_assert_num_queries(4):
        assert len(broken_links_of(editor)) == 10
