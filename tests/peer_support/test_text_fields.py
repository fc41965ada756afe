"""Every text field of peer support takes every hostile input, and keeps none of its life."""

import importlib
import pkgutil
import time
from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape

import peer_support.forms
from core.plain_text_field import PlainTextField
from tests.peer_support.hostile import hostile_inputs, signs_of_life

QUICK = 0.2
PATIENCE = 3


def form_classes() -> Iterator[type[forms.Form]]:
    """Yield every form that a module of peer_support.forms defines."""
    for module_info in pkgutil.iter_modules(peer_support.forms.__path__):
        module = importlib.import_module(f"peer_support.forms.{module_info.name}")
        for found in vars(module).values():
            is_form = isinstance(found, type) and issubclass(found, forms.Form)
            if is_form and found.__module__ == module.__name__:
                yield found


def typed_fields() -> dict[str, forms.Field]:
    """Return every field that takes words as they come, by form and name."""
    return {
        f"{form.__name__}.{name}": declared
        for form in form_classes()
        for name, declared in form.base_fields.items()
        if isinstance(declared, forms.CharField) and not isinstance(declared, forms.EmailField)
        if not isinstance(declared, forms.UUIDField)
    }


def test_words_are_taken_by_one_kind_of_field_alone() -> None:
    found = typed_fields()
    assert len(found) >= 10
    assert [name for name, one in found.items() if not isinstance(one, PlainTextField)] == []


def cleaned(declared: forms.Field, text: str) -> str:
    """Return what is kept of the text, or the words in which it is refused."""
    try:
        return str(declared.clean(text))
    except ValidationError as refusal:
        return " ".join(refusal.messages)


def quickly(declared: forms.Field, text: str) -> bool:
    """Whether one of three tries is quick: a collection of garbage is not the field's work."""
    for _try in range(PATIENCE):
        started = time.process_time()
        cleaned(declared, text)
        if time.process_time() - started < QUICK:
            return True
    return False


@pytest.mark.parametrize("name", sorted(typed_fields()))
def test_every_field_takes_the_whole_corpus_quickly_and_lets_nothing_live(name: str) -> None:
    declared = typed_fields()[name]
    for one in hostile_inputs():
        found = quickly(declared, one.text), signs_of_life(escape(cleaned(declared, one.text)))
        assert (str(one), *found) == (str(one), True, [])
