"""Makes the section and the collection of files that a force writes in."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from cms.models import LocalPlace, LocalSectionPage, SectionIndexPage
from cms.services.site_tree import GUIDANCE_SLUG, ensure_site_tree
from organisation.models import Node

LOCAL_SLUG = "local"


def local_place_of(force: Node) -> LocalPlace:
    """Return where the force writes, having made what was missing."""
    places = LocalPlace.objects.select_related("section", "collection", "force")
    return places.filter(force=force).first() or _make_place(force)


@transaction.atomic
def _make_place(force: Node) -> LocalPlace:
    # Two editors of one force who enter at once wait for each other here.
    Node.objects.select_for_update().get(pk=force.pk)
    found = LocalPlace.objects.filter(force=force).first()
    if found is not None:
        return found
    return LocalPlace.objects.create(
        force=force, section=_make_section(force), collection=_make_collection(force)
    )


def ensure_local_root() -> SectionIndexPage:
    """Return the page at /guidance/local/, below which each force has a section."""
    guidance = SectionIndexPage.objects.child_of(ensure_site_tree()).get(slug=GUIDANCE_SLUG)
    beside = SectionIndexPage.objects.child_of(guidance)
    found: SectionIndexPage | None = beside.filter(slug=LOCAL_SLUG).first()
    if found is not None:
        return found
    made: SectionIndexPage = guidance.add_child(
        instance=SectionIndexPage(
            title=_("Local guidance"),
            slug=LOCAL_SLUG,
            summary=_("What your own force adds to the national guidance."),
        )
    )
    return made


def _make_section(force: Node) -> LocalSectionPage:
    root = ensure_local_root()
    # Two forces that are the first at once must not make two children at one place in the tree.
    SectionIndexPage.objects.select_for_update(of=("self",)).get(pk=root.pk)
    root.refresh_from_db()
    sections = LocalSectionPage.objects.child_of(root)
    left: LocalSectionPage | None = sections.filter(force=force).first()
    if left is not None:
        return left
    made: LocalSectionPage = root.add_child(
        instance=LocalSectionPage(
            title=force.name,
            slug=force.slug,
            summary=_("Local pages of %(force)s, for its own people.") % {"force": force.name},
            force=force,
        )
    )
    return made


def _make_collection(force: Node) -> Collection:
    root = Collection.get_first_root_node()
    made: Collection = root.add_child(instance=Collection(name=force.name))
    return made
