"""How far a person has come with the modules of a pathway: the CMS shows it, and asks here."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from cms.selectors.pathways import StepState
from learning.models import ModulePage
from learning.selectors.record import own_items


def states_of_steps(user: User, pages: Iterable[int], on: date) -> dict[int, StepState]:
    """Return by page what the person's own record says of those that are modules.

    pages: primary keys of pages of any type; modules that the person has not begun have no state.
    """
    modules = dict(ModulePage.objects.filter(pk__in=pages).values_list("slug", "pk"))
    if not modules:
        return {}
    return {
        modules[item.module.slug]: StepState(str(item.label), item.state.value)
        for item in own_items(user, on)
        if item.module.slug in modules
    }
