"""What somebody copies from a word processor into the editor ends as clean words, all of them."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from cms.editing.look_hooks import pasted_messages
from cms.models import GuidancePage
from tests.browser.people import insert_block
from tests.notifications.workers import wait_until
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

# As a word processor puts it on the clipboard.
ITEM = "<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level{depth} lfo1'>"
MARK = "<![if !supportLists]><span style='mso-list:Ignore'>{mark}&nbsp; </span><![endif]>"
DOCUMENT = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><title>Unseen</title><style><!-- p.MsoNormal {{mso-style-parent:""}} --></style></head>
<body lang=EN-GB><!--StartFragment-->
<h1 style='mso-outline-level:1'>Before you ring<o:p></o:p></h1>
<p class=MsoNormal style='mso-margin-top-alt:auto'>Read the <b>whole</b> log, “then” ring – it’s
late…<span style='mso-comment-reference:AB_1'>[AB1]</span><o:p>&nbsp;</o:p></p>
{ITEM.format(depth=1)}{MARK.format(mark="·")}First of the list<o:p></o:p></p>
{ITEM.format(depth=2)}{MARK.format(mark="o")}Inside the first<o:p></o:p></p>
{ITEM.format(depth=1)}{MARK.format(mark="·")}Second of the list<o:p></o:p></p>
<ol><li>Numbered first<ul><li>Below it</li></ul></li></ol>
<table class=MsoTableGrid><caption>Who rings whom</caption>
<tr><td><p class=MsoNormal>Officer<o:p></o:p></p></td><td><p class=MsoNormal>Victim</p></td></tr>
<tr><td>Supervisor</td><td><a href="https://www.gov.uk/">Lead</a></td></tr></table>
<p class=MsoNormal><img src="file:///C:/Temp/image001.png" alt="A telephone on a desk"></p>
<p class=MsoNormal><a href="https://www.gov.uk/" onclick="alert(2)">An address</a>,
<a href="file:///S:/Plans/plan.docx">a plan</a>, <s>struck out</s>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><script
>alert("Unseen")</script>Loose words at the end<!--EndFragment--></body></html>"""
LINK = '<a href="https://www.gov.uk/">'
CLEAN = (
    "<p><b>Before you ring</b></p>"
    "<p>Read the <b>whole</b> log, “then” ring – it’s late…</p>"
    "<ul><li>First of the list<ul><li>Inside the first</li></ul></li>"
    "<li>Second of the list</li></ul>"
    "<ol><li>Numbered first<ul><li>Below it</li></ul></li></ol>"
    "<p>Who rings whom</p><p>Officer | Victim</p>"
    f"<p>Supervisor | {LINK}Lead</a></p>"
    "<p>A telephone on a desk</p>"
    f"<p>{LINK}An address</a>, a plan, struck out.</p>"
    "<p>Loose words at the end</p>"
)
# What the browser itself hands to the page when somebody pastes.
PASTE = """(editor, html) => {
  const clipboard = new DataTransfer()
  clipboard.setData('text/html', html)
  clipboard.setData('text/plain', 'Plain words')
  const options = { clipboardData: clipboard, bubbles: true, cancelable: true }
  editor.dispatchEvent(new ClipboardEvent('paste', options))
}"""


def open_editor(page: Page, sign_in: SignIn, kind: Literal["Text", "Inset"]) -> Locator:
    """Begin a block at the top of a page, and return where its words are written."""
    guidance = GuidancePage.objects.get(slug="the-first-hour")
    sign_in(page, "editor@demo.example")
    page.goto(f"/cms/pages/{guidance.pk}/edit/")
    insert_block(page.locator("#panel-child-content-body-section"), kind)
    words = page.locator("[data-draftail-editor-wrapper]").first
    expect(words.get_by_role("textbox", name="Text")).to_have_text("")
    return words


def paste(words: Locator, html: str) -> None:
    """Paste as the browser does, where the cursor stands."""
    editor = words.get_by_role("textbox", name="Text")
    editor.click()
    expect(editor).to_be_focused()
    editor.evaluate(PASTE, html)


def said_below(words: Locator) -> Locator:
    """What the page says of the last thing that was pasted."""
    return words.locator("xpath=..").get_by_role("status")


def saved_text(page: Page, last_words: str) -> str:
    """Save the draft, and return its first text without the editor's own marks."""
    typed = page.locator("input[name^='body-'][name$='-value']").filter(visible=False)
    wait_until(lambda: any(last_words in field.input_value() for field in typed.all()))
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("status").first).to_contain_text("has been updated")
    draft = GuidancePage.objects.get(slug="the-first-hour").get_latest_revision_as_object()
    return re.sub(r' data-block-key="[^"]*"', "", draft.body[0].value.source)


def test_a_document_keeps_every_word_and_the_page_says_what_could_not_come_along(
    page: Page, sign_in: SignIn, console_errors: list[str]
) -> None:
    words = open_editor(page, sign_in, "Text")
    paste(words, DOCUMENT)
    said = pasted_messages()
    kinds = ("pictures", "tables", "headings", "links", "struck", "comments")
    expect(said_below(words).get_by_role("paragraph")).to_have_text([said[kind] for kind in kinds])
    assert axe_violations(page, within="[data-pasted]") == []
    assert no_horizontal_overflow(page)
    assert saved_text(page, "Loose words at the end") == CLEAN
    # Drafts that the editor saves by itself may be overtaken by the button.
    assert all(" 400 " in error for error in console_errors)
    console_errors.clear()


def test_a_text_without_lists_keeps_their_words_and_the_next_paste_takes_the_message_away(
    desk_page: Page, sign_in: SignIn
) -> None:
    words = open_editor(desk_page, sign_in, "Inset")
    paste(words, "<ul><li>One</li><li>Two</li></ul>")
    paragraphs = words.locator("[data-block]")
    expect(paragraphs).to_have_text(["One", "Two"])
    lists = pasted_messages()["lists"]
    expect(said_below(words).get_by_role("paragraph")).to_have_text([lists])
    paste(words, "<p> and <i>three</i></p>")
    expect(words).to_contain_text("three")
    expect(said_below(words)).to_be_empty()
    desk_page.goto("about:blank")


def test_a_picture_alone_is_named_and_changes_nothing(desk_page: Page, sign_in: SignIn) -> None:
    words = open_editor(desk_page, sign_in, "Text")
    paste(words, "<p>Kept</p>")
    words.get_by_role("textbox", name="Text").evaluate(
        PASTE.replace("'Plain words'", "''"), "<img src='file:///C:/Temp/image001.png'>"
    )
    expect(said_below(words)).to_have_text(pasted_messages()["pictures"])
    expect(words.locator("[data-block]")).to_have_text(["Kept"])
    desk_page.goto("about:blank")


def test_what_is_copied_within_the_editor_stays_as_it_is(desk_page: Page, sign_in: SignIn) -> None:
    words = open_editor(desk_page, sign_in, "Text")
    paste(words, "<ul><li>One</li><li><b>Two</b></li></ul>")
    editor = words.get_by_role("textbox", name="Text")
    expect(words.locator("li")).to_have_text(["One", "Two"])
    # The person's own keys, and the browser's own clipboard.
    editor.press("Control+a")
    editor.press("Control+x")
    expect(editor).to_have_text("")
    editor.press("Control+v")
    expect(words.locator("li")).to_have_text(["One", "Two"])
    expect(said_below(words)).to_be_empty()
    desk_page.goto("about:blank")
