"""An encrypted field gives its value back to its own row and to nothing else."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from core.crypto import SealBrokenError
from core.crypto.fields import EncryptedJSONField, EncryptedTextField, Sealed
from core.models import PublicIdModel

pytestmark = pytest.mark.django_db


@pytest.fixture
def note() -> Iterator[type[models.Model]]:
    """A model with two sealed texts and a sealed list, whose table lives as long as the test."""
    with isolate_apps("core"):

        class Note(PublicIdModel):
            body = EncryptedTextField(null=True)
            remark = EncryptedTextField(blank=True, default="")
            words = EncryptedJSONField(null=True)
            objects: ClassVar[models.Manager[Any]] = models.Manager()

            class Meta:
                app_label = "core"

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        yield Note


# The model is made anew for each test, so that its type has no name here.
def stored(model: Any, column: str, pk: int) -> str:
    """Return what lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM core_note WHERE id = %s", [pk])  # noqa: S608 -- ours
        return str(cursor.fetchone()[0])


def store(column: str, token: str, pk: int) -> None:
    """Put a value into the database behind the field's back."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE core_note SET {column} = %s WHERE id = %s", [token, pk])  # noqa: S608 -- ours


def test_what_is_saved_is_sealed_and_comes_back(note: Any) -> None:
    row = note.objects.create(body="a private word", words=["one", 2, None])
    assert row.body == "a private word"
    read = note.objects.get()
    assert (read.body, read.remark, read.words) == ("a private word", "", ["one", 2, None])
    for column in ("body", "remark", "words"):
        assert stored(note, column, row.pk).startswith("v1.demo-1.")


def test_nothing_stays_nothing(note: Any) -> None:
    note.objects.create()
    assert note.objects.get(body__isnull=True).body is None


def test_a_value_moved_to_another_row_is_refused(note: Any) -> None:
    mine, yours = (note.objects.create(body=text) for text in ("mine", "yours"))
    store("body", stored(note, "body", mine.pk), yours.pk)
    with pytest.raises(SealBrokenError):
        _ = note.objects.get(pk=yours.pk).body
    assert note.objects.get(pk=mine.pk).body == "mine"


def test_a_value_moved_to_another_field_is_refused(note: Any) -> None:
    row = note.objects.create(body="mine", remark="other")
    store("remark", stored(note, "body", row.pk), row.pk)
    with pytest.raises(SealBrokenError):
        _ = note.objects.get().remark


def test_a_value_moved_to_another_model_is_refused(note: Any) -> None:
    row = note.objects.create(body="mine")
    field = note._meta.get_field("body")
    assert field.context(row) == f"core.note.body:{row.public_id}"
    token = stored(note, "body", row.pk)
    with isolate_apps("core"):

        class Letter(PublicIdModel):
            body = EncryptedTextField(null=True)

            class Meta:
                app_label = "core"

        letter = Letter(public_id=row.public_id)
        letter.__dict__["body"] = Sealed(token)
        with pytest.raises(SealBrokenError):
            _ = letter.body


def test_a_copied_row_cannot_take_the_value_along(note: Any) -> None:
    note.objects.create(body="mine")
    copy = note.objects.get()
    copy.pk = None
    copy.public_id = PublicIdModel._meta.get_field("public_id").get_default()
    copy._state.adding = True
    with pytest.raises(SealBrokenError), transaction.atomic():
        copy.save()
    assert note.objects.count() == 1


def test_saving_an_unchanged_row_leaves_its_seal_alone(note: Any) -> None:
    row = note.objects.create(body="mine")
    before = stored(note, "body", row.pk)
    note.objects.get().save()
    assert stored(note, "body", row.pk) == before


def test_a_deferred_value_is_opened_when_it_is_asked_for(note: Any) -> None:
    note.objects.create(body="mine")
    assert note.objects.defer("body", "public_id").get().body == "mine"


def test_many_rows_are_sealed_one_by_one(note: Any) -> None:
    note.objects.bulk_create([note(body="same"), note(body="same")])
    assert [row.body for row in note.objects.order_by("pk")] == ["same", "same"]
    tokens = {stored(note, "body", row.pk) for row in note.objects.all()}
    assert len(tokens) == 2


def test_values_give_no_content(note: Any) -> None:
    note.objects.create(body="mine")
    [(value,)] = note.objects.values_list("body")
    assert repr(value) == str(value) == "<Sealed>"


# Each of these would compare or store the bare text.
@pytest.mark.parametrize(
    "ask",
    [
        lambda note: note.objects.filter(body="mine"),
        lambda note: note.objects.filter(body__contains="mi"),
        lambda note: note.objects.update(body="bare"),
        lambda note: note.objects.bulk_update(_changed(note), ["body"]),
    ],
)
def test_the_database_is_never_handed_bare_text(note: Any, ask: Any) -> None:
    row = note.objects.create(body="mine")
    with pytest.raises(FieldError), transaction.atomic():
        ask(note)
    assert note.objects.get(pk=row.pk).body == "mine"


def _changed(note: Any) -> list[Any]:
    row = note.objects.get()
    row.body = "bare"
    return [row]


def test_a_row_must_have_a_name_before_it_is_saved() -> None:
    with isolate_apps("core"):

        class Unnamed(models.Model):
            body = EncryptedTextField()

            class Meta:
                app_label = "core"

        assert [found.id for found in Unnamed._meta.get_field("body").check()] == ["core.E001"]


def test_a_renamed_field_can_keep_its_old_name_in_the_seal() -> None:
    with isolate_apps("core"):

        class Renamed(PublicIdModel):
            body = EncryptedTextField(bound_as="core.note.remark")

            class Meta:
                app_label = "core"

        row = Renamed()
        field = Renamed._meta.get_field("body")
        assert field.context(row) == f"core.note.remark:{row.public_id}"
        assert field.deconstruct()[3] == {"bound_as": "core.note.remark"}
