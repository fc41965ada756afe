"""How every form of the site is rendered, and the date field with three inputs.

FORM_RENDERER names LodestarRenderer, so forms of other packages (allauth's too) get the same
markup and the same written error messages without knowing about it. Django's own widget templates
stay as they are, because the CMS's editing pages use them: a control here has a template of its own
in templates/django/forms/controls/.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.form_messages import lower_first, written_messages


def year_month_day(text: str) -> tuple[str, str, str]:
    """The three parts of "2026-3-27"; a missing part is empty."""
    year, month, day, *_rest = [*text.split("-"), "", ""]
    return year, month, day


class DatePartsInput(forms.MultiWidget):
    """Day, month and year in three boxes, as people know their dates."""

    use_fieldset = True
    part_labels = (gettext_lazy("Day"), gettext_lazy("Month"), gettext_lazy("Year"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({"inputmode": "numeric"}),
            "month": forms.TextInput({"inputmode": "numeric"}),
            "year": forms.TextInput({"inputmode": "numeric"}),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: date | str | None) -> list[str]:
        """The three parts of a date, or of what a person typed as one."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        if not value:
            return ["", "", ""]
        year, month, day = year_month_day(str(value))
        return [day, month, year]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each box with its own label."""
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.part_labels, strict=True):
            part["label"] = label
        return context

    # Django gives data and files no narrower type; a field of one value reads one text, not a list.
    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # type: ignore[override]
        """One text, year first, so that DateField reads it; empty when nothing was typed."""
        day, month, year = (
            (part or "").strip() for part in super().value_from_datadict(data, files, name)
        )
        return f"{year}-{month}-{day}" if (day or month or year) else ""


class DateField(forms.DateField):
    """A date typed in three boxes; says which part is missing."""

    widget = DatePartsInput

    def __init__(self, **kwargs: Any) -> None:  # kwargs: whatever Django's own field takes
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        super().__init__(**kwargs)

    def to_python(self, value: date | str | None) -> date | None:
        """The date, or None when all three boxes are empty."""
        if isinstance(value, str) and value:
            missing = self._missing_parts(value)
            if missing:
                raise ValidationError(self._missing_message(missing), code="incomplete")
        return super().to_python(value)

    @staticmethod
    def _missing_parts(value: str) -> list[str]:
        year, month, day = year_month_day(value)
        named = ((day, _("a day")), (month, _("a month")), (year, _("a year")))
        return [name for part, name in named if not part]

    def _missing_message(self, missing: list[str]) -> str:
        return _("%(label)s must include %(parts)s") % {
            "label": self.label or _("Date"),
            "parts": _(" and ").join(missing),
        }


# The first class that fits a widget names its template in templates/django/forms/controls/.
CONTROLS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (DatePartsInput, "date", ""),
    (forms.CheckboxSelectMultiple, "checkboxes", ""),
    (forms.RadioSelect, "radios", ""),
    (forms.CheckboxInput, "checkbox", ""),
    (forms.Select, "select", "govuk-select"),
    (forms.Textarea, "textarea", "govuk-textarea"),
    (forms.ClearableFileInput, "file", "govuk-file-upload"),
    (forms.FileInput, "file", "govuk-file-upload"),
    (
        forms.PasswordInput,
        "password",
        "govuk-input govuk-password-input__input govuk-js-password-input-input",
    ),
    (forms.MultiWidget, "", ""),
    (Input, "input", "govuk-input"),
)

# "required": the browser's own message would come before ours, and in the browser's language.
# "placeholder": it vanishes as soon as one types, and repeats the label in a fainter colour.
UNWANTED_ATTRIBUTES = ("required", "placeholder")


class LodestarBoundField(BoundField):
    """A field that knows its GOV.UK control and speaks in written messages."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # The form validates through its bound fields, so this comes before any message is used.
        # A form that nobody has sent, such as a filter's, uses none.
        if form.is_bound:
            field.error_messages = {**written_messages(field, name, str(self.label))}

    @property
    def control_kind(self) -> str:
        """Which control template fits the widget; empty for a widget we do not know."""
        return self._control[0]

    @property
    def _control(self) -> tuple[str, str]:
        for widget_class, kind, css_class in CONTROLS:
            if isinstance(self.field.widget, widget_class):
                return kind, css_class
        return "", ""

    @property
    def first_control_id(self) -> str:
        """Where a link in the error summary goes."""
        own_id = self.field.widget.attrs.get("id") or self.auto_id
        several = {"date", "radios", "checkboxes"}
        return f"{own_id}_0" if self.control_kind in several else str(own_id)

    @property
    def character_limit(self) -> int | None:
        """The longest text that a multi-line field takes, to count against while typing."""
        if self.control_kind != "textarea":
            return None
        return getattr(self.field, "max_length", None)

    @property
    def is_marked_optional(self) -> bool:
        """Optional fields say so, unless every field of the form is optional (a filter)."""
        if self.field.required or self.control_kind == "checkbox":
            return False
        return any(field.required for field in self.form.fields.values())

    @property
    def short_label(self) -> str:
        """The label as it reads inside a sentence."""
        return lower_first(str(self.label)) if self.label else ""

    def as_control(self) -> SafeString:
        """The bare control in GOV.UK's markup, without label, hint and message."""
        kind, _css_class = self._control
        if not kind:
            return self.as_widget()
        widget = self.field.widget
        context = widget.get_context(self.html_name, self.value(), self._attributes())
        for unwanted in UNWANTED_ATTRIBUTES:
            context["widget"]["attrs"].pop(unwanted, None)
        return self.rendered(f"django/forms/controls/{kind}.html", context)

    def rendered(self, template_name: str, context: dict[str, Any]) -> SafeString:
        """A template of this field; the template has escaped what needed it."""
        html = self.form.renderer.render(template_name, context | {"field": self})
        return mark_safe(html)  # noqa: S308 -- the renderer strips white space and the mark with it

    def _attributes(self) -> dict[str, Any]:  # attribute values are text, numbers or True
        attributes = self.build_widget_attrs({"id": self.auto_id} if self.auto_id else {})
        if self.character_limit:
            described = attributes.get("aria-describedby") or ""
            attributes["aria-describedby"] = f"{described} {self.auto_id}-info".strip()
        return attributes | {"class": self._css_class()}

    def _css_class(self) -> str:
        _kind, own = self._control
        classes = [own, self.field.widget.attrs.get("class", "")]
        if own and self.errors:
            classes.append(f"{own.split()[0]}--error")
        if self.character_limit:
            classes.append("govuk-js-character-count")
        return " ".join(name for name in classes if name)


class LodestarRenderer(TemplatesSetting):
    """Renders forms with the site's templates; named by FORM_RENDERER."""

    bound_field_class = LodestarBoundField
