"""Writes and removes the rows of who is never a pair; locks are the caller's."""

from accounts.models import User
from peer_support.models import Bar
from peer_support.refs import bar_ref_of


def keep_bar(*, owner: User, other: User, kind: Bar.Kind) -> Bar:
    """Keep that owner and other are no pair; once more returns the same row."""
    bar, _is_new = Bar.objects.get_or_create(
        owner_ref=bar_ref_of(owner),
        other_ref=bar_ref_of(other),
        kind=kind,
        defaults={"other": str(other.pk)},
    )
    return bar


def drop_past_pair(one: User, two: User) -> None:
    """Let two who were a pair be one again, because both wish it."""
    refs = [bar_ref_of(one), bar_ref_of(two)]
    Bar.objects.filter(owner_ref__in=refs, other_ref__in=refs, kind=Bar.Kind.PAST_PAIR).delete()
