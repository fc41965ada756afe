"""What a person's own force says about its help."""

from accounts.models import User
from organisation.selectors import post_today
from wellbeing.models import ForceHelp


def help_at_force_of(person: User) -> ForceHelp | None:
    """Return what the force that the person works in today has filled in, if anything."""
    post = post_today(person)
    if post is None:
        return None
    return ForceHelp.objects.filter(force=post.force_id).first()
