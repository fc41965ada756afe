"""Every page of a person's own wellbeing is marked, so that none of them leaves a trace."""

import re
from pathlib import Path

from tests.policies.addresses import all_addresses

OWN = [found for found in all_addresses() if found.name.startswith("wellbeing:")]


def test_no_page_of_ones_own_is_kept_or_logged() -> None:
    assert len(OWN) > 15
    marks = ("unlogged", "never_kept")
    assert [a.name for a in OWN for mark in marks if not getattr(a.view, mark, False)] == []


def test_no_page_of_ones_own_is_public() -> None:
    assert [found.name for found in OWN if found.is_public] == []


def test_the_proxy_logs_none_of_these_addresses() -> None:
    root = Path(__file__).resolve().parents[2]
    text = (root / "platform" / "deploy" / "nginx.conf").read_text()
    places = re.findall(r"location ~ (\S+) \{(.*?)\}", text, flags=re.DOTALL)
    own = [rules for pattern, rules in places if re.match(pattern, "/wellbeing/check-in/")]
    assert len(own) == 1
    assert "access_log off;" in own[0]
    assert "error_log /dev/null crit;" in own[0]
    plain = text.partition("listen 8080;")[2].partition("return 301")[0]
    assert "access_log off;" in plain
