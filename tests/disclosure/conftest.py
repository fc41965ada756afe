"""A force with units, teams and people of its own, as real rows."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from disclosure.figures import Contribution, FigureSource, Gathered
from organisation.models import Node
from tests.factories.organisation import ForceFactory, TeamFactory, UnitFactory
from tests.support.figures import PERIOD, answering, gathered, silent, source_of

CLOSING_DAY = datetime(2026, 10, 3, 9, tzinfo=UTC)


@dataclass(frozen=True)
class SampleForce:
    """Unit one has teams of 24, 16 and 5 who answered, unit two a team of 30; each two silent."""

    force: Node
    units: tuple[Node, Node]
    teams: tuple[Node, Node, Node, Node]

    def contributions(self, score: float = 50.0) -> list[Contribution]:
        """Return September's answers, all of one score."""
        numbers = (24, 16, 5, 30)
        return [
            one
            for team, number in zip(self.teams, numbers, strict=True)
            for one in answering(team.pk, number, score=score, role="investigator")
        ]

    def said(self, score: float = 50.0) -> Gathered:
        """Return all that a source says of September."""
        others: dict[str, int] = {}
        for team in self.teams:
            others |= silent(team.pk, 2)
        return gathered(self.contributions(score), others)

    def source(self) -> FigureSource:
        """Return a source of September alone."""
        return source_of({PERIOD: self.said()})


@pytest.fixture
def sample_force(transactional_db: None) -> SampleForce:
    force = ForceFactory(slug="sample-force")
    one, two = (UnitFactory(parent=force) for _number in range(2))
    teams = (
        *(TeamFactory(parent=one), TeamFactory(parent=one), TeamFactory(parent=one)),
        TeamFactory(parent=two),
    )
    return SampleForce(force, (one, two), teams)
