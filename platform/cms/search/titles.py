"""Finds the titles that look like what was typed, whether any word of it is right or not."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.transaction import atomic

from cms.models import SearchEntry
from cms.search.postings import set_for_now

# How much of what was typed a title must have to count as near.
NEAR = 0.4


@atomic
def titles_like(query: str) -> dict[int, float]:
    """The key of each page with a near title, and how near it is, from NEAR to 1."""
    # The index is asked with a threshold of PostgreSQL's own, and compared one by one without.
    set_for_now(f"pg_trgm.word_similarity_threshold = {NEAR}")
    near = SearchEntry.objects.filter(title__trigram_word_similar=query)
    likeness = near.annotate(likeness=TrigramWordSimilarity(query, "title"))
    return dict(likeness.values_list("pk", "likeness"))
