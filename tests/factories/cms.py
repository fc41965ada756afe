"""Pages and files for tests: GuidancePageFactory(sensitive=True), image_on(page)."""

from datetime import date
from typing import Any, Generic, TypeVar

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from cms.demo_files import three_circles
from cms.models import (
    BasePage,
    ChangeKind,
    CustomDocument,
    CustomImage,
    GuidancePage,
    HomePage,
    LegalUpdatePage,
    Marking,
    PathwayPage,
    PracticeExamplePage,
    SectionIndexPage,
    ToolKind,
    ToolPage,
)
from cms.services import GUIDANCE_SLUG, ensure_site_tree
from organisation.models import RassoRole
from tests.factories.organisation import ForceFactory


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

    slug = factory.Sequence("invented-section-{}".format)


def publish(page: PageT, note: str = "", *, material: bool = False) -> PageT:
    """Publish the page as it is in memory, as an editor does; it then has a version more."""
    page.change_note = note
    page.change_kind = ChangeKind.MATERIAL if material else ChangeKind.MINOR
    page.save_revision().publish()
    page.refresh_from_db()
    return page


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


class ToolPageFactory(PageFactory[ToolPage]):
    """A checklist with two things to tick."""

    class Meta:
        model = ToolPage

    slug = factory.Sequence("invented-tool-{}".format)
    kind = ToolKind.CHECKLIST
    body = factory.LazyFunction(
        lambda: [{"type": "checklist", "value": {"title": "Each time", "steps": ["Ask", "Listen"]}}]
    )


class LegalUpdatePageFactory(PageFactory[LegalUpdatePage]):
    """A change of an invented law."""

    class Meta:
        model = LegalUpdatePage

    slug = factory.Sequence("invented-update-{}".format)
    in_force_on = date(2026, 4, 6)
    what_to_do = factory.LazyFunction(
        lambda: [{"type": "text", "value": "<p>Ask twice from now on.</p>"}]
    )
    body = factory.LazyFunction(
        lambda: [{"type": "text", "value": "<p>Why the invented law changed.</p>"}]
    )


class PracticeExamplePageFactory(PageFactory[PracticeExamplePage]):
    """What an invented force tried."""

    class Meta:
        model = PracticeExamplePage

    slug = factory.Sequence("invented-example-{}".format)
    tried_by = factory.SubFactory(ForceFactory)
    body = factory.LazyFunction(
        lambda: [{"type": "text", "value": "<p>What was tried and found.</p>"}]
    )


class PathwayPageFactory(PageFactory[PathwayPage]):
    """A way through pages that the test names: PathwayPageFactory(steps=steps_to(a, b))."""

    class Meta:
        model = PathwayPage

    slug = factory.Sequence("invented-pathway-{}".format)
    steps = factory.LazyFunction(list)


def steps_to(*pages: BasePage) -> list[dict[str, Any]]:
    """The steps of a pathway through these pages."""
    return [
        {"type": "step", "value": {"page": page.pk, "why": f"Why {page.title}"}} for page in pages
    ]
