"""Model fields that keep lists of choices as arrays, and block definitions out of migrations."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """Wagtail's field, without its blocks in migrations.

    Blocks live in JSON, so no change to them alters a table; written into migrations they
    would only make every new help text a migration, and old ones impossible to load.
    """

    # Whatever Django hands to and from a migration; its own types are as wide.
    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the column alone, as Wagtail's own field with no block types."""
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], kwargs | {"block_lookup": {}}


class ChoiceArrayField(ArrayField):  # type: ignore[type-arg] # not generic at run time
    """Several of a fixed set of choices, ticked as checkboxes in the CMS.

    The choices stay out of migrations: they are words, and the column is the same without.
    """

    # Whatever Django hands to and from a migration; its own types are as wide.
    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Describe the column alone, as PostgreSQL's own field."""
        name, _path, args, kwargs = super().deconstruct()
        bare = copy(self.base_field)
        bare.choices = None
        kwargs["base_field"] = bare
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs

    # Form fields take whatever their class takes; which class is settled here.
    def formfield(self, *_classes: Any, **kwargs: Any) -> forms.Field | None:
        """Offer the choices of the base field, each to be ticked."""
        return forms.TypedMultipleChoiceField(
            coerce=self.base_field.to_python,
            choices=self.base_field.choices or (),
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            help_text=self.help_text,
            initial=kwargs.get("initial", list),
        )
