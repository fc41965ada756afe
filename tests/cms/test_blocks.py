"""What blocks refuse, and what stays out of migrations."""

from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from cms.blocks import ContentBlocks
from cms.blocks.files import ImageBlock, RecordingBlock
from cms.models import BasePage, GuidancePage
from cms.templatetags.cms_blocks import govuk_text
from tests.factories.cms import make_document, make_image


def _block_errors(refused: ValidationError) -> dict[str, ValidationError]:
    """What Wagtail's own kind of refusal says of each part."""
    assert isinstance(refused, StructBlockValidationError)
    errors: dict[str, ValidationError] = refused.block_errors
    return errors


@pytest.mark.django_db
def test_a_picture_needs_words_for_those_who_do_not_see_it() -> None:
    block = ImageBlock()
    value = block.to_python({"image": make_image().pk, "alt": "", "caption": ""})
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert set(_block_errors(refused.value)) == {"alt"}


@pytest.mark.django_db
def test_a_recording_needs_a_transcript_and_must_be_playable() -> None:
    block = RecordingBlock()
    sound = make_document(name="tones.mp3").pk
    silent = block.to_python({"title": "Tones", "recording": sound, "transcript": ""})
    with pytest.raises(ValidationError) as refused:
        block.clean(silent)
    assert set(_block_errors(refused.value)) == {"transcript"}
    text = block.to_python(
        {"title": "Tones", "recording": make_document().pk, "transcript": "<p>Tones.</p>"}
    )
    with pytest.raises(ValidationError) as refused:
        block.clean(text)
    assert set(_block_errors(refused.value)) == {"recording"}


def test_no_block_embeds_anything_from_elsewhere() -> None:
    assert not {"embed", "html", "raw_html"} & set(ContentBlocks().child_blocks)


def test_running_text_gets_the_classes_of_the_site_and_nothing_else_changes() -> None:
    source = '<p>Say <b>who</b>.</p><ul><li>One</li></ul><p><a href="https://a.example/">A</a></p>'
    assert govuk_text(RichText(source)) == (
        '<p class="govuk-body">Say <b>who</b>.</p>'
        '<ul class="govuk-list govuk-list--bullet"><li>One</li></ul>'
        '<p class="govuk-body"><a class="govuk-link" href="https://a.example/">A</a></p>'
    )


def test_neither_blocks_nor_choices_are_written_into_migrations() -> None:
    _name, path, args, kwargs = GuidancePage._meta.get_field("body").deconstruct()
    assert (path, args, kwargs["block_lookup"]) == ("wagtail.fields.StreamField", [[]], {})
    _name, path, _args, kwargs = BasePage._meta.get_field("pillars").deconstruct()
    assert path == "django.contrib.postgres.fields.ArrayField"
    assert not kwargs["base_field"].choices
    first = import_module("cms.migrations.0001_pages_pictures_and_documents")
    assert "cms.blocks" not in (first.__doc__ or "") + str(vars(first).keys())
