"""What the check found: where and what kind, never the thing itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One table and what is wrong with it."""

    table: str
    problem: str

    def __str__(self) -> str:
        return f"{self.table}: {self.problem}"


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each finding once: how often it occurs would tell how many people are affected."""
    seen: set[Finding] = set()
    for finding in findings:
        if finding not in seen:
            seen.add(finding)
            yield finding
