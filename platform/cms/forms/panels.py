"""The form that a force writes a panel with: on which page, after which piece, whose."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.stream_block import StreamValue

from cms.foreign_references import OwnReferencesOnly
from cms.models import BasePage
from cms.no_case_details import CONTACTS, refuse_case_details
from cms.pieces import pieces_of, takes_panels, words_of
from cms.selectors import forces_edited_by, pages_visible_to, people_who_write_for
from cms.selectors.force_panels import latest_version, number_of
from core.exceptions import DomainError
from core.sanitise import plain_text


class ForcePanelForm(OwnReferencesOnly, WagtailAdminModelForm):
    """Page and force are chosen once; the places on offer are those of the page as it is now."""

    # What was the page's latest version when the form was opened.
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    # Wagtail passes its own options, the person among them.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # Wagtail leaves out what a page does not show
        forces = forces_edited_by(self.for_user)
        fields["force"].queryset = forces
        fields["page"].queryset = _national_pages(self.for_user)
        owners = people_who_write_for().filter(role_grants__scope__in=forces).distinct()
        fields["owner"].queryset = owners
        fields["owner"].required = True
        if self.instance.pk:
            fields["force"].disabled = True
            fields["page"].disabled = True
            fields["owner"].queryset = people_who_write_for(self.instance.force_id)
        else:
            self._begin(forces)
        page = self._page()
        fields["anchor"].widget = forms.Select(choices=_places_in(page))
        fields["seen_version"].initial = number_of(latest_version(page)) if page else 0

    def _begin(self, forces: QuerySet[Any]) -> None:
        """Fill in what a new panel will most likely be: the person's own force, and themselves."""
        fields: dict[str, Any] = self.fields
        # What the empty row says of itself comes before what a field says.
        self.initial |= {"force": forces.first(), "owner": self.for_user.pk}
        chosen = self.data.get(self.add_prefix("page")) if self.is_bound else None
        # The form would show the title of whatever page it was sent.
        if chosen and not fields["page"].queryset.filter(pk=_key(chosen)).exists():
            raise PermissionDenied

    def _page(self) -> BasePage | None:
        fields: dict[str, Any] = self.fields
        if self.instance.page_id:
            found = BasePage.objects.filter(pk=self.instance.page_id).first()
        elif self.is_bound:
            found = fields["page"].queryset.filter(pk=_key(self.data.get("page", ""))).first()
        else:
            found = None
        return found.specific if found else None

    def clean_title(self) -> str:
        """The heading, without markup."""
        try:
            return plain_text(self.cleaned_data["title"], max_length=120)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error

    def clean_anchor(self) -> str:
        """A place that the page has, or the end."""
        anchor: str = self.cleaned_data.get("anchor") or ""
        if anchor not in {place for place, _label in _places_in(self._page())}:
            raise forms.ValidationError(_("Choose a place on the page."))
        return anchor

    # Fields of any type.
    def clean(self) -> dict[str, Any]:
        """Refuse a page without a text of its own, and an owner of another force."""
        cleaned: dict[str, Any] = super().clean()
        page, force, owner = cleaned.get("page"), cleaned.get("force"), cleaned.get("owner")
        if page and not self.instance.pk and not takes_panels(page.specific):
            self.add_error("page", _("Choose a national page, not a section."))
        if owner and force and not people_who_write_for(force.pk).filter(pk=owner.pk).exists():
            self.add_error("owner", _("Choose an editor or approver of the force."))
        self._hold_back_case_details(cleaned.get("body") or ())
        return cleaned

    def _hold_back_case_details(self, body: Iterable[StreamValue.StreamChild]) -> None:
        """Contacts are what panels are for; anything else that names a case has to go."""
        for block in body:
            try:
                refuse_case_details(words_of(block), besides=CONTACTS)
            except forms.ValidationError as refusal:
                # A stream field shows only what its blocks find wrong.
                self.add_error(None, refusal)


def _national_pages(user: Any) -> QuerySet[BasePage]:  # Wagtail does not type its user
    pages: QuerySet[BasePage] = pages_visible_to(user).filter(force__isnull=True)
    return pages


def _key(sent: str) -> int:
    return int(sent) if sent.isdecimal() else 0


def _places_in(page: BasePage | None) -> list[tuple[str, str]]:
    """The end, which every page has, and then every piece that a panel can follow."""
    places = [("", _("At the end of the page"))]
    for piece in pieces_of(page) if page else []:
        places.append((piece.id, _("After %(piece)s") % {"piece": piece.label}))
    return places


def page_asked_for(user: Any, public_id: str) -> BasePage | None:  # as above
    """The national page that the address of a new panel names, if the person may read it."""
    try:
        wanted = UUID(public_id)
    except ValueError:
        return None
    found: BasePage | None = _national_pages(user).filter(translation_key=wanted).first()
    return found if found and takes_panels(found.specific) else None
