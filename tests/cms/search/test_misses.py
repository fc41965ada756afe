"""What was looked for in vain is kept without who looked, and shown only once it is no one's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from cms.models import SearchMiss
from cms.search.private_words import words_to_keep
from cms.search_retention import SEARCH_RULES
from cms.services.search_misses import record_miss
from tests.cms.conftest import SignIn, person_with
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nobody has looked for anything today."""
    cache.clear()


def _look(person: User, words: str = "deepfake images", now: datetime = NOW) -> bool:
    return record_miss(person=person, query=words, now=now)


def test_one_search_leaves_no_words_behind(officer: User) -> None:
    assert _look(officer)
    miss = SearchMiss.objects.get()
    assert (miss.words, miss.times, miss.days) == ("", 1, 1)
    assert "deepfake" not in str(SearchMiss.objects.values().get())


def test_one_person_counts_once_a_day_however_often_they_look(officer: User) -> None:
    assert [_look(officer) for _again in range(10)] == [True] + [False] * 9
    assert SearchMiss.objects.get().times == 1


def test_words_are_shown_from_the_third_day_on(officer: User) -> None:
    for day in range(2):
        _look(officer, now=NOW + timedelta(days=day))
    assert SearchMiss.objects.get().words == ""
    _look(officer, now=NOW + timedelta(days=2))
    assert SearchMiss.objects.get().words == "deepfake images"


def test_words_are_shown_from_the_fifth_person_on() -> None:
    people = UserFactory.create_batch(5, first_name="Zzyx", last_name="Qqrst")
    for person in people[:4]:
        _look(person)
    assert SearchMiss.objects.get().words == ""
    _look(people[4], "Deepfake IMAGES")
    miss = SearchMiss.objects.get()
    assert (miss.words, miss.times, miss.days) == ("deepfake images", 5, 1)


def test_no_time_finer_than_a_month_and_nobody_stands_in_the_row(officer: User) -> None:
    _look(officer)
    row = SearchMiss.objects.values().get()
    assert set(row) == {"id", "public_id", "digest", "words", "month", "times", "days"}
    assert str(row["month"]) == "2026-03-01"


@pytest.mark.parametrize(
    "query",
    [
        "burnout", "burn out", "burnuot", "TRiM", "suicidal", "suicdal thoughts", "peer support",
        "peer supporter", "can't cope", "stressed", "counselling", "therapy", "wellbeing lead",
        "well-being", "cant sleep", "occupational health", "vicarious trauma", "anxeity",
    ],
)  # fmt: skip
def test_nothing_about_how_somebody_is_is_ever_kept(officer: User, query: str) -> None:
    assert not _look(officer, query)
    assert not SearchMiss.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "42CP/1234/26", "crime 123456", "07700 900123", "a.person@force.example", "12/03/1990",
        "12 march 1990", "last monday", "mr henderson", "AB12 3CD", "www.example.org",
        "she said that he had followed her home from the station that night",
    ],
)  # fmt: skip
def test_nothing_that_looks_like_a_case_is_ever_kept(officer: User, query: str) -> None:
    assert not _look(officer, query)
    assert not SearchMiss.objects.exists()


@pytest.mark.parametrize("query", ["section 41 deepfakes", "s28 deepfakes", "act 2003 deepfakes"])
def test_numbers_of_laws_may_be_kept(query: str) -> None:
    assert words_to_keep(query) == query


def test_the_name_of_anybody_with_an_account_is_never_kept(officer: User) -> None:
    UserFactory(first_name="Orla", last_name="O’Brambley-Thwaite")
    for query in ("thwaite", "Orla deepfake", "obrambley thwaite", "O'Brambley-Thwaite report"):
        assert not _look(officer, query), query
    assert not SearchMiss.objects.exists()


def test_a_search_that_finds_nothing_is_counted_and_one_that_finds_something_is_not(
    officer: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(title="Lanterns")
    client = sign_in(officer)
    client.get("/search/", {"q": "lanterns"})
    client.get("/search/", {"q": "lantrens"})
    client.get("/search/", {"q": ""})
    client.get("/search/", {"pillar": "victim"})
    assert not SearchMiss.objects.exists()
    client.get("/search/", {"q": "deepfake images"})
    assert SearchMiss.objects.get().times == 1


def test_old_rows_go(officer: User) -> None:
    _look(officer)
    (rule,) = SEARCH_RULES
    assert rule.purge(datetime(2026, 3, 31, tzinfo=UTC), 10) == 0
    assert rule.purge(datetime(2026, 4, 1, 12, tzinfo=UTC), 10) == 1
    assert not SearchMiss.objects.exists()


def test_the_words_of_a_search_stay_out_of_the_log(
    officer: User, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        sign_in(officer).get("/search/", {"q": "deepfake images"})
        Client().get("/search/", {"q": "deepfake images"})
    own = [record for record in caplog.records if record.name != "django.db.backends"]
    assert "deepfake" not in " ".join(f"{record.getMessage()} {record.__dict__}" for record in own)


def test_without_the_cache_nothing_is_counted_and_the_page_opens(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redis.exceptions import ConnectionError as Gone

    def fail(*_args: object, **_kwargs: object) -> None:
        raise Gone

    monkeypatch.setattr(cache, "get_or_set", fail)
    answer = sign_in(person_with()).get("/search/", {"q": "deepfake images"})
    assert answer.status_code == 200
    assert not SearchMiss.objects.exists()
