"""Each list on the first page of the CMS: what stands in it, whose it is, and what it leads to."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from cms.models import Feedback, GuidancePage, LinkCheck, LinkPlace, ReviewRemit, SearchMiss
from organisation.models import Role
from tests.cms.conftest import SignIn, holder_of
from tests.cms.forces.conftest import WritingForce, make_force
from tests.cms.workflow.conftest import Team
from tests.cms.workflow.editing import form_of, post, submit, words
from tests.factories.changes import publish_change
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db

PANELS = {
    "awaiting-review": "Nothing waits for you.",
    "reviews-due": "No page that waits for you is due in the next month.",
    "unpublished-changes": "You have no draft that waits to be published.",
    "broken-links": "Every link on your pages that was checked leads somewhere.",
    "open-feedback": "No feedback waits for you.",
}


def panels(html: str) -> dict[str, str]:
    """The lists of the first page, by their names; the last one ends with the main part."""
    main = html.split("</main>", 1)[0]
    starts = {name: main.index(f'id="{name}') for name in PANELS if f'id="{name}' in main}
    ends = [*sorted(starts.values()), len(main)]
    return {name: main[at : ends[ends.index(at) + 1]] for name, at in starts.items()}


def home_of(person: User, sign_in: SignIn) -> dict[str, str]:
    answer = sign_in(person).get("/cms/")
    assert answer.status_code == 200
    return panels(words(answer))


def break_link(page: GuidancePage, url: str) -> None:
    link = LinkCheck.objects.create(
        url=url,
        host="gone.example",
        state=LinkCheck.State.BROKEN,
        reason=LinkCheck.Reason.NO_ANSWER,
        broken_since=timezone.localdate(),
    )
    LinkPlace.objects.create(link=link, page=page)


def feedback_on(page: GuidancePage) -> Feedback:
    said: Feedback = Feedback.objects.create(
        page=page,
        address=page.url,
        doing="Looking for the form",
        problem="The second link leads nowhere",
        received_on=timezone.localdate(),
    )
    return said


def busy_page(title: str, owner: User, **fields: object) -> GuidancePage:
    """A page with something to do in every list of its owner."""
    page: GuidancePage = GuidancePageFactory(
        title=title,
        content_owner=owner,
        next_review_on=timezone.localdate() + timedelta(days=3),
        has_unpublished_changes=True,
        **fields,
    )
    break_link(page, f"https://gone.example/{page.slug}")
    feedback_on(page)
    return page


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_each_list_says_in_words_that_it_is_empty(role: Role, sign_in: SignIn) -> None:
    shown = home_of(holder_of(role), sign_in)
    assert set(shown) == set(PANELS)
    for name, said in PANELS.items():
        assert said in shown[name]


def test_an_editor_of_a_force_sees_the_same_five_lists(sign_in: SignIn) -> None:
    shown = home_of(make_force("Our Police").editor, sign_in)
    assert {name: PANELS[name] in shown[name] for name in shown} == dict.fromkeys(PANELS, True)


def test_broken_links_lead_to_where_they_are_mended(editor: User, sign_in: SignIn) -> None:
    page = GuidancePageFactory(title="With a link", content_owner=editor)
    break_link(page, "https://gone.example/")
    break_link(GuidancePageFactory(title="Of another", content_owner=holder_of(Role.EDITOR)), "x")
    shown = home_of(editor, sign_in)["broken-links"]
    assert f'href="/cms/pages/{page.pk}/edit/"' in shown
    assert "https://gone.example/ (The site does not answer)" in shown
    assert "Of another" not in shown


def test_feedback_leads_to_the_message_and_shows_no_word_of_it(
    editor: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory(title="Spoken of", content_owner=editor)
    said, done = feedback_on(page), feedback_on(page)
    Feedback.objects.filter(pk=done.pk).update(state=Feedback.State.DONE)
    feedback_on(GuidancePageFactory(title="Of another", content_owner=holder_of(Role.EDITOR)))
    client = sign_in(editor)
    shown = panels(words(client.get("/cms/")))["open-feedback"]
    assert shown.count("Spoken of") == 1
    assert "leads nowhere" not in shown
    assert "Of another" not in shown
    address = f"/cms/snippets/cms/feedback/edit/{said.pk}/"
    assert f'href="{address}"' in shown
    assert client.get(address).status_code == 200


def test_every_list_of_a_force_names_its_own_pages_alone(sign_in: SignIn) -> None:
    ours, theirs = make_force("Our Police"), make_force("Their Police")
    for title, of, owner in (
        ("Kept here", ours, ours.editor),
        ("Zebra of theirs", theirs, theirs.editor),
        ("Zebra of before", theirs, ours.editor),
    ):
        busy_page(title, owner, parent=of.place.section)
    shown = home_of(ours.editor, sign_in)
    for name in ("reviews-due", "unpublished-changes", "open-feedback", "broken-links"):
        assert "Kept here" in shown[name], name
    assert "Zebra" not in "".join(shown.values())


def test_what_waits_is_named_to_the_reviewers_of_its_own_place(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    force: WritingForce = make_force("Our Police")
    ReviewRemit.objects.create(person=force.approver, remit="specialist", force=force.force)
    said = {"change_kind": "minor", "change_note": "Clearer."}
    submit(sign_in(team.editor), live_page, title="To be read", **said)
    assert "As it was" in home_of(team.specialist, sign_in)["awaiting-review"]
    assert PANELS["awaiting-review"] in home_of(force.approver, sign_in)["awaiting-review"]


def test_a_draft_leaves_the_list_when_it_is_published(
    editor: User, approver: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    said = {"change_kind": "minor", "change_note": "Clearer."}
    post(sign_in(editor), live_page, form_of(live_page, title="A draft of mine", **said))
    assert "A draft of mine" in home_of(editor, sign_in)["unpublished-changes"]
    post(sign_in(approver), live_page, form_of(live_page), "publish")
    assert PANELS["unpublished-changes"] in home_of(editor, sign_in)["unpublished-changes"]


def test_next_quarter_the_editor_sees_what_came_of_the_change(
    editor: User, live_page: GuidancePage, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    review = today + timedelta(days=91)
    publish_change(live_page, "Ask first.", next_review_on=review)
    month = today.replace(day=1)
    SearchMiss.objects.create(digest="a", words="ask which first", month=month, times=7, days=4)
    for days, note in ((80, f"Due on {date_format(review)}"), (100, "Overdue since")):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            client = sign_in(User.objects.get(pk=editor.pk))
            html = words(client.get("/cms/"))
            assert note in panels(html)["reviews-due"]
            for address, said in (
                ("/cms/reports/who-was-asked/", "As it was"),
                ("/cms/reports/searched-and-not-found/", "ask which first"),
            ):
                assert address in html
                assert said in words(client.get(address))
