"""Every page of a person's own wellbeing is marked, so that none of them leaves a trace."""

from tests.policies.addresses import all_addresses

OWN = [found for found in all_addresses() if found.name.startswith("wellbeing:")]


def test_no_page_of_ones_own_is_kept_or_logged() -> None:
    assert len(OWN) > 15
    marks = ("unlogged", "never_kept")
    assert [a.name for a in OWN for mark in marks if not getattr(a.view, mark, False)] == []


def test_no_page_of_ones_own_is_public() -> None:
    assert [found.name for found in OWN if found.is_public] == []
