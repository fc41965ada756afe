"""Readers see what a page was before, as far as they could have read it then."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from accounts.models import User
from cms.models import BasePage, GuidancePage, Marking, PageVersion
from organisation.models import RassoRole
from tests.cms.conftest import SignIn, person_with
from tests.factories.cms import GuidancePageFactory, publish
from tests.support.answers import same_words

pytestmark = pytest.mark.django_db


# A stream field takes a list and gives a stream.
def _text(words: str) -> Any:
    return [{"type": "text", "value": f"<p>{words}</p>"}]


def _history(page: BasePage) -> str:
    return reverse("page_history", args=[page.translation_key])


def _changes(page: BasePage, number: int) -> str:
    return reverse("page_changes", args=[page.translation_key, number])


@pytest.fixture
def page(db: None) -> GuidancePage:
    """A page that changed twice, the second time in a way that matters."""
    page = publish(GuidancePageFactory(body=_text("Ring within two days.")), "First words")
    page.body = _text("Ring within five days.")
    publish(page, "The time is longer")
    page.body = _text("Ring within five days. Write down when.")
    return publish(page, "Write it down", material=True)


def _words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    return " ".join(html[html.index("<main") : html.index("</main>")].split())


def test_history_lists_every_version_with_its_note_and_nobodys_name(
    page: GuidancePage, officer: User, editor: User, sign_in: SignIn
) -> None:
    PageVersion.objects.update(published_by=editor)
    words = _words(sign_in(officer), _history(page))
    notes = ["Write it down", "The time is longer", "First words"]
    assert sorted(notes, key=words.index) == notes
    assert words.count("Material change") == 1
    assert words.count("Minor change") == 2
    assert editor.last_name not in words
    assert _changes(page, 3) in words
    assert _changes(page, 1) not in words


def test_the_page_says_its_version_and_leads_to_the_others(
    page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    words = _words(sign_in(officer), page.url)
    assert "3, published on" in words
    assert "Write it down" in words
    assert _history(page) in words


def test_what_changed_is_marked_for_eyes_and_for_screen_readers(
    page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    words = _words(sign_in(officer), _changes(page, 2))
    assert '<del class="app-changes__removed"><span class="govuk-visually-hidden">Removed:' in words
    assert "</span>two <span" in words
    assert '<ins class="app-changes__added"><span class="govuk-visually-hidden">Added:' in words
    assert "</span>five <span" in words
    assert "The time is longer" in words


def test_the_first_version_has_nothing_to_be_compared_with(
    page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    assert "This is the first version" in _words(sign_in(officer), _changes(page, 1))


def test_a_version_whose_words_are_gone_says_so(
    page: GuidancePage, officer: User, sign_in: SignIn
) -> None:
    first = PageVersion.objects.get(page=page, number=1)
    Revision.objects.filter(pk=first.revision_id).delete()
    client = sign_in(officer)
    assert "can no longer be shown" in _words(client, _changes(page, 2))
    assert "First words" in _words(client, _history(page))


@pytest.mark.parametrize("number", [0, 4, 2**31, 10**30])
def test_a_version_that_never_was_is_missing(
    page: GuidancePage, officer: User, sign_in: SignIn, number: int
) -> None:
    assert sign_in(officer).get(_changes(page, number)).status_code == 404


def test_a_draft_is_no_version(page: GuidancePage, officer: User, sign_in: SignIn) -> None:
    page.body = _text("Ring at once, says the draft.")
    page.save_revision()
    client = sign_in(officer)
    assert client.get(_changes(page, 4)).status_code == 404
    assert "at once" not in _words(client, _changes(page, 3))


def test_old_words_stay_with_those_who_could_have_read_them(
    officer: User, analyst: User, editor: User, sign_in: SignIn
) -> None:
    page = publish(GuidancePageFactory(sensitive=True, body=_text("Secret tactics.")), "How we do")
    page.marking, page.body = Marking.OFFICIAL, _text("Known to all.")
    publish(page, "Now for all")
    page.body = _text("Known to everyone.")
    publish(page, "Clearer")
    outsider, insider = sign_in(officer), sign_in(analyst)
    words = _words(outsider, _history(page))
    assert "What this version said is not shown." in words
    assert "How we do" not in words
    assert "OFFICIAL-SENSITIVE" not in words
    hidden, missing = outsider.get(_changes(page, 1)), outsider.get(_changes(page, 99))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert same_words(hidden) == same_words(missing)
    second = _words(outsider, _changes(page, 2))
    assert "can no longer be shown" in second
    assert "Secret tactics" not in second
    assert "Known to" in _words(outsider, _changes(page, 3))
    for person in (insider, sign_in(editor)):
        words = _words(person, _changes(page, 2))
        assert "Secret tactics." in words
        # What is shown keeps the marking that it had, at the top and at the bottom.
        assert words.count("OFFICIAL-SENSITIVE</p>") == 2
        assert _words(person, _history(page)).count("OFFICIAL-SENSITIVE</p>") == 2


def test_having_read_an_old_version_opens_nothing_of_a_page_that_was_closed_since(
    officer: User, analyst: User, sign_in: SignIn
) -> None:
    page = publish(GuidancePageFactory(body=_text("Known to all.")), "First")
    page.marking, page.audience_roles = Marking.OFFICIAL_SENSITIVE, [RassoRole.ANALYST]
    publish(page, "Closed")
    outsider = sign_in(officer)
    for address in (_history(page), _changes(page, 1), _changes(page, 2)):
        assert outsider.get(address).status_code == 404, address
        assert sign_in(analyst).get(address).status_code == 200, address


def test_another_audience_then_counts_as_another_audience(sign_in: SignIn) -> None:
    page = publish(GuidancePageFactory(sensitive=True, body=_text("For analysts.")), "First")
    page.audience_roles = [RassoRole.SUPERVISOR]
    publish(page, "For supervisors now")
    supervisor = sign_in(person_with(RassoRole.SUPERVISOR))
    assert supervisor.get(_changes(page, 1)).status_code == 404
    assert "can no longer be shown" in _words(supervisor, _changes(page, 2))


def test_a_cps_partner_reads_no_version_from_before_the_page_was_shared(
    cps_partner: User, sign_in: SignIn
) -> None:
    page = publish(GuidancePageFactory(body=_text("Among ourselves.")), "Own note")
    page.shared_with_cps = True
    publish(page, "Shared now")
    client = sign_in(cps_partner)
    words = _words(client, _history(page))
    assert "Shared now" in words
    assert "Own note" not in words
    assert client.get(_changes(page, 1)).status_code == 404
    assert "Among ourselves" not in _words(client, _changes(page, 2))


def test_whoever_is_not_signed_in_is_asked_to(page: GuidancePage, client: Client) -> None:
    for address in (_history(page), _changes(page, 2)):
        assert client.get(address).status_code == 302


def test_a_page_that_was_never_published_by_an_editor_has_an_empty_history(
    officer: User, sign_in: SignIn
) -> None:
    page = GuidancePageFactory()
    assert "No versions yet" in _words(sign_in(officer), _history(page))


def test_saving_by_itself_never_alters_what_readers_were_shown(page: GuidancePage) -> None:
    shown = page.versions.get(number=3).revision
    page.body = _text("Typed on in a tab left open.")
    page.save_revision(overwrite_revision=shown)
    shown.refresh_from_db()
    assert "Typed on" not in str(shown.content)
    assert page.revisions.count() == 4
