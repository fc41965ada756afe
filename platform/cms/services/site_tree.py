"""Makes sure that the trunk of the page tree stands: home, /guidance/ and /learning/."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, Locale, Page, Site

from cms.models import HomePage, SectionIndexPage

GUIDANCE_SLUG = "guidance"
LEARNING_SLUG = "learning"


@transaction.atomic
def ensure_site_tree() -> HomePage:
    """Return the home page, having made what was missing; what is there stays as it is."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    home = HomePage.objects.first() or _plant_home()
    _point_site_at(home)
    _ensure_section(
        home,
        slug=GUIDANCE_SLUG,
        title=_("Guidance"),
        summary=_("How to do the work well: short pages, each with an owner and a review date."),
    )
    _ensure_section(
        home,
        slug=LEARNING_SLUG,
        title=_("Learning modules"),
        summary=_("Short modules that you can leave at any time and come back to."),
    )
    return home


def _plant_home() -> HomePage:
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    # Wagtail's own welcome page holds the address that ours needs.
    Page.objects.filter(depth=2, slug="home").exact_type(Page).delete()
    root.refresh_from_db()
    home: HomePage = root.add_child(
        instance=HomePage(
            title=settings.SERVICE_NAME,
            slug="home",
            summary=_("Guidance and learning for people who investigate sexual offences."),
            is_public=True,
        )
    )
    return home


def _point_site_at(home: HomePage) -> None:
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = base.port or (443 if base.scheme == "https" else 80)
    wanted = {
        "hostname": base.hostname or "localhost",
        "port": port,
        "site_name": settings.SERVICE_NAME,
        "root_page_id": home.pk,
    }
    # Saving a site empties the cache of addresses, so nothing is saved that stands already.
    if not Site.objects.filter(is_default_site=True, **wanted).exists():
        Site.objects.update_or_create(is_default_site=True, defaults=wanted)


def _ensure_section(home: HomePage, *, slug: str, title: str, summary: str) -> None:
    if home.get_children().filter(slug=slug).exists():
        return
    home.add_child(
        instance=SectionIndexPage(
            title=title, slug=slug, summary=summary, shared_with_cps=True, show_in_menus=True
        )
    )
