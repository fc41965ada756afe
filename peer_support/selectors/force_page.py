"""What the page of a force may say about its supporters: of the group, never of one of them.

Who supports is known to those who run peer support and shown on cards one at a time; the page
must not become a list of them. So it counts in fives, from ten people on, and names a topic only
if at least ten are trained in it: somebody who joins or leaves changes nothing that can be told
apart. Those who pause count as before, because a pause has no reasons and is nobody's business.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from organisation.models import Membership, Node
from organisation.selectors import post_today
from peer_support.models import ForcePeerSupport, Supporter
from peer_support.vocabulary import Topic

LEAST_PEOPLE = 10
ROUNDED_TO = 5
TAKEN_ON = (Supporter.State.ACTIVE, Supporter.State.PAUSED)


@dataclass(frozen=True, slots=True)
class SupportersAsGroup:
    """about: how many, rounded down to fives; topics: words of those that ten are trained in."""

    about: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForcePage:
    """words is None while the force has written nothing; group while there are fewer than ten."""

    force: Node
    words: ForcePeerSupport | None
    group: SupportersAsGroup | None


def force_page_for(person: User, today: date) -> ForcePage | None:
    """Return the page of the force that the person works in today; None for a person of none."""
    post = post_today(person)
    if post is None:
        return None
    words = ForcePeerSupport.objects.filter(force=post.force_id).first()
    return ForcePage(post.force, words, supporters_as_group(post.force_id, today))


def supporters_as_group(force_id: int, today: date) -> SupportersAsGroup | None:
    """Return what can be said of the supporters of a force; None for fewer than ten."""
    here = Membership.objects.current(today).filter(force=force_id).values("person")
    found = Supporter.objects.filter(state__in=TAKEN_ON, person__in=here)
    trained = list(found.values_list("topics", flat=True))
    if len(trained) < LEAST_PEOPLE:
        return None
    counts = Counter(code for topics in trained for code in set(topics))
    topics = [str(topic.label) for topic in Topic if counts[topic] >= LEAST_PEOPLE]
    return SupportersAsGroup(len(trained) // ROUNDED_TO * ROUNDED_TO, tuple(topics))
