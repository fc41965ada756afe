"""Shares of bands are noisy, in steps of five, and never finer than their ends."""

from statistics import stdev

import pytest

from disclosure.atoms import Atom
from disclosure.banding import noisy_counts, shares
from disclosure.noise import Label
from tests.support.figures import PERIOD, SECRET

LABEL = Label("sample", PERIOD, "mood.overall")


@pytest.mark.parametrize(
    ("number", "share"),
    [
        (-3.0, 10),
        (0.0, 10),
        (12.4, 10),
        (12.5, 15),
        (17.4, 15),
        (50.0, 50),
        (52.5, 55),
        (87.4, 85),
        (92.0, 90),
        (100.0, 90),
        (104.0, 90),
    ],
)
def test_a_share_is_rounded_to_five_and_ends_at_ten_and_ninety(number: float, share: int) -> None:
    assert shares({"low": number}, 100) == {"low": share}


def test_a_share_is_of_the_people_of_the_place() -> None:
    assert shares({"low": 12.0, "high": 28.0}, 40) == {"low": 30, "high": 70}


def test_every_band_has_noise_of_its_own_also_where_nobody_is() -> None:
    refs = tuple(f"person {number:03d}" for number in range(30))
    atom = Atom(1, refs, 1500.0, 32, {"low": 30})
    counts = noisy_counts(SECRET, LABEL, atom, ["low", "middle", "high"])
    apart = {round(counts["low"] - 30, 6), counts["middle"], counts["high"]}
    assert len(apart) == 3
    assert 0 not in apart
    assert counts == noisy_counts(SECRET, LABEL, atom, ["high", "low", "middle"])


def test_the_noise_of_a_band_is_one_and_a_half_people() -> None:
    drawn = []
    for number in range(3000):
        atom = Atom(1, (f"person {number}",), 50.0, 3, {})
        drawn.append(noisy_counts(SECRET, LABEL, atom, ["low"])["low"])
    assert stdev(drawn) == pytest.approx(1.5, abs=0.06)
