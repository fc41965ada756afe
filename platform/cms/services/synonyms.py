"""Plants the list of words that mean the same, where there is none yet."""

from pathlib import Path

import yaml

from cms.models import SynonymGroup
from cms.search.synonyms import names_in

START = Path(__file__).parents[1] / "data" / "synonyms.yaml"


def plant_synonyms() -> int:
    """Make the groups to start from if there is no group at all; return how many were made.

    What editors change stays as it is.
    """
    if SynonymGroup.objects.exists():
        return 0
    described: list[list[str]] = yaml.safe_load(START.read_text(encoding="utf-8"))
    lists = ["\n".join(str(word) for word in words) for words in described]
    made = [SynonymGroup(words=words, terms=names_in(words)) for words in lists]
    return len(SynonymGroup.objects.bulk_create(made))
