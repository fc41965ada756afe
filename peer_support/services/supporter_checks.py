"""What must be so before a supporter may be changed; each refusal says what to do instead."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from organisation.models import Node
from organisation.selectors import force_of
from peer_support.exceptions import SupporterRefusedError
from peer_support.models import Supporter
from peer_support.policies import may_look_after, works_apart
from peer_support.profiles import Profile, known
from peer_support.services.locks import lock_people

State = Supporter.State
SERVING = frozenset({State.ACTIVE, State.PAUSED})
IN_TRAINING_OR_SERVING = SERVING | {State.APPLIED}


def locked(supporter: Supporter) -> Supporter:
    """Return the supporter as they are now, and let nobody else settle anything with them."""
    lock_people(supporter.person_id)
    return (
        Supporter.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=supporter.pk)
    )


def locked_own(person: User) -> Supporter:
    """Return the person's own profile, locked; refuse if there is none."""
    lock_people(person.pk)
    rows = Supporter.objects.select_for_update(of=("self",)).select_related("person")
    own = rows.filter(person=person).first()
    if own is None:
        raise SupporterRefusedError(_("You are not a peer supporter. You can apply to be one."))
    return own


def require_state(supporter: Supporter, allowed: frozenset[str], refusal: str) -> None:
    """Refuse in any other state: somebody else was faster, or the page is old."""
    if supporter.state not in allowed:
        raise SupporterRefusedError(refusal)


def require_coordinator(actor: User, supporter: Supporter) -> None:
    """Nobody about themselves, and nobody from another force."""
    if actor.pk == supporter.person_id:
        raise SupporterRefusedError(
            _("This is about you. Ask another coordinator to do it: nobody decides for themselves.")
        )
    if not may_look_after(actor, supporter):
        raise SupporterRefusedError(_("Only the coordinator of their force can do this."))


def require_may_support(person: User) -> Node:
    """Return the force that the person works in; refuse who could not be spoken to freely."""
    force = force_of(person, timezone.localdate())
    if force is None or not person.is_active:
        raise SupporterRefusedError(_("Only people who work in a force can be peer supporters."))
    if works_apart(person):
        raise SupporterRefusedError(
            _(
                "People who work in professional standards or human resources cannot be peer "
                "supporters. This is no judgement: colleagues must be able to speak to a supporter "
                "who has no part in conduct or contracts."
            )
        )
    return force


def require_known(profile: Profile) -> None:
    """Refuse a profile that no request could ever meet."""
    if not known(profile):
        raise SupporterRefusedError(
            _("Give a name, and choose at least one language, one way to meet and one time.")
        )
