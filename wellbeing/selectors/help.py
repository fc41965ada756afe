"""What forces say about their help: for their people, and for those who write it."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from organisation.models import Membership
from organisation.selectors import post_today
from wellbeing.models import ForceHelp


def help_at_force_of(person: User) -> ForceHelp | None:
    """Return what the force that the person works in today has filled in, if anything."""
    post = post_today(person)
    if post is None:
        return None
    return ForceHelp.objects.filter(force=post.force_id).first()


def people_at(force_id: int, on: date) -> QuerySet[User]:
    """Everyone with an open account who works in the force on that day."""
    posts = Membership.objects.current(on).filter(force=force_id)
    return User.objects.filter(is_active=True, pk__in=posts.values("person"))
