"""The words of a page as paragraphs, in reading order, as one reader may see them."""

import re
from collections.abc import Iterator
from datetime import date

from bs4 import BeautifulSoup
from django.db.models import Manager, Model
from django.utils.formats import date_format
from wagtail.blocks import StreamValue

from cms.models import BasePage, PathwayPage
from cms.selectors import Visitor
from cms.selectors.pathways import steps_for

# What stands on lines of its own.
BREAKS = (
    *("p", "li", "h2", "h3", "h4", "div", "blockquote", "figcaption", "br"),
    *("td", "th", "caption", "summary", "details"),
)
SPACE = re.compile(r"\s+")


def paragraphs_of(page: BasePage, reader: Visitor) -> list[str]:
    """Return what a reader reads on the page, a paragraph an entry, without any markup."""
    return [text for name in page.reading_fields for text in _field_texts(page, name, reader)]


def _field_texts(holder: Model, name: str, reader: Visitor) -> Iterator[str]:
    if isinstance(holder, PathwayPage) and name == "steps":
        yield from _step_texts(holder, reader)
        return
    display = getattr(holder, f"get_{name}_display", None)
    value = display() if display else getattr(holder, name)
    if isinstance(value, Manager):
        for child in value.all():
            for part in child.reading_fields:
                yield from _field_texts(child, part, reader)
    elif isinstance(value, StreamValue):
        yield from text_of_html(str(value))
    elif isinstance(value, date):
        yield date_format(value)
    elif value:
        yield SPACE.sub(" ", str(value)).strip()


def _step_texts(pathway: PathwayPage, reader: Visitor) -> Iterator[str]:
    # A step that the reader may not see today is not told of by what it once was, either.
    for step in steps_for(reader, pathway):
        yield f"{step.title}: {step.why}" if step.why else step.title


def text_of_html(html: str) -> list[str]:
    """Return the paragraphs of a piece of HTML as plain text, pictures as what they show."""
    soup = BeautifulSoup(html, "html.parser")
    for words in soup.find_all(string=True):
        words.replace_with(SPACE.sub(" ", words))
    for picture in soup.find_all("img"):
        picture.replace_with(f"\n{picture.get('alt', '')}\n")
    for element in soup.find_all(BREAKS):
        element.insert_before("\n")
        element.insert_after("\n")
    return [text for line in soup.get_text().split("\n") if (text := line.strip())]
