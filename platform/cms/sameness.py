"""Whether two saved states of a page say the same to its readers. Pure: takes plain values."""

import json
import re
from collections.abc import Mapping

# What changes by saving, publishing or commenting, and not by writing.
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "expired",
        "first_published_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "url_path",
        "wagtail_admin_comments",
    }
)
# Keys that the editor gives to blocks and rows, anew if there were none.
NAMES_OF_ROWS = frozenset({"id", "pk"})
_KEYS_IN_MARKUP = re.compile(r'\s*data-block-key="[^"]*"')

Plain = Mapping[str, object]


def content_of(state: Plain, *, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """The state without bookkeeping and without the fields named in without, fit to compare."""
    left_out = BOOKKEEPING | without
    return {name: _bare(value) for name, value in state.items() if name not in left_out}


def blocks_of(value: str) -> object:
    """What a stream of blocks holds, which is kept as JSON; every other text as it is."""
    if not value.startswith("["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _bare(value: object) -> object:
    if isinstance(value, str):
        parsed = blocks_of(value)
        return _KEYS_IN_MARKUP.sub("", value) if parsed is value else _bare(parsed)
    if isinstance(value, Mapping):
        return {key: _bare(kept) for key, kept in value.items() if key not in NAMES_OF_ROWS}
    if isinstance(value, list):
        return [_bare(kept) for kept in value]
    return value
