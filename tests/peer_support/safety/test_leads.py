"""To whom a concern comes: the nearest safeguarding leads who are not of the pair."""

from peer_support.safety_leads import Lead, nearest_leads

FORCE, SAME_REGION, ELSEWHERE = "000100010001", "000100010002", "000100020001"


def nearest(*leads: Lead, parties: tuple[str, ...] = (), but_not: tuple[int, ...] = ()) -> set[int]:
    found = nearest_leads(leads, force_path=FORCE, step=4, parties=parties, but_not=but_not)
    return set(found)


HERE, BESIDE, FAR = Lead(1, "a", FORCE), Lead(2, "b", SAME_REGION), Lead(3, "c", ELSEWHERE)


def test_it_comes_to_the_leads_of_the_force_alone() -> None:
    assert nearest(HERE, BESIDE, FAR, Lead(4, "d", FORCE)) == {1, 4}


def test_whoever_is_of_the_pair_is_passed_over() -> None:
    assert nearest(HERE, Lead(4, "d", FORCE), parties=("a",)) == {4}


def test_without_anybody_in_the_force_it_goes_to_the_region_and_then_to_the_nation() -> None:
    assert nearest(HERE, BESIDE, FAR, parties=("a",)) == {2}
    assert nearest(HERE, BESIDE, FAR, parties=("a", "b")) == {3}


def test_whoever_asked_never_approves() -> None:
    assert nearest(HERE, BESIDE, but_not=(1,)) == {2}


def test_with_nobody_left_there_is_nobody() -> None:
    assert nearest(HERE, parties=("a",)) == set()
