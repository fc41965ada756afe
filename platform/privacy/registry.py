"""Every model that leads to a person, with how it is exported and erased.

Packages declare their own in personal_data.py; a test walks all models and names what is missing.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from django.apps import apps
from django.db.models import Model

from accounts.models import User
from core.discovery import package_modules
from core.personal_data import PersonalData

# These lead to a person by a value in a field of another kind, which no walk can see.
HIDDEN_LINKS = ("audit.AuditEvent", "sessions.Session")


@cache
def declarations() -> tuple[PersonalData, ...]:
    """Return every declaration, lowest package first."""
    return tuple(
        declared for module in package_modules("personal_data") for declared in module.DECLARATIONS
    )


def declared_by_package() -> dict[str, tuple[PersonalData, ...]]:
    """Return the declarations under the name of the package that made them, lowest first."""
    modules = package_modules("personal_data")
    return {module.__name__.rpartition(".")[0]: module.DECLARATIONS for module in modules}


def missing_declarations(declared: Iterable[PersonalData]) -> list[str]:
    """Return "app.Model.field" for every link to a person that nobody has declared, sorted."""
    known: set[str] = set()
    for entry in declared:
        label = entry.model._meta.label
        known |= {label, *(f"{label}.{link}" for link in entry.links)}
    return sorted(link for link in _links_to_people() if link not in known)


def _links_to_people() -> Iterator[str]:
    yield User._meta.label
    yield from HIDDEN_LINKS
    for model in apps.get_models():
        if not model._meta.proxy:
            yield from (f"{model._meta.label}.{name}" for name in _own_links(model))


def _own_links(model: type[Model]) -> Iterator[str]:
    """The fields of the model's own table, and its many-to-many tables, that hold a person."""
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        related = field.related_model
        if isinstance(related, type) and issubclass(related, User):
            yield field.name
