"""Holds back what looks like a detail of a case in forms that are not the editor of pages."""

from collections.abc import Set

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.checking.case_details import find_case_details
from cms.checking.kinds import CaseDetailKind
from cms.selectors.content_checks import published_contacts

# How a force is reached is what its own panels are for.
CONTACTS = frozenset({CaseDetailKind.PHONE, CaseDetailKind.EMAIL})


def refuse_case_details(text: str, *, besides: Set[CaseDetailKind] = frozenset()) -> None:
    """Raise ValidationError that names what has to go; besides: kinds that may stand."""
    found = [
        one for one in find_case_details(text, published_contacts()) if one.kind not in besides
    ]
    if found:
        raise ValidationError(
            [
                _("Take out “%(text)s”: it looks like %(kind)s.")
                % {"text": one.text, "kind": one.kind.label}
                for one in found
            ]
        )
