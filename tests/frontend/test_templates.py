"""No template opens a hole: each one compiles, and none has inline script, style or |safe."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = settings.ROOT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
CSP_HOLES = {
    "an inline style": re.compile(r"<style|\sstyle\s*="),
    "an inline handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address that runs": re.compile(r"javascript:", re.IGNORECASE),
    "an unescaped value": re.compile(r"\|\s*safe\b|autoescape\s+off"),
}
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>")


def text_of(name: str) -> str:
    return (Path(TEMPLATES) / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name: str) -> None:
    assert get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_needs_a_hole_in_the_content_security_policy(name: str) -> None:
    text = text_of(name)
    found = [what for what, pattern in CSP_HOLES.items() if pattern.search(text)]
    assert found == []
    assert INLINE_SCRIPT.findall(text) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_to_another_site_is_written_with_https(name: str) -> None:
    assert "http://" not in text_of(name).replace("http://www.w3.org/2000/svg", "")
