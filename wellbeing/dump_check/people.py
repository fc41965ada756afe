"""What is known of people elsewhere in a dump, and what can be guessed from it."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

from accounts.models import User
from wellbeing.dump_check.dump import Row
from wellbeing.dump_check.findings import Finding

NO_KEY = b""


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """What leads to people.

    words: addresses, names in full and ids, as a dump shows them. guesses: the pseudonyms that
    anyone could make of them without the pepper.
    """

    words: frozenset[str]
    guesses: frozenset[str]


def known_people() -> KnownPeople:
    """Return what the table of accounts gives away."""
    words: set[str] = set()
    guesses: set[str] = set()
    people = User.objects.values_list("pk", "public_id", "email")
    for number, public_id, email in people.iterator():
        own = {str(number), str(public_id), email.lower()}
        words |= own
        guesses |= {guess for word in own for guess in _guesses(word)}
    return KnownPeople(frozenset(words), frozenset(guesses))


def people_findings(table: str, row: Row, people: KnownPeople) -> Iterator[Finding]:
    """Yield what leads from a private row to a person."""
    for column, value in row.values.items():
        if value.lower() in people.words:
            yield Finding(table, f"the column {column} names a person")
    if row.values.get("subject_ref") in people.guesses:
        yield Finding(table, "a pseudonym can be made without the pepper")


def _guesses(word: str) -> Iterator[str]:
    """With no key, with an empty one, and with the one that every site of ours has."""
    yield sha256(word.encode()).hexdigest()
    for key in (NO_KEY, settings.SECRET_KEY.encode()):
        yield hmac.digest(key, word.encode(), sha256).hex()
