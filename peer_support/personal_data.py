"""What peer support holds about a person, and what erasure does to it.

Supporters are known, and their profile is in the copy of their data. Whether somebody asked, wrote
or was written to is not: the copy lies for some days under a name, and its length would tell. So
everyone's copy says in the same words where to look, and an erasure counts none of those rows.
"""

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.personal_data import PersonalData, Row, plain_rows
from peer_support.models import (
    Bar,
    BreakGlass,
    Concern,
    Conversation,
    Feedback,
    ForcePeerSupport,
    HeldPlace,
    Message,
    Offer,
    Pairing,
    Session,
    Supporter,
    SupporterDecision,
    SupporterRecord,
    SupportRequest,
)
from peer_support.services.erasure import erase_requests_of, erase_supporter

WHERE_IT_IS = _(
    "Requests for support, whom you would rather avoid, and what you wrote are kept under "
    "pseudonyms that this copy must not undo. Only you can open them: sign in, open Peer support, "
    "Your data."
)

PROFILE = (
    "state",
    "alias",
    "gender",
    "languages",
    "topics",
    "wished_topics",
    "modes",
    "slots",
    "lived",
    "lived_counts",
    "motivation",
    "capacity",
    "applied_on",
)


def export_profile(person: User) -> list[Row]:
    """The person's profile as a supporter, with what was decided and written down about it."""
    rows = plain_rows(Supporter.objects.filter(person=person), *PROFILE)
    decisions = SupporterDecision.objects.filter(supporter__person=person).order_by("pk")
    rows += plain_rows(decisions, "kind", "panel", "reason", "decided_on")
    records = SupporterRecord.objects.filter(supporter__person=person).order_by("pk")
    return rows + plain_rows(records, "kind", "held_on", "due_again_on", "topics", "evidence")


def erase_profile(person: User) -> int:
    """Remove the profile with all that hangs on it; counted as one, whomever they supported."""
    return int(erase_supporter(person=person, now=timezone.now()))


def export_nothing_but_the_way(person: User) -> list[Row]:
    """The same words for everyone, whether or not they ever asked."""
    return [{"where": str(WHERE_IT_IS)}]


def erase_requests(person: User) -> int:
    """Remove all that the person ever asked and wrote; counted as none, whatever there was."""
    erase_requests_of(person=person, now=timezone.now())
    return 0


def _with_requests(model: type[Model], label: Promise) -> PersonalData:
    """Rows that hang on requests: where they are is said there, and they go with them."""
    return PersonalData(model, label, (), lambda person: [], lambda person: 0)


def export_decisions(person: User) -> list[Row]:
    """Which decisions the person wrote down; about whom belongs to those others."""
    return plain_rows(SupporterDecision.objects.filter(recorded_by=person), "kind", "decided_on")


def erase_decisions(person: User) -> int:
    """Take the person's name off; the decision stands."""
    return SupporterDecision.objects.filter(recorded_by=person).update(recorded_by=None)


def export_records(person: User) -> list[Row]:
    """Which trainings and supervisions the person wrote down."""
    return plain_rows(SupporterRecord.objects.filter(recorded_by=person), "kind", "held_on")


def erase_records(person: User) -> int:
    """Take the person's name off; the training stands."""
    return SupporterRecord.objects.filter(recorded_by=person).update(recorded_by=None)


def export_openings(person: User) -> list[Row]:
    """When the person asked to open a conversation, or decided on it; never what was read."""
    asked = plain_rows(BreakGlass.objects.filter(asked_by=person), "asked_at", "state")
    return asked + plain_rows(BreakGlass.objects.filter(decided_by=person), "decided_at", "state")


def keep_openings(person: User) -> int:
    """Who opened a conversation stays on record: the person is anonymised with the account."""
    return 0


def export_force_pages(person: User) -> list[Row]:
    """For which forces the person looks after the words about peer support."""
    found = ForcePeerSupport.objects.filter(owner=person).select_related("force")
    return plain_rows(found, "force__name", "checked_on", "review_on")


def erase_force_pages(person: User) -> int:
    """Take the person's name off; the force's words stay."""
    return ForcePeerSupport.objects.filter(owner=person).update(owner=None)


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(
        SupportRequest,
        _("Your requests for peer support, and what you wrote"),
        (),
        export_nothing_but_the_way,
        erase_requests,
    ),
    _with_requests(Offer, _("Which supporters were asked for you")),
    _with_requests(HeldPlace, _("A supporter’s place that is kept for you")),
    _with_requests(Pairing, _("Who supported you, and from when to when")),
    _with_requests(Session, _("When you met your supporter")),
    _with_requests(Conversation, _("The key of a conversation")),
    _with_requests(Message, _("Messages of a conversation")),
    _with_requests(Bar, _("Whom you would rather avoid, and who named you")),
    _with_requests(Concern, _("Concerns that you raised; the words stay, without you")),
    _with_requests(Feedback, _("Answers at the end of a pairing; nobody can tell whose they are")),
    PersonalData(
        Supporter,
        _("Your profile as a peer supporter"),
        ("person",),
        export_profile,
        erase_profile,
    ),
    PersonalData(
        SupporterDecision,
        _("Decisions about peer supporters that you wrote down"),
        ("recorded_by",),
        export_decisions,
        erase_decisions,
    ),
    PersonalData(
        SupporterRecord,
        _("Trainings of peer supporters that you wrote down"),
        ("recorded_by",),
        export_records,
        erase_records,
    ),
    PersonalData(
        BreakGlass,
        _("Openings of a conversation that you asked for or decided on"),
        ("asked_by", "decided_by"),
        export_openings,
        keep_openings,
    ),
    PersonalData(
        ForcePeerSupport,
        _("Pages about peer support that you look after"),
        ("owner",),
        export_force_pages,
        erase_force_pages,
    ),
)
