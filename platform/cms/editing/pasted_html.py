"""Turns HTML from a word processor into the few tags that rich text has, without losing words.

Pure: HTML in, HTML out. What comes out is still cleaned by Wagtail's own converter.
"""

import re
from collections.abc import Iterable
from html import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

# Never shown to a reader, in Word's markup or in any other.
UNSEEN = ("head", "title", "style", "script", "noscript", "template", "xml", "object", "embed")
UNSEEN_TOO = ("iframe", "applet", "meta", "link", "svg", "math")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset({"p", "ul", "ol", "li", "table", "div", *HEADINGS})
BOLD, ITALIC = ("b", "strong"), ("i", "em")
SPACE = re.compile(r"\s+")
# Word draws the mark of a list as text and tells by these styles which text that is.
LIST_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
LIST_ITEM = re.compile(r"mso-list:\s*l\d", re.IGNORECASE)
COMMENT = re.compile(r"mso-comment-reference|mso-element:\s*comment", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*\(?(\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
CELL_GAP = " | "


def clean_pasted(html: str, *, lists: bool) -> str:
    """Return paragraphs and lists with bold, italic and links; table rows become paragraphs.

    lists: whether the field has lists; without, each entry becomes a paragraph.
    """
    soup = BeautifulSoup(html, "html.parser")
    _drop_unseen(soup)
    _replace_pictures(soup)
    _make_lists(soup)
    _lay_out_tables(soup)
    if not lists:
        _unmake_lists(soup)
    return "".join(_written(soup))


def _drop_unseen(soup: BeautifulSoup) -> None:
    # Comments, Word's conditions, declarations and instructions.
    for unseen in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        unseen.extract()
    for element in soup.find_all((*UNSEEN, *UNSEEN_TOO)):
        element.decompose()
    # Colleagues' comments on the draft, and the marks where they hang.
    for comment in soup.find_all(style=COMMENT):
        comment.decompose()


def _replace_pictures(soup: BeautifulSoup) -> None:
    """A picture cannot come along; what it shows can, for the editor to put one in its place."""
    for picture in soup.find_all("img"):
        picture.replace_with(str(picture.get("alt") or ""))


def _make_lists(soup: BeautifulSoup) -> None:
    for paragraph in soup.find_all("p", style=LIST_ITEM):
        marks = paragraph.find_all(style=LIST_MARK)
        numbered = any(NUMBERED.match(mark.get_text()) for mark in marks)
        for mark in marks:
            mark.decompose()
        paragraph.name = "li"
        _into_list(soup, paragraph, "ol" if numbered else "ul")


def _into_list(soup: BeautifulSoup, item: Tag, kind: str) -> None:
    """Put the item at the end of the list right before it, or into a new one."""
    before = item.previous_sibling
    while isinstance(before, NavigableString) and not before.strip():
        before = before.previous_sibling
    if isinstance(before, Tag) and before.name == kind and before.get("made"):
        before.append(item.extract())
        return
    made = soup.new_tag(kind, attrs={"made": "yes"})
    item.wrap(made)


def _unmake_lists(soup: BeautifulSoup) -> None:
    for entry in soup.find_all("li"):
        entry.name = "p"
    for made in soup.find_all(("ul", "ol")):
        made.unwrap()


def _lay_out_tables(soup: BeautifulSoup) -> None:
    """Each row as a paragraph: columns need the table block, words must not be lost meanwhile."""
    # From the inside out, so that a table in a cell is laid out before its row is.
    for table in reversed(soup.find_all("table")):
        rows = [_row_text(row) for row in table.find_all("tr")]
        caption = table.find("caption")
        texts = [SPACE.sub(" ", caption.get_text(" ")).strip() if caption else "", *rows]
        for text in filter(None, texts):
            paragraph = soup.new_tag("p")
            paragraph.string = text
            table.insert_before(paragraph)
        table.decompose()


def _row_text(row: Tag) -> str:
    cells = [SPACE.sub(" ", cell.get_text(" ")).strip() for cell in row.find_all(("td", "th"))]
    return CELL_GAP.join(filter(None, cells))


def _written(container: Tag) -> list[str]:
    """The blocks inside, and inline text between them as paragraphs of its own."""
    written: list[str] = []
    inline: list[PageElement] = []
    for child in container.children:
        if isinstance(child, Tag) and _holds_blocks(child):
            written += [_paragraph(inline), *_block(child)]
            inline = []
        else:
            inline.append(child)
    return [part for part in (*written, _paragraph(inline)) if part]


def _holds_blocks(element: Tag) -> bool:
    return element.name in BLOCKS or element.find(tuple(BLOCKS)) is not None


def _block(element: Tag) -> list[str]:
    if element.name in ("ul", "ol"):
        items = "".join(_item(item) for item in element.find_all("li"))
        return [f"<{element.name}>{items}</{element.name}>"] if items else []
    if any(isinstance(child, Tag) and _holds_blocks(child) for child in element.children):
        return _written(element)
    words = _inline(element.children)
    if not words:
        return []
    return [f"<p><b>{words}</b></p>" if element.name in HEADINGS else f"<p>{words}</p>"]


def _item(item: Tag) -> str:
    """One entry without the lists inside it, which are entries of their own."""
    own = [child for child in item.children if not _is_list(child)]
    words = _inline(own)
    return f"<li>{words}</li>" if words else ""


def _is_list(child: PageElement) -> bool:
    return isinstance(child, Tag) and child.name in ("ul", "ol")


def _paragraph(inline: list[PageElement]) -> str:
    words = _inline(inline)
    return f"<p>{words}</p>" if words else ""


def _inline(nodes: Iterable[PageElement]) -> str:
    return SPACE.sub(" ", "".join(_inline_part(node) for node in nodes)).strip()


def _inline_part(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return escape(str(node))
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "<br/>"
    words = "".join(_inline_part(child) for child in node.children)
    if not words.strip():
        return words
    return _wrapped(node, words)


def _wrapped(node: Tag, words: str) -> str:
    if node.name in BOLD:
        return f"<b>{words}</b>"
    if node.name in ITALIC:
        return f"<i>{words}</i>"
    if node.name == "a" and node.get("href"):
        return f'<a href="{escape(str(node["href"]))}">{words}</a>'
    # What stood on a line of its own must not run into its neighbour.
    return f" {words} " if node.name in BLOCKS else words
