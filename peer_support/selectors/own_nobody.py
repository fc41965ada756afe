"""Why nobody can be offered for a request just now, and the one wish that would help most."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from organisation.models import Node
from peer_support.matching.candidates import patterns_of
from peer_support.matching.explaining import Relaxation, explain_nobody, number_words
from peer_support.matching.facts import NOTHING, Ask, other_mode
from peer_support.matching.request_facts import ask_of
from peer_support.matching.rules import MODE, REGION
from peer_support.models import SupportRequest
from peer_support.selectors.own_requests import topic_words

# What is let go of by meeting in the other way.
CHANGE_OF_MODE = frozenset({MODE, REGION})


@dataclass(frozen=True, slots=True)
class WhyNobody:
    """The reason as a sentence, and the wish without which most people could be offered."""

    reason: str
    relaxation: Relaxation | None

    @property
    def reach(self) -> str:
        """How many people there would be, small numbers in words."""
        return number_words(self.relaxation.reach) if self.relaxation else ""


def why_nobody(request: SupportRequest, now: datetime) -> WhyNobody | None:
    """Return what stands in the way; None if somebody could be offered at this moment."""
    ask = ask_of(request, now)
    patterns = patterns_of(ask, now)
    if NOTHING in patterns:
        return None
    topics = get_text_list(list(topic_words(request.required_topics)), _("and"))
    found = explain_nobody(ask, patterns, topics=topics, region=_name_of(ask.region))
    helping = [_with_true_reach(each, ask, now) for each in found.relaxations]
    best = max(helping, key=lambda each: each.reach, default=None)
    return WhyNobody(found.reason, best if best and best.reach else None)


def _with_true_reach(relaxation: Relaxation, ask: Ask, now: datetime) -> Relaxation:
    """Return it with all that the other way to meet brings: the region counts in one alone."""
    if relaxation.code not in CHANGE_OF_MODE:
        return relaxation
    patterns = patterns_of(replace(ask, mode=other_mode(ask.mode)), now)
    return replace(relaxation, reach=patterns.get(NOTHING, 0))


def _name_of(region: str) -> str:
    """Return the name of the region that the facts know by its path in the tree."""
    return Node.objects.filter(path=region).values_list("name", flat=True).first() or ""
