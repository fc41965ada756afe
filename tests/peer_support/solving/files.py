"""Writes files for solve_matching and runs it, as whoever checks the product's solver does."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

# A file may hold anything: that is what these tests are about.
File = dict[str, Any]


def request(**changes: object) -> File:
    """Return a request that supporter() may take, with some of it changed."""
    return {
        "id": "r1",
        "person": "asker",
        "force": "kent",
        "region": "south",
        "team": "north team",
        "role": "investigator",
        "rank": "PC",
        "language": "en",
        "topics": ["court"],
        "required_topics": [],
        "mode": "remote",
        "availability": ["mon", "tue"],
        "tier": 2,
        "waiting_days": 1,
    } | changes


def supporter(**changes: object) -> File:
    """Return a supporter who may take request(), at 850 points, with some of it changed."""
    return {
        "id": "s1",
        "person": "helper",
        "force": "surrey",
        "region": "south",
        "team": "south team",
        "role": "investigator",
        "rank": "STAFF",
        "gender": "woman",
        "languages": ["en", "cy"],
        "trained_topics": ["court", "trauma"],
        "lived": [],
        "availability": ["tue", "sat"],
        "capacity": 3,
        "active_cases": 0,
        "status": "active",
        "training_expired": False,
    } | changes


def people(
    requests: list[File] | None = None, supporters: list[File] | None = None, **changes: object
) -> File:
    """Return a file of people: one request and one supporter unless others are given."""
    return {
        "weights": {},
        "load_penalty": [0, 40, 120, 240, 400],
        "requests": [request()] if requests is None else requests,
        "supporters": [supporter()] if supporters is None else supporters,
        "relations": [],
    } | changes


def edges(**changes: object) -> File:
    """Return a file of edges: two requests want the one place of supporter 0."""
    return {
        "tiers": [2, 0],
        "capacities": [1, 2],
        "edges": [[0, 0, 900], [1, 0, 300]],
        "load_penalty": [0, 40],
    } | changes


def solve_file(path: Path, content: object) -> Any:  # the parsed line: any JSON
    """Return what the command prints for a file with this content, text or JSON."""
    file = path / "matching.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    printed = StringIO()
    call_command("solve_matching", str(file), stdout=printed)
    (line,) = printed.getvalue().splitlines()
    return json.loads(line)
