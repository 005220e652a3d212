"""How a link is passed on: where each of its ways leads, read as messengers and mail programs read it, and the browser's own
sharing where there is one."""

from urllib.parse import parse_qsl, unquote, urlsplit

from webdriver import Browser
from words import Words

# A browser that can pass things on; what it was given, this page keeps. Debian's Chromium has none of its own.
CAN_SHARE = """
Object.defineProperty(Navigator.prototype, 'share', { configurable: true, value: async (given) => {
  window.given = given;
  throw new DOMException('They thought better of it.', 'AbortError');
} });
"""


def leads_where_it_says(browser: Browser, say: Words, link: str, words: str) -> None:
    """Every way of the code on this page carries its link and its words, and opens what its name says."""
    ways = {way.text(): _read(way.attribute("href")) for way in browser.all(".ways a")}
    wanted = {
        "share-telegram": ("https://t.me/share/url", {"url": link, "text": words}),
        "share-vk": ("https://vk.com/share.php", {"url": link, "title": words}),
        "share-whatsapp": ("https://wa.me/", {"text": f"{words} {link}"}),
        "share-mail": ("mailto:", {"subject": say("share-subject"), "body": f"{words}\r\n\r\n{link}"}),
    }
    assert ways == {say(name): where for name, where in wanted.items()}, ways


def _read(href: str) -> tuple[str, dict[str, str]]:
    """An address without its query, and the query's values."""
    parts = urlsplit(href)
    if parts.scheme != "mailto":
        return href.split("?")[0], dict(parse_qsl(parts.query, strict_parsing=True))
    # Mail programs know no `+` for a space (RFC 6068 5).
    values = [value.split("=", 1) for value in parts.query.split("&")]
    return f"mailto:{parts.path}", {name: unquote(value, errors="strict") for name, value in values}


def by_the_browser(browser: Browser, say: Words, scripts: bool, link: str, words: str) -> None:
    """The button that passes the link on is there where the browser can, and only there; and it gives the right things."""
    here = browser.ask("GET", "/url")
    copy = [say("share-copy")] if scripts else []
    assert _buttons(browser) == copy, f"a browser that cannot share offers no more than {copy}: {_buttons(browser)}"
    browser.devtools("Page.enable")
    added = browser.devtools("Page.addScriptToEvaluateOnNewDocument", source=CAN_SHARE)["identifier"]
    # Another address first: a new fragment alone loads nothing.
    browser.open("about:blank")
    browser.open(here)
    share = [say("share-more")] if scripts else []
    assert _buttons(browser) == copy + share, _buttons(browser)
    if scripts:
        browser.all(".share .row button")[-1].click()
        browser.wait_for("window.given", "the browser is given something to share")
        given = browser.measure("window.given")
        assert given == {"text": words, "url": link}, given
    assert not (complaints := browser.complaints()), complaints
    browser.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier=added)


def _buttons(browser: Browser) -> list[str]:
    return [button.text() for button in browser.all(".share .row button")]
