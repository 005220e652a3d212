"""A visitor without a browser: cookies, forms as the pages have them, redirects, and JSON for programs."""

import itertools
import json
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from http.cookiejar import CookieJar

# Clicks of programs that look at links on their own do not count, so this one says that it is a browser.
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

# Each visitor comes from an address of its own, as behind a proxy (RFC 5737's addresses for examples).
_ADDRESSES = itertools.count(1)


class Visitor:
    def __init__(self, site: str, lang: str = "ru"):
        self.site = site
        self._headers = {
            "User-Agent": AGENT, "Accept-Language": lang, "X-Forwarded-For": f"203.0.113.{next(_ADDRESSES)}",
        }
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def open(self, address: str, fields: dict[str, str] | None = None, method: str | None = None) -> "Page":
        """Opens a path or a link, following redirects; with `fields`, sends them as a form does."""
        body = None if fields is None else urllib.parse.urlencode(fields).encode()
        headers = self._headers | ({"Origin": self.site} if fields is not None else {})
        request = urllib.request.Request(
            urllib.parse.urljoin(self.site, address), data=body, headers=headers, method=method
        )
        return Page(self._send(request))

    def fill(self, page: "Page", action: str, **fields: str) -> "Page":
        """Sends the form of `page` that goes to `action`, with what stands in it already and with `fields`."""
        form = page.forms[action]
        unknown = fields.keys() - form.keys()
        assert not unknown, f"the form {action} has no fields {unknown}; it has {list(form)}"
        return self.open(action, {**form, **fields})

    def api(self, method: str, path: str, body: object = None, token: str | None = None) -> tuple[int, object]:
        """One call of the API, by bearer token if one is given: the status and the decoded JSON."""
        data = None if body is None else json.dumps(body).encode()
        headers = self._headers | {"User-Agent": "program/1.0", "Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.site + path, data=data, headers=headers, method=method)
        # A program brings no cookies.
        with self._send(request, urllib.request.build_opener(urllib.request.ProxyHandler({}))) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None

    def _send(self, request, opener=None):
        try:
            return (opener or self._opener).open(request, timeout=30)
        except urllib.error.HTTPError as answer:
            # An answer like any other.
            return answer


class Page(HTMLParser):
    """What came back: where it is, its text, its forms by where they go, its notice, its numbers and its table."""

    def __init__(self, answer):
        super().__init__()
        self.status = answer.status
        self.address = urllib.parse.urlparse(answer.url)
        self.forms: dict[str, dict[str, str]] = {}
        self.notice = ""
        self.numbers: list[int] = []
        self.values: list[str] = []
        self._form: dict[str, str] | None = None
        self._inside: list[str] = []
        self._words: list[str] = []
        with answer:
            self.feed(answer.read().decode())
        self.text = " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self._form = self.forms.setdefault(given["action"], {})
        elif tag == "input":
            self.values.append(given.get("value") or "")
            ticked = given.get("type") != "checkbox" or "checked" in given
            if self._form is not None and given.get("name") and ticked:
                self._form[given["name"]] = given.get("value") or ""
        elif tag == "p" and "notice" in (given.get("class") or "").split():
            self._inside.append("notice")
        elif tag in ("dd", "style", "script", "title"):
            self._inside.append(tag)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif self._inside and (tag == self._inside[-1] or (tag, self._inside[-1]) == ("p", "notice")):
            self._inside.pop()

    def handle_data(self, text):
        within = self._inside[-1] if self._inside else ""
        if within in ("style", "script", "title"):
            return
        self._words.append(text)
        if within == "notice":
            self.notice = (self.notice + text).strip()
        elif within == "dd" and text.strip().isdigit():
            self.numbers.append(int(text))
