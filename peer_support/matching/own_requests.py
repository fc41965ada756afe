"""Which supporters ask for support themselves; by pseudonym, since no row says whose it is."""

from collections.abc import Collection

from peer_support.models import SupportRequest
from peer_support.refs import requester_refs_of

# More pseudonyms than this take longer to send than every open request takes to read.
FEW = 1_000


def people_who_ask(person_ids: Collection[int]) -> frozenset[int]:
    """Return those of the people who have an open request; one query for all of them."""
    refs = {ref: person for person, ref in requester_refs_of(person_ids).items()}
    asked = SupportRequest.objects.open().values_list("requester_ref", flat=True)
    if len(refs) <= FEW:
        asked = asked.filter(requester_ref__in=refs)
    return frozenset(refs[ref] for ref in asked if ref in refs)
