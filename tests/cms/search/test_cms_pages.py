"""National editors keep the words that mean the same, and read what was not found; nobody else."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEvent
from cms.models import SearchMiss, SynonymGroup
from organisation.models import Role
from tests.cms.conftest import SignIn
from tests.cms.search.finding import make_synonyms, titles
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory
from tests.factories.organisation import ForceFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
LISTS = "/cms/snippets/cms/synonymgroup/"
REPORT = "/cms/reports/searched-and-not-found/"


def _add(client: Client, words: str) -> int:
    return client.post(f"{LISTS}add/", {"words": words}).status_code


def test_an_editor_adds_a_list_that_acts_at_once(
    editor: User, officer: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(title="The pier guide")
    assert _add(sign_in(editor), "XQO\nxqo\n  pier   guide ") == 302
    group = SynonymGroup.objects.get(terms__contains=["xqo"])
    assert group.terms == ["xqo", "pier guide"]
    assert titles(officer, "xqo") == ["The pier guide"]
    event = AuditEvent.objects.get(action="cms.synonyms_added")
    assert event.target == f"cms.synonymgroup:{group.public_id}"


@pytest.mark.parametrize(
    "words",
    ["", "alone", "same\nSAME", "!!!\n???", "a\n" + "word " * 9, "\n".join(map(str, range(30)))],
)
def test_a_list_that_search_could_not_use_is_refused_and_loses_nothing(
    approver: User, sign_in: SignIn, words: str
) -> None:
    before = SynonymGroup.objects.count()
    client = sign_in(approver)
    answer = client.post(f"{LISTS}add/", {"words": words})
    assert answer.status_code == 200
    assert answer.context["form"].errors["words"]
    assert answer.context["form"]["words"].value() == words
    assert SynonymGroup.objects.count() == before


def test_an_editor_changes_and_removes_a_list(editor: User, officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(title="The pier guide")
    group = make_synonyms("XQO", "quay guide")
    client = sign_in(editor)
    assert client.post(f"{LISTS}edit/{group.pk}/", {"words": "XQO\npier guide"}).status_code == 302
    assert titles(officer, "xqo") == ["The pier guide"]
    assert client.post(f"{LISTS}delete/{group.pk}/").status_code == 302
    assert titles(officer, "xqo") == []


def test_each_of_several_lists_that_are_removed_together_leaves_an_event(
    editor: User, officer: User, sign_in: SignIn
) -> None:
    groups = [make_synonyms("XQO", "quay guide"), make_synonyms("ZQO", "dock guide")]
    address = "/cms/bulk/cms/synonymgroup/delete/?" + "&".join(f"id={each.pk}" for each in groups)
    assert sign_in(officer).post(address).status_code == 403
    assert SynonymGroup.objects.filter(terms__overlap=["xqo", "zqo"]).count() == 2
    assert sign_in(editor).post(address).status_code == 302
    assert not SynonymGroup.objects.filter(terms__overlap=["xqo", "zqo"]).exists()
    removed = AuditEvent.objects.filter(action="cms.synonyms_removed")
    assert set(removed.values_list("target", flat=True)) == {
        f"cms.synonymgroup:{each.public_id}" for each in groups
    }


def test_the_report_shows_what_was_looked_for_often_and_begins_a_list(
    editor: User, sign_in: SignIn
) -> None:
    month = date(2026, 3, 1)
    SearchMiss.objects.create(digest="a", words="deepfake images", month=month, times=7, days=4)
    SearchMiss.objects.create(digest="b", words="", month=month, times=2, days=2)
    client = sign_in(editor)
    html = client.get(REPORT).content.decode()
    assert "deepfake images" in html
    assert "March 2026" in html
    add = f"{LISTS}add/?words=deepfake+images"
    assert add in html
    assert "deepfake images" in client.get(add).content.decode()
    assert client.get(REPORT).context["items_count"] == 1


def test_an_editor_takes_a_row_away_when_it_is_dealt_with(editor: User, sign_in: SignIn) -> None:
    miss = SearchMiss.objects.create(digest="a", words="deepfake", month=date(2026, 3, 1))
    client = sign_in(editor)
    for _twice in range(2):
        assert client.post(REPORT, {"done": str(miss.public_id)}).status_code == 302
    assert client.post(REPORT, {"done": "nonsense"}).status_code == 302
    assert not SearchMiss.objects.exists()


def _force_editor() -> User:
    person = UserFactory()
    RoleGrantFactory(person=person, role=Role.EDITOR, scope=ForceFactory())
    return person


def test_nobody_else_sees_the_lists(officer: User, superuser: User, sign_in: SignIn) -> None:
    group = make_synonyms("XQO", "pier guide")
    lists = (LISTS, f"{LISTS}add/", f"{LISTS}edit/{group.pk}/")
    for person, status in ((officer, 403), (_force_editor(), 403), (superuser, 302)):
        client = sign_in(person)
        for address in lists:
            assert client.get(address).status_code == status, (person, address)
        client.post(f"{LISTS}delete/{group.pk}/")
    assert SynonymGroup.objects.filter(pk=group.pk).exists()


def test_an_editor_of_a_force_reads_the_report_and_decides_nothing_in_it(sign_in: SignIn) -> None:
    miss = SearchMiss.objects.create(
        digest="a", words="deepfake", month=date(2026, 3, 1), times=7, days=4
    )
    client = sign_in(_force_editor())
    html = client.get(REPORT).content.decode()
    assert "deepfake" in html
    assert "Add names" not in html
    assert client.post(REPORT, {"done": str(miss.public_id)}).status_code == 302
    assert SearchMiss.objects.exists()


def test_nobody_else_reads_the_report(officer: User, superuser: User, sign_in: SignIn) -> None:
    miss = SearchMiss.objects.create(
        digest="a", words="deepfake", month=date(2026, 3, 1), times=7, days=4
    )
    for person, status in ((officer, 403), (superuser, 302)):
        client = sign_in(person)
        answer = client.get(REPORT)
        assert (answer.status_code, "deepfake" in answer.content.decode()) == (status, False)
        client.post(REPORT, {"done": str(miss.public_id)})
    assert SearchMiss.objects.exists()
