"""The field of rich text in the CMS, made to lose no words of what is posted to it.

Wagtail's own drops a whole paragraph of a kind that the field does not offer, and fails on HTML.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.forms import HiddenInput
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.rich_text import features as feature_registry

from cms.editing.pasted_html import clean_pasted

PARAGRAPH = "unstyled"
LISTS = {"ul", "ol"}
# The editor's own form of a text: {"blocks": [...], "entityMap": {...}}.
ContentState = dict[str, Any]
EMPTY: ContentState = {"blocks": [], "entityMap": {}}


class SturdyRichTextArea(DraftailRichTextArea):
    """Takes what the editor sends, and HTML where no editor ran; both end as clean text."""

    # Django's own types for what was posted.
    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the text as it is stored, or None if the field was not posted."""
        posted = HiddenInput.value_from_datadict(self, data, files, name)
        if posted is None:
            return None
        state = _read_state(posted)
        if state is None:
            html = clean_pasted(posted, lists=set(self.features) >= LISTS)
            state = json.loads(self.converter.from_database_format(html))
        cleaned: str = self.converter.to_database_format(json.dumps(self._known_only(state)))
        return cleaned

    def _known_only(self, state: ContentState) -> ContentState:
        """Turn paragraphs of kinds that the field lacks into plain ones, and links into words."""
        kinds, entities = self._offered("block_map"), self._offered("entity_decorators")
        entity_map = state["entityMap"]
        known = {key for key, entity in entity_map.items() if entity.get("type") in entities}
        blocks = [_plain_where_unknown(block, kinds, known) for block in state["blocks"]]
        return {"blocks": blocks, "entityMap": {key: entity_map[key] for key in known}}

    def _offered(self, part: str) -> set[str]:
        rules = (
            feature_registry.get_converter_rule("contentstate", name) for name in self.features
        )
        return {kind for rule in rules if rule for kind in rule["to_database_format"].get(part, {})}


def _read_state(posted: str) -> ContentState | None:
    """The editor's form of the text, or None for anything else that was posted."""
    try:
        # The editor says null for a text without words.
        state = json.loads(posted) or EMPTY
    except ValueError:
        return None
    if not isinstance(state, dict) or not isinstance(state.get("blocks"), list):
        return None
    if not isinstance(state.get("entityMap"), dict):
        return None
    return state if all(_is_block(block) for block in state["blocks"]) else None


# Whatever JSON can hold.
def _is_block(block: Any) -> bool:
    return isinstance(block, dict) and isinstance(block.get("text"), str)


def _plain_where_unknown(
    block: Mapping[str, Any], kinds: set[str], entities: set[str]
) -> ContentState:
    ranges = [one for one in block.get("entityRanges", []) if str(one.get("key")) in entities]
    kind = block.get("type", PARAGRAPH)
    return {
        "key": "",
        "depth": 0,
        "inlineStyleRanges": [],
        **block,
        "type": kind if kind in kinds else PARAGRAPH,
        "entityRanges": ranges,
    }
