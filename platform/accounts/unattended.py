"""The mark of a view that a page's script asks by itself: nobody need be there."""

from collections.abc import Callable
from typing import TypeVar

# A view of any signature: the mark changes nothing about it.
View = TypeVar("View", bound=Callable[..., object])


def unattended(view: View) -> View:
    """Mark a view that does not keep a session awake."""
    view.unattended = True  # type: ignore[attr-defined] # read back by is_unattended
    return view


def is_unattended(view: Callable[..., object]) -> bool:
    """Whether the view is marked so."""
    return getattr(view, "unattended", False)
