"""Rules for passwords: long, uncommon, not about the person, and nothing else."""

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from config.settings import base


def person() -> User:
    return User(email="margaret.sutcliffe@force.example", first_name="Margaret")


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("elevenchars", "Password must be 12 characters or more"),
        ("1234567890123", "Choose a password that is harder to guess"),
        ("margaret.sutcliffe", "Choose a password that is not like your name or email address"),
    ],
)
def test_a_weak_password_is_refused_in_words(password: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, person())
    assert any(text.startswith(message) for text in refused.value.messages)


@pytest.mark.parametrize("password", ["lamp kettle river", "ααααααααααααβ", "tttttttttttu"])
def test_a_long_password_needs_no_mixture_of_characters(password: str) -> None:
    validate_password(password, person())


def test_passwords_are_hashed_with_a_function_that_needs_memory() -> None:
    assert base.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.ScryptPasswordHasher"
    assert settings.PASSWORD_HASHERS != base.PASSWORD_HASHERS
