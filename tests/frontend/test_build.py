"""What npm built is ours, small and whole."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

FRONTEND = Path(settings.ROOT) / "platform" / "frontend"
DIST = FRONTEND / "dist"
built = pytest.mark.skipif(
    not DIST.is_dir(), reason="platform/frontend/dist is not built: npm ci && npm run build"
)


def style_sheet() -> str:
    return (DIST / "css" / "lodestar.css").read_text(encoding="utf-8")


@built
def test_the_style_sheet_is_small_enough_for_a_phone() -> None:
    assert len(gzip.compress(style_sheet().encode())) <= 26 * 1024


@built
def test_nothing_of_the_governments_own_look_is_in_the_style_sheet() -> None:
    assert "GDS Transport" not in style_sheet()
    assert "crest" not in style_sheet()
    assert "@font-face" not in style_sheet()


@built
def test_every_file_that_the_style_sheet_names_is_there() -> None:
    named = set(re.findall(r"url\([\"']?([^\"')]+)", style_sheet()))
    missing = [
        name
        for name in named
        if not name.startswith("data:") and not (DIST / "css" / name).resolve().is_file()
    ]
    assert missing == []


@built
def test_people_with_their_own_colours_or_without_motion_are_thought_of() -> None:
    assert "forced-colors" in style_sheet()
    assert "prefers-reduced-motion" in style_sheet()
    assert "@media print" in style_sheet()


@built
@pytest.mark.parametrize(
    "name",
    [
        *["js/lodestar.js", "js/editing.js", "css/editing.css"],
        *["images/favicon.svg", "fonts/DejaVuSans.ttf", "fonts/LICENSE"],
    ],
)
def test_what_pages_and_certificates_need_is_built(name: str) -> None:
    assert (DIST / name).stat().st_size > 0


def test_the_lock_file_names_no_registry_and_checks_every_package() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []
