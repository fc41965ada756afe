"""Nothing that a reader may not read shows itself anywhere, by whatever way they come."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cms.models import BasePage
from organisation.models import RassoRole
from tests.cms.conftest import SignIn, person_with
from tests.factories.cms import (
    GuidancePageFactory,
    PathwayPageFactory,
    PracticeExamplePageFactory,
    SectionIndexPageFactory,
    document_block,
    image_block,
    make_document,
    make_image,
    publish,
    steps_to,
)
from tests.factories.learning import make_module

pytestmark = pytest.mark.django_db
SECRET = "Zibberwick"


def _link_to(page: BasePage) -> dict[str, str]:
    return {"type": "text", "value": f'<p><a linktype="page" id="{page.pk}">Read on</a></p>'}


class Place:
    """A page that is hidden from somebody, beside one that is not and leads to it."""

    def __init__(self, **hidden: object) -> None:
        self.document, self.image = make_document(f"{SECRET} file"), make_image(f"{SECRET} view")
        body = [document_block(self.document), image_block(self.image)]
        section = SectionIndexPageFactory(slug="place", shared_with_cps=True)
        self.hidden = publish(
            GuidancePageFactory(
                parent=section,
                title=f"{SECRET} title",
                summary=f"{SECRET} summary",
                body=body,
                pillars=["data"],
                **hidden,
            ),
            f"{SECRET} note",
        )
        self.shown = publish(
            GuidancePageFactory(
                parent=section, title="Shown", for_cps=True, body=[_link_to(self.hidden)]
            )
        )
        steps = steps_to(self.hidden, self.shown)
        self.pathway = PathwayPageFactory(title="The way", for_cps=True, steps=steps)

    def lists(self) -> Iterator[str]:
        """Addresses that name several pages, and pages that lead to the hidden one."""
        for page in (self.shown, self.pathway):
            yield page.url
            yield reverse("page_history", args=[page.translation_key])
        yield from ("/guidance/", "/guidance/place/", "/guidance/place/?pillar=data", "/home/")
        yield from (f"/search/?q={SECRET}", "/search/?q=title", "/learning/")

    def doors(self) -> Iterator[str]:
        """Addresses of the hidden page and of what hangs on it."""
        yield from (*self.pages(), *self.files())

    def pages(self) -> Iterator[str]:
        """The hidden page, as it is, was and prints."""
        yield self.hidden.url
        yield f"{self.hidden.url}?print"
        yield reverse("page_history", args=[self.hidden.translation_key])
        yield reverse("page_changes", args=[self.hidden.translation_key, 1])

    def files(self) -> Iterator[str]:
        """What only the hidden page uses."""
        yield self.document.url
        yield self.image.get_rendition("max-1280x1280").url


def _assert_nothing_seen(client: Client, place: Place) -> None:
    for address in place.lists():
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode().replace(f'value="{SECRET}"', "")
        # A search repeats what was typed.
        html = html.replace(f"{SECRET} – Search", "").replace(f"“{SECRET}”", "")
        for words in (f"{SECRET} title", f"{SECRET} summary", f"{SECRET} note", f"{SECRET} file"):
            assert words not in html, (address, words)
    for address in place.doors():
        assert client.get(address).status_code == 404, address


def test_a_sensitive_page_shows_itself_nowhere_outside_its_audience(
    officer: User, cps_partner: User, superuser: User, sign_in: SignIn
) -> None:
    place = Place(sensitive=True)
    _assert_nothing_seen(sign_in(officer), place)
    client = sign_in(superuser)
    for address in place.pages():
        assert client.get(address).status_code == 404, address
    # Whoever runs the CMS finds its files there.
    for address in place.files():
        assert client.get(address).status_code == 200, address
    assert SECRET not in sign_in(superuser).get("/guidance/place/").content.decode()


def test_its_audience_finds_it_everywhere_under_its_marking(analyst: User, sign_in: SignIn) -> None:
    place = Place(sensitive=True)
    client = sign_in(analyst)
    for address in (place.pathway.url, "/guidance/place/"):
        html = client.get(address).content.decode()
        assert f"{SECRET} title" in html, address
        assert "OFFICIAL-SENSITIVE" in html, address
    for address in place.doors():
        assert client.get(address).status_code == 200, address
    for address in (
        place.hidden.url,
        reverse("page_history", args=[place.hidden.translation_key]),
        reverse("page_changes", args=[place.hidden.translation_key, 1]),
    ):
        assert client.get(address).content.decode().count("OFFICIAL-SENSITIVE</p>") == 2, address


def test_a_cps_partner_sees_what_is_shared_and_no_sign_of_anything_else(
    cps_partner: User, sign_in: SignIn
) -> None:
    place = Place()
    client = sign_in(cps_partner)
    assert "Shown" in client.get("/guidance/place/").content.decode()
    assert "1. Shown" in client.get(place.pathway.url).content.decode()
    _assert_nothing_seen(client, place)


def test_a_sensitive_page_is_shared_only_with_partners_for_whose_role_it_is_written(
    cps_partner: User, sign_in: SignIn
) -> None:
    prosecutor = sign_in(person_with(RassoRole.CPS_PROSECUTOR))
    theirs = GuidancePageFactory(sensitive=True, for_cps=True)
    assert prosecutor.get(theirs.url).status_code == 404
    theirs.audience_roles = [RassoRole.CPS_PROSECUTOR]
    theirs.save()
    assert prosecutor.get(theirs.url).status_code == 200


def test_a_cps_partner_opens_no_module_or_practice_example_that_is_not_shared(
    cps_partner: User, sign_in: SignIn
) -> None:
    client = sign_in(cps_partner)
    module, example = make_module(), PracticeExamplePageFactory()
    shared = PracticeExamplePageFactory(for_cps=True)
    assert client.get(module.get_absolute_url()).status_code == 404
    assert client.get(example.url).status_code == 404
    assert client.get(shared.url).status_code == 200


def test_files_of_a_shared_page_are_shared_with_it(cps_partner: User, sign_in: SignIn) -> None:
    place = Place(for_cps=True)
    client = sign_in(cps_partner)
    for address in place.doors():
        assert client.get(address).status_code == 200, address
    html = client.get(place.pathway.url).content.decode()
    assert f"1. {SECRET} title" in html
