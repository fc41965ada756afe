"""Pages and files for tests: GuidancePageFactory(sensitive=True), image_on(page)."""

from typing import Any, Generic, TypeVar

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from cms.demo_files import three_circles
from cms.models import (
    BasePage,
    CustomDocument,
    CustomImage,
    GuidancePage,
    HomePage,
    Marking,
    SectionIndexPage,
)
from cms.services import GUIDANCE_SLUG, ensure_site_tree
from organisation.models import RassoRole


def home_page() -> HomePage:
    """The one home page, with the sections below it."""
    return ensure_site_tree()


def guidance_root() -> SectionIndexPage:
    """The page at /guidance/."""
    found: SectionIndexPage = SectionIndexPage.objects.child_of(home_page()).get(slug=GUIDANCE_SLUG)
    return found


PageT = TypeVar("PageT", bound=BasePage)


class PageFactory(DjangoModelFactory[PageT], Generic[PageT]):
    """A live page below /guidance/, unless the test names another parent."""

    class Meta:
        abstract = True

    class Params:
        sensitive = factory.Trait(
            marking=Marking.OFFICIAL_SENSITIVE, audience_roles=[RassoRole.ANALYST]
        )
        public = factory.Trait(is_public=True)
        for_cps = factory.Trait(shared_with_cps=True)

    title = factory.Sequence("Invented page {}".format)
    slug = factory.Sequence("invented-page-{}".format)
    summary = "What the invented page is for."

    # factory_boy hands over whatever fields the caller named.
    @classmethod
    def _create(
        cls, model_class: type[PageT], *args: Any, parent: BasePage | None = None, **fields: Any
    ) -> PageT:
        above = parent or guidance_root()
        made: PageT = above.add_child(instance=model_class(*args, **fields))
        return made


class GuidancePageFactory(PageFactory[GuidancePage]):
    """A page of guidance with one paragraph."""

    class Meta:
        model = GuidancePage

    body = factory.LazyFunction(
        lambda: [{"type": "text", "value": "<p>Invented words about a procedure.</p>"}]
    )


class SectionIndexPageFactory(PageFactory[SectionIndexPage]):
    """A section that lists what is below it."""

    class Meta:
        model = SectionIndexPage


def make_document(title: str = "Invented document", name: str = "invented.txt") -> CustomDocument:
    """An uploaded file that no page uses yet."""
    document: CustomDocument = CustomDocument.objects.create(
        title=title, file=ContentFile(b"invented words", name=name)
    )
    return document


def make_image(title: str = "Invented picture") -> CustomImage:
    """An uploaded picture that no page uses yet."""
    image: CustomImage = CustomImage.objects.create(
        title=title, file=three_circles(), description="Three circles"
    )
    return image


def document_block(document: CustomDocument) -> dict[str, Any]:
    """A block of a page's body that offers the document."""
    return {"type": "document", "value": {"document": document.pk, "description": ""}}


def image_block(image: CustomImage) -> dict[str, Any]:
    """A block of a page's body that shows the picture."""
    return {"type": "image", "value": {"image": image.pk, "alt": "Three circles", "caption": ""}}
