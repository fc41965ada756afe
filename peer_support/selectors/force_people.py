"""Who works where, by pseudonym: how counts of a force are made without opening who asked."""

from datetime import date

from organisation.models import Membership
from peer_support.matching.posts import REGION_LENGTH
from peer_support.refs import requester_refs_of


def requester_refs_in(force_id: int, on: date) -> frozenset[str]:
    """Return the pseudonyms of everybody who works in the force on that day."""
    here = Membership.objects.current(on).filter(force=force_id)
    refs = requester_refs_of(set(here.values_list("person_id", flat=True)))
    return frozenset(refs.values())


def regions_by_requester_ref(on: date) -> dict[str, str]:
    """Return for everybody's pseudonym the path of the region where they work on that day."""
    rows = Membership.objects.current(on).values_list("person_id", "force__path")
    paths = dict(rows)
    refs = requester_refs_of(paths)
    return {refs[person_id]: path[:REGION_LENGTH] for person_id, path in paths.items()}
