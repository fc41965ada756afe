"""Of two who save a page at once, the second sees what the first changed and keeps every word."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from accounts.models import User
from cms.models import GuidancePage
from organisation.models import Role
from tests.cms.conftest import SignIn, holder_of
from tests.cms.workflow.conftest import BODY
from tests.cms.workflow.editing import COMMENT, form_of, post, warning, words
from tests.factories.cms import GuidancePageFactory


def opened(page: GuidancePage) -> dict[str, str]:
    """The form as the editor's browser has it, with the version that it opened."""
    revision = GuidancePage.objects.get(pk=page.pk).latest_revision
    assert revision is not None
    seen = {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }
    return form_of(page) | seen


@pytest.fixture
def second(db: None) -> User:
    """Another editor, who opened the page at the same time."""
    return holder_of(Role.EDITOR)


def latest(page: GuidancePage) -> dict[str, object]:
    saved: dict[str, object] = GuidancePage.objects.get(pk=page.pk).latest_revision.content
    return saved


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["", "submit"])
def test_the_second_sees_what_the_first_changed_and_keeps_what_they_typed(
    button: str, editor: User, second: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    form = opened(live_page)
    theirs = form | warning(0, "Write down why, and when.")
    assert post(sign_in(editor), live_page, theirs | {"marking": "official"}).status_code == 302
    client = sign_in(second)
    mine = form | {"summary": "The second one’s words."}
    answer = post(client, live_page, mine, button)
    assert answer.status_code == 200
    html = words(answer)
    assert f"{editor.get_full_name()} saved this page while you were writing." in html
    assert "The second one’s words." in html
    told = " ".join(
        html.split("while you were writing</strong>", 1)[1].split("</div>", 1)[0].split()
    )
    assert "<h3>Body</h3>" in told
    assert "Write down" in told
    assert "and when." in told
    assert "revisions/compare/" in told
    assert latest(live_page)["summary"] == "What the invented page is for."
    assert not live_page.workflow_states.exists()


@pytest.mark.django_db
def test_whoever_has_seen_it_saves_and_both_versions_stay(
    editor: User, second: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    form = opened(live_page)
    post(sign_in(editor), live_page, form | {"title": "The first one’s title"})
    client = sign_in(second)
    mine = form | {"summary": "The second one’s words."}
    assert post(client, live_page, mine).status_code == 200
    # The page that came back holds the version that it told of.
    seen = {key: value for key, value in opened(live_page).items() if key.startswith("loaded_")}
    assert post(client, live_page, mine | seen).status_code == 302
    assert latest(live_page)["summary"] == "The second one’s words."
    titles = [revision.content["title"] for revision in live_page.revisions.order_by("pk")]
    assert titles == ["As it was", "The first one’s title", "As it was"]


@pytest.mark.django_db
def test_a_version_that_was_written_over_is_told_of_all_the_same(
    editor: User, second: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    first = sign_in(editor)
    post(first, live_page, form_of(live_page, title="Half a title"))
    form = opened(live_page)
    own = {"overwrite_revision_id": form["loaded_revision_id"]}
    assert post(first, live_page, form | {"title": "A whole title"} | own).status_code == 302
    answer = post(sign_in(second), live_page, form | {"summary": "Mine."})
    assert answer.status_code == 200
    assert "<h3>Title</h3>" in words(answer)
    assert "Mine." in words(answer)


@pytest.mark.django_db
def test_nobody_is_held_up_by_their_own_saving_or_by_a_comment(
    editor: User, second: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    form = opened(live_page)
    assert post(sign_in(editor), live_page, form | COMMENT).status_code == 302
    client = sign_in(second)
    assert post(client, live_page, form | {"title": "Mine"}).status_code == 302
    own = opened(live_page)
    saved = {"overwrite_revision_id": own["loaded_revision_id"]}
    assert post(client, live_page, own | saved | {"title": "Mine, again"}).status_code == 302
    assert latest(live_page)["title"] == "Mine, again"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_in_the_same_second_exactly_one_is_told() -> None:
    people = [holder_of(Role.EDITOR) for _number in range(2)]
    page = GuidancePageFactory(title="As it was", body=BODY, content_owner=people[0])
    page.save_revision().publish()
    form = opened(page)

    def save(number: int) -> int:
        client = Client()
        client.force_login(people[number])
        try:
            return post(client, page, form | {"title": f"Title {number}"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, range(2))) == [200, 302]
    titles = [revision.content["title"] for revision in page.revisions.order_by("pk")]
    assert len(titles) == 2
    assert titles[-1] in {"Title 0", "Title 1"}
