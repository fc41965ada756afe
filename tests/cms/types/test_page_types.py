"""Each type of page says first what its readers came for."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import BasePage, EvidenceRating, Pillar, Stage, ToolKind
from organisation.models import SoteriaPhase
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.cms import (
    GuidancePageFactory,
    LegalUpdatePageFactory,
    PathwayPageFactory,
    PracticeExamplePageFactory,
    SectionIndexPageFactory,
    ToolPageFactory,
    publish,
    steps_to,
)
from tests.factories.learning import complete, make_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(officer: User, sign_in: SignIn) -> Client:
    """The browser of an investigator."""
    return sign_in(officer)


def _main(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    return " ".join(html[html.index("<main") : html.index("</main>")].split())


def _in_order(text: str, *parts: str) -> bool:
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_a_legal_update_leads_with_what_to_do_and_its_date(client: Client) -> None:
    main = _main(client, LegalUpdatePageFactory().url)
    assert _in_order(
        main,
        "Legal update",
        "What to do</h2>",
        "In force from 6 April 2026",
        "Ask twice from now on.",
        "Background</h2>",
        "Why the invented law changed.",
        "About this page",
    )


def test_a_tool_says_its_kind_and_how_to_print_it(client: Client) -> None:
    page = publish(ToolPageFactory(kind=ToolKind.CHECKLIST))
    main = _main(client, page.url)
    assert "Tool: Checklist" in main
    assert 'class="app-checklist__item">Ask<' in main
    assert "Print this tool" in main
    assert "Version 1, published on" in main


@pytest.mark.parametrize("kind", ToolKind)
def test_every_kind_of_tool_says_that_nothing_is_kept(client: Client, kind: ToolKind) -> None:
    assert "is kept here" in _main(client, ToolPageFactory(kind=kind).url)


def test_a_practice_example_says_who_tried_it_how_sure_it_is_and_that_others_may_differ(
    client: Client,
) -> None:
    page = PracticeExamplePageFactory(evidence_rating=EvidenceRating.EMERGING)
    page.tried_by.profile.soteria_phase = SoteriaPhase.EXPANSION
    page.tried_by.profile.save()
    main = _main(client, page.url)
    for part in (
        page.tried_by.name,
        "Expansion (October 2022)",
        "Emerging: early results",
        "Results elsewhere may differ",
    ):
        assert part in main, part


def test_a_pathway_lists_its_steps_in_order_with_their_reasons(client: Client) -> None:
    first, second = GuidancePageFactory(title="First page"), ToolPageFactory(title="Then a tool")
    main = _main(client, PathwayPageFactory(steps=steps_to(second, first)).url)
    assert _in_order(main, "1. Then a tool", "Why Then a tool", "2. First page")
    assert 'class="govuk-task-list"' in main
    assert first.url in main


def test_a_step_that_the_reader_may_not_read_leaves_no_gap(
    client: Client, analyst: User, sign_in: SignIn
) -> None:
    secret = GuidancePageFactory(title="Secret step", sensitive=True)
    draft = GuidancePageFactory(title="Unfinished step", live=False)
    last = GuidancePageFactory(title="Last step")
    pathway = PathwayPageFactory(steps=steps_to(secret, draft, last))
    main = _main(client, pathway.url)
    assert "1. Last step" in main
    assert "Secret step" not in main
    assert "Unfinished" not in main
    assert "2." not in main.split("Steps</h2>")[1].split("</ol>")[0]
    seen = _main(sign_in(analyst), pathway.url)
    assert _in_order(seen, "1. Secret step", "OFFICIAL-SENSITIVE", "2. Last step")


def test_a_pathway_without_a_step_for_the_reader_says_so(client: Client) -> None:
    secret = GuidancePageFactory(sensitive=True)
    main = _main(client, PathwayPageFactory(steps=steps_to(secret)).url)
    assert "There is nothing here yet" in main


def test_a_module_in_a_pathway_shows_how_far_the_reader_has_come(
    client: Client, officer: User, analyst: User, sign_in: SignIn
) -> None:
    module = make_module()
    complete(officer, module, timezone.localdate())
    pathway = PathwayPageFactory(steps=steps_to(module, GuidancePageFactory()))
    assert _main(client, pathway.url).count("govuk-task-list__status") == 1
    assert "govuk-task-list__status" not in _main(sign_in(analyst), pathway.url)


def test_every_type_says_who_it_is_for_who_keeps_it_and_how_sure_it_is(client: Client) -> None:
    owner = UserFactory()
    # Fields of pages, whatever their types.
    about: dict[str, Any] = {
        "audience_roles": ["investigator"],
        "pillars": [Pillar.SUSPECT],
        "stages": [Stage.SUSPECT],
        "content_owner": owner,
        "content_note": "Speaks of harm in general terms.",
        "last_reviewed_on": date(2026, 1, 12),
        "next_review_on": date(2027, 1, 12),
        "evidence_rating": EvidenceRating.STRONG,
        "references": [{"type": "reference", "value": {"title": "A source", "url": ""}}],
    }
    factories = (
        GuidancePageFactory,
        ToolPageFactory,
        LegalUpdatePageFactory,
        PracticeExamplePageFactory,
        PathwayPageFactory,
        make_module,
    )
    for factory in factories:
        page: BasePage = publish(factory(**about), "What was new in it")
        main = _main(client, page.get_url())
        for part in (
            page.summary,
            "Speaks of harm in general terms.",
            "Investigator",
            "Suspect-focused investigation",
            "10 The suspect",
            str(owner),
            "12 January 2026",
            "12 January 2027",
            "Strong: tested",
            "A source",
            ", published on",
            "What was new in it",
            "Earlier versions and what changed",
            "Print this page",
        ):
            assert part in main, (factory, part)
        assert main.count("OFFICIAL</p>") == 2, factory


def test_a_section_says_of_each_page_what_it_is(client: Client) -> None:
    section = SectionIndexPageFactory(slug="mixed")
    ToolPageFactory(parent=section, summary="For the desk.")
    LegalUpdatePageFactory(parent=section)
    main = _main(client, "/guidance/mixed/")
    assert ">Tool<" in main
    assert ">Legal update<" in main
    assert "For the desk." in main
    assert "Narrow this list" not in main


def test_a_long_section_can_be_narrowed_by_kind_pillar_and_stage(client: Client) -> None:
    section = SectionIndexPageFactory(slug="long")
    for _number in range(8):
        GuidancePageFactory(parent=section, pillars=["people"])
    ToolPageFactory(parent=section, title="The one tool", pillars=["data"], stages=[8])
    GuidancePageFactory(parent=section, title="Hidden", sensitive=True, pillars=["data"])
    address = "/guidance/long/"
    assert "Narrow this list" in _main(client, address)
    for query in ("kind=toolpage", "pillar=data", "stage=8", "kind=toolpage&pillar=data&stage=8"):
        main = _main(client, f"{address}?{query}")
        assert "The one tool" in main
        assert main.count("app-page-list__item") == 1, query
        assert "Hidden" not in main
    nothing = _main(client, f"{address}?pillar=victim")
    assert "No page answers this" in nothing
    assert 'value="victim" selected' in nothing
    assert _main(client, f"{address}?kind=x&pillar=y&stage=z").count("app-page-list__item") == 9


def test_as_it_prints_everything_is_open_and_says_how_to_print(client: Client) -> None:
    scenario = {
        "title": "Late call",
        "content_note": "Speaks of harm.",
        "situation": "<p>Invented.</p>",
        "questions": ["What now?"],
    }
    page = GuidancePageFactory(body=[{"type": "scenario", "value": scenario}])
    assert '<details class="govuk-details">' in _main(client, page.url)
    main = _main(client, f"{page.url}?print")
    assert '<details class="govuk-details" open>' in main
    assert "press Ctrl and P" in main
    assert f'href="{page.url}">Back to the page' in main
