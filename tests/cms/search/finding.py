"""What the tests of search ask again and again."""

from cms.models import SynonymGroup
from cms.search.finding import Answer, find
from cms.search.synonyms import names_in
from cms.selectors import Visitor
from cms.selectors.searching import readable_by


def answer_to(person: Visitor, typed: str) -> Answer:
    """What the person finds."""
    return find(readable_by(person).keys, typed)


def titles(person: Visitor, typed: str) -> list[str]:
    """The titles of what the person finds, best first."""
    answer = answer_to(person, typed)
    pages = readable_by(person).catalogue.pages
    return [pages[key].title for key in answer.pages]


def make_synonyms(*names: str) -> SynonymGroup:
    """A list of names of one thing, as an editor would save it."""
    words = "\n".join(names)
    return SynonymGroup.objects.create(words=words, terms=names_in(words))
