"""Remembers what readers looked for and did not find, so that nobody can be read from it.

Nothing is kept of the person, their force, their session or the day. A person counts once a day for
the same words: what tells that they have counted lies in the cache alone, under a salt that is
thrown away at the end of the day. The words themselves are written only by the search that makes
them frequent enough to be shown; until then the row holds a keyed digest.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from secrets import token_hex

from django.contrib.postgres.fields import ArrayField
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from accounts.models import User
from cms.models import SearchMiss
from cms.search.private_words import words_to_keep

# Either shows that it was not one person's single search.
LEAST_DAYS = 3
LEAST_TIMES = 5
A_DAY = timedelta(days=1)
APOSTROPHES = "'’‘ʼ"


def record_miss(*, person: User, query: str, now: datetime) -> bool:
    """Count a search that found nothing; return whether it was counted.

    Not if the words may not be kept, name somebody who has an account, or were counted for this
    person today already.
    """
    words = words_to_keep(query)[: SearchMiss._meta.get_field("words").max_length]
    if not words or _names_somebody(words.split()):
        return False
    try:
        is_first, is_new_day = _is_first_today(person, words, now), _is_new_today(words, now)
    except RedisError:
        # Without the cache nobody could tell the tenth time from the first.
        return False
    if is_first:
        _count(words, is_new_day=is_new_day, now=now)
    return is_first


@transaction.atomic
def _count(words: str, *, is_new_day: bool, now: datetime) -> None:
    month = timezone.localdate(now).replace(day=1)
    digest = salted_hmac("cms.search_misses", words, algorithm="sha256").hexdigest()
    SearchMiss.objects.get_or_create(digest=digest, defaults={"month": month})
    row = SearchMiss.objects.filter(digest=digest)
    row.update(times=F("times") + 1, days=F("days") + int(is_new_day), month=month)
    frequent = Q(times__gte=LEAST_TIMES) | Q(days__gte=LEAST_DAYS)
    row.filter(frequent).update(words=words)


def _is_first_today(person: User, words: str, now: datetime) -> bool:
    return _marks_today(f"{person.pk} {words}", now)


def _is_new_today(words: str, now: datetime) -> bool:
    return _marks_today(words, now)


def _marks_today(what: str, now: datetime) -> bool:
    """Whether it is the first time today; leaves a mark that only today's salt can be tied to."""
    local = timezone.localtime(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + A_DAY
    left = max(1, round((midnight - local).total_seconds()))
    salt = cache.get_or_set(f"cms:search:salt:{local.date()}", token_hex, left)
    mark = salted_hmac(str(salt), what, algorithm="sha256").hexdigest()
    return bool(cache.add(f"cms:search:seen:{mark}", 1, left))


def _names_somebody(words: Sequence[str]) -> bool:
    """Whether a word is a first or last name, or part of one, of anyone with an account."""
    joined = {*words, *(first + second for first, second in pairwise(words))}
    people = User.objects.annotate(
        first=_without("first_name", " -"),
        last=_without("last_name", " -"),
        parts=_parts("first_name"),
        more_parts=_parts("last_name"),
    )
    whole = Q(first__in=joined) | Q(last__in=joined)
    in_part = Q(parts__overlap=list(words)) | Q(more_parts__overlap=list(words))
    return people.filter(whole | in_part).exists()


def _without(name: str, left_out: str) -> Func:
    """The name as words are compared, without some characters and without apostrophes."""
    bare = Func(Lower(name), Value(left_out + APOSTROPHES), Value(""), function="translate")
    return Func(bare, function="unaccent")


def _parts(name: str) -> Func:
    spaced = Func(_without(name, "."), Value("-"), Value(" "), function="replace")
    parts: ArrayField[list[str], list[str]] = ArrayField(TextField())
    return Func(spaced, Value(" "), function="string_to_array", output_field=parts)
