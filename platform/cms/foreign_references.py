"""What is written for a force may show and link to what that force may see, and nothing else.

Wagtail's forms take the key of any page, picture or document, and show its title when the form
comes back with an error: a key that the chooser did not offer is refused before that.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from wagtail.blocks.stream_block import StreamBlock
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from cms.models.media import CustomDocument, CustomImage

Reference = tuple[type[Model], str]
GUARDED: tuple[type[Model], ...] = (Page, CustomImage, CustomDocument)


class OwnReferencesOnly:
    """For a form of Wagtail's: refuses what names something that its writer may not choose."""

    # Wagtail's, which have no types.
    fields: Any
    data: Any
    files: Any
    instance: Any
    for_user: Any
    is_bound: bool

    def full_clean(self) -> None:
        """Look at what was sent before any of it is shown again."""
        if self.is_bound and self._is_of_a_force:
            sent = set(self._sent_references())
            if sent:
                refuse_strange(self.for_user, sent - self._kept_references())
        super().full_clean()  # type: ignore[misc] # of the form beside it

    @property
    def _is_of_a_force(self) -> bool:
        from cms.policies import may_roam_cms  # noqa: PLC0415 -- models ask for this module

        return self.for_user is not None and not may_roam_cms(self.for_user)

    def _sent_references(self) -> Iterator[Reference]:
        for name, field in self.fields.items():
            block = getattr(field, "block", None)
            if isinstance(block, StreamBlock):
                prefix = self.add_prefix(name)  # type: ignore[attr-defined] # of Django's form
                value = field.widget.value_from_datadict(self.data, self.files, prefix)
                yield from _guarded(
                    (model, str(key)) for model, key, *_where in block.extract_references(value)
                )

    def _kept_references(self) -> set[Reference]:
        """What the page names already: somebody who might has chosen it."""
        if not self.instance.pk:
            return set()
        saved = type(self.instance)._default_manager.get(pk=self.instance.pk)
        latest = saved.get_latest_revision_as_object()
        found: set[Reference] = set()
        for version in (saved, latest):
            for content_type, key, *_where in ReferenceIndex._extract_references_from_object(
                version
            ):
                found.update(_guarded([(_model_of(content_type), str(key))]))
        return found


def _model_of(content_type_id: int) -> type[Model]:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 -- needs the apps

    return ContentType.objects.get_for_id(content_type_id).model_class() or Model


def _guarded(references: Any) -> Iterator[Reference]:  # pairs of a model and a key
    for model, key in references:
        for guarded in GUARDED:
            if issubclass(model, guarded):
                yield guarded, key


def refuse_strange(user: User, references: set[Reference]) -> None:
    """Raise PermissionDenied if the person may not choose one of them."""
    from cms.selectors.forces import files_of_own, pages_to_link_to  # noqa: PLC0415 -- as above

    for model in GUARDED:
        keys = {key for named, key in references if named is model}
        if not keys:
            continue
        if not all(key.isdecimal() for key in keys):
            raise PermissionDenied
        offered = pages_to_link_to(user) if model is Page else files_of_own(user, model)
        if offered.filter(pk__in=keys).count() != len(keys):
            raise PermissionDenied
