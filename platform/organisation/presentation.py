"""Turns posts, places and their changes into the rows that the page components take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import has_second_factor, latest_invitation
from organisation.models import ForceProfile, Membership, NodeChange

Fact = dict[str, "str | int | Promise"]
Event = dict[str, "str | date | Promise"]


def written(day: date) -> str:
    """The day as it is read: 27 March 2026."""
    return date_format(day, "j F Y")


def change_events(changes: Iterable[NodeChange]) -> list[Event]:
    """A place's history for the timeline."""
    return [
        {
            "title": change.get_kind_display(),
            "at": change.effective_on,
            "text": _what_changed(change),
            "by": change.changed_by.get_full_name() if change.changed_by else "",
        }
        for change in changes
    ]


def _what_changed(change: NodeChange) -> str:
    before = change.place_before.name if change.place_before else ""
    after = change.place_after.name if change.place_after else ""
    if change.kind == NodeChange.Kind.RENAMED:
        names = {"before": change.name_before, "after": change.name_after}
        return _("From “%(before)s” to “%(after)s”") % names
    if change.kind == NodeChange.Kind.MOVED:
        return _("From %(before)s to %(after)s") % {"before": before, "after": after}
    if change.kind == NodeChange.Kind.MERGED:
        return _("Into %(after)s") % {"after": after}
    return ""


def post_events(posts: Iterable[Membership]) -> list[Event]:
    """A person's posts for the timeline."""
    return [
        {"title": post.node.name, "at": post.started_on, "text": _what_post(post)} for post in posts
    ]


def _what_post(post: Membership) -> str:
    words = f"{post.rank.name}, {post.get_rasso_role_display()}"
    if post.ended_on is None:
        return words
    return _("%(words)s, until before %(day)s") % {"words": words, "day": written(post.ended_on)}


def person_facts(post: Membership, reports: int) -> list[Fact]:
    """Where a person stands, for the summary list."""
    manager = post.line_manager.get_full_name() if post.line_manager else _("None")
    facts: list[Fact] = [
        {"key": _("Email address"), "value": post.person.email},
        {"key": _("Unit or team"), "value": post.node.name},
        {"key": _("Rank or staff grade"), "value": post.rank.name},
        {"key": _("Role in RASSO work"), "value": post.get_rasso_role_display()},
        {"key": _("Warrant or staff number"), "value": post.service_number},
        {"key": _("Line manager"), "value": manager},
        {"key": _("People who report to them"), "value": reports},
        {"key": _("In this post since"), "value": written(post.started_on)},
    ]
    if post.ended_on is not None:
        facts.append({"key": _("No longer there from"), "value": written(post.ended_on)})
    return facts


@dataclass(frozen=True)
class SignIn:
    """How far a person is with their account: in words, and what can be done about it."""

    words: str
    is_waiting: bool = False
    was_invited: bool = False
    has_second_step: bool = False


def sign_in_of(person: User) -> SignIn:
    """Whether the person has come at all, and whether with a second step."""
    if person.has_usable_password():
        if has_second_factor(person):
            return SignIn(_("Two-step sign-in is set up."), has_second_step=True)
        return SignIn(_("Two-step sign-in is not set up."))
    invitation = latest_invitation(person)
    if invitation is None:
        return SignIn(_("This person has not been invited yet."), is_waiting=True)
    day = written(localdate(invitation.created_at))
    words = _("Invited on %(day)s. The invitation has not been accepted yet.") % {"day": day}
    return SignIn(words, is_waiting=True, was_invited=True)


def force_facts(profile: ForceProfile | None) -> list[Fact]:
    """What is true of a force, for the summary list; nothing for another kind of place."""
    if profile is None:
        return []
    welsh = _("Yes") if profile.is_welsh else _("No")
    return [
        {"key": _("Country"), "value": profile.country},
        {"key": _("CPS Area"), "value": profile.cps_area},
        {"key": _("Operation Soteria"), "value": profile.get_soteria_phase_display()},
        {"key": _("Website"), "value": profile.website},
        {
            "key": _("Serves a Welsh-speaking area"),
            "value": welsh,
        },
    ]
