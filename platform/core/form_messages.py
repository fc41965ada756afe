"""Error messages written for people, put in place of Django's stock ones.

A message that a field was given on purpose is never replaced: only those still equal to Django's
own are. See written_messages().
"""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Fields whose message reads better with "your" or "new" than any rule could make it.
REQUIRED_BY_NAME: Mapping[str, "str | Promise"] = {
    "email": gettext_lazy("Enter your email address"),
    "login": gettext_lazy("Enter your email address"),
    "password": gettext_lazy("Enter your password"),
    "oldpassword": gettext_lazy("Enter your current password"),
    "password1": gettext_lazy("Enter a new password"),
    "password2": gettext_lazy("Enter the new password again"),
    "code": gettext_lazy("Enter the code"),
}

# The first class that fits gives the message; %(label)s is the field's label.
INVALID_BY_CLASS: tuple[tuple[type[forms.Field], "str | Promise"], ...] = (
    (
        forms.EmailField,
        gettext_lazy("Enter an email address in the correct format, like name@example.com"),
    ),
    (
        forms.URLField,
        gettext_lazy("Enter a web address in the correct format, like https://www.example.org"),
    ),
    (forms.DecimalField, gettext_lazy("%(label)s must be a number, like 4.5")),
    (forms.FloatField, gettext_lazy("%(label)s must be a number, like 4.5")),
    (forms.IntegerField, gettext_lazy("%(label)s must be a whole number, like 4")),
    (forms.DateTimeField, gettext_lazy("%(label)s must be a real date and time")),
    (forms.DateField, gettext_lazy("%(label)s must be a real date")),
    (forms.TimeField, gettext_lazy("%(label)s must be a time, like 14:30")),
    (forms.FileField, gettext_lazy("The file could not be read. Choose it again")),
    (forms.Field, gettext_lazy("%(label)s is not in a format that we can read")),
)


def lower_first(label: str) -> str:
    """The label as it reads inside a sentence: "Email address" but never "pNC number"."""
    starts_a_word = len(label) > 1 and label[1].islower()
    return label[0].lower() + label[1:] if starts_a_word else label


def is_choice(field: forms.Field) -> bool:
    """Whether the person picks from what is offered instead of typing."""
    return isinstance(field, forms.ChoiceField | forms.ModelChoiceField)


def _required_choice(field: forms.Field, label: str) -> str:
    several = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    if several:
        return _("Select at least one answer for “%(label)s”") % {"label": label}
    if label.endswith("?"):
        return _("Select an answer to “%(label)s”") % {"label": label}
    return _("Select %(label)s") % {"label": lower_first(label)}


def required_message(field: forms.Field, name: str, label: str) -> str:
    """What to say when the field was left empty."""
    if name in REQUIRED_BY_NAME:
        return str(REQUIRED_BY_NAME[name])
    if is_choice(field):
        return _required_choice(field, label)
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s” to continue") % {"label": label}
    if isinstance(field, forms.FileField):
        return _("Choose a file for “%(label)s”") % {"label": label}
    if label.endswith("?"):
        return _("Enter an answer to “%(label)s”") % {"label": label}
    return _("Enter %(label)s") % {"label": lower_first(label)}


def invalid_message(field: forms.Field, label: str) -> str:
    """What to say when the value has the wrong form."""
    for field_class, message in INVALID_BY_CLASS:
        if isinstance(field, field_class):
            return str(message) % {"label": label}
    raise TypeError(f"{field!r} is not a form field")


def _limit_messages(field: forms.Field, label: str) -> dict[str, str]:
    """Messages that Django fills with the limit later, so a % in the label is doubled."""
    safe_label = {"label": label.replace("%", "%%")}
    limits: dict[str, str] = {
        "max_value": _("%(label)s must be %%(limit_value)s or less") % safe_label,
        "min_value": _("%(label)s must be %%(limit_value)s or more") % safe_label,
    }
    if isinstance(field, forms.CharField):
        limits["max_length"] = (
            _("%(label)s must be %%(limit_value)d characters or fewer") % safe_label
        )
        limits["min_length"] = (
            _("%(label)s must be %%(limit_value)d characters or more") % safe_label
        )
    return limits


def _choice_message(field: forms.Field, label: str) -> str:
    safe_label = label.replace("%", "%%")
    if label.endswith("?"):
        return _("Select one of the answers to “%(label)s”") % {"label": safe_label}
    return _("Select %(label)s from the list") % {"label": lower_first(safe_label)}


def stock_messages(field: forms.Field) -> dict[str, str]:
    """Django's own messages for this kind of field, by code."""
    stock: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            found = kind.__dict__.get("default_error_messages", {})
            stock |= {code: str(message) for code, message in found.items()}
    return stock


def _all_messages(field: forms.Field, name: str, label: str) -> dict[str, str]:
    messages = {
        "required": required_message(field, name, label),
        "invalid": invalid_message(field, label),
        "empty": _("The file is empty. Choose one with something in it"),
        "invalid_image": _("The file must be a picture"),
        **_limit_messages(field, label),
    }
    if is_choice(field):
        messages["invalid_choice"] = _choice_message(field, label)
    return messages


def written_messages(field: forms.Field, name: str, label: str) -> dict[str, str]:
    """The field's messages by code, every stock one replaced where we have better words.

    label is the visible label; name is the field's name in its form.
    """
    stock = stock_messages(field)
    given = {code: str(message) for code, message in field.error_messages.items()}
    ours = _all_messages(field, name, label)
    replaced = {
        code: message
        for code, message in ours.items()
        if code not in given or given[code] == stock.get(code)
    }
    return given | replaced
