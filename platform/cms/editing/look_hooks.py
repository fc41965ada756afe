"""Where Wagtail asks what its editing pages load besides: what lets everybody use them."""

from django.templatetags.static import static
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator] # Wagtail has no types
def add_styles() -> SafeString:
    """Buttons that a finger can hit."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editing.css"))


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator] # as above
def add_script() -> SafeString:
    """Dialogs that say their name, and pasting that loses no words."""
    return format_html('<script type="module" src="{}"></script>', static("js/editing.js"))


def pasted_messages() -> dict[str, str]:
    """What the script says of each kind of thing that a text cannot hold, in this order."""
    return {
        "pictures": _(
            "Pictures and recordings cannot be pasted. Where one had a description, it stands in "
            "its place. Add each as a block of its own."
        ),
        "tables": _(
            "A table was pasted as one line of text for each row. To keep its columns, add a "
            "Table block."
        ),
        "headings": _("Headings were pasted as bold text. Add a Heading block for each."),
        "lists": _("This text has no lists. Each entry was pasted as a paragraph."),
        "links": _("A link that does not lead to a website was left out. Its words are kept."),
        "struck": _("Words that were struck out are now ordinary words. Check whether they stay."),
        "comments": _("Comments from the document were left out."),
    }


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator] # as above
def add_words_about_pasting() -> SafeString:
    """The words of the script where there is an editor to paste into."""
    return json_script(pasted_messages(), "pasted-messages")
