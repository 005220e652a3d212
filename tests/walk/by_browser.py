"""The whole path in a real browser: in both languages, on a phone and on a desk, with scripts and without."""

import itertools
import json
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from letters import MailServer, digits_of, link_of
from server import Server
from steps import Steps
from webdriver import Browser, Driver
from words import LANGUAGES, Words

PASSWORD = "correct horse battery"
WIDTHS = (360, 1280)
# What somebody says of their code: what an address or a page could take for something else than text.
WORDS = "Книги & чай, 100% + <b>"


def walk(program: Server, mail: MailServer, steps: Steps) -> None:
    program.start()
    pictures = Pictures(os.environ.get("WALK_SCREENSHOTS"))
    driver = Driver(program.folder)
    try:
        for lang, width, scripts in itertools.product(LANGUAGES, WIDTHS, (True, False)):
            name = f"{lang}-{width}-{'scripts' if scripts else 'plain'}"
            steps.where = f"{name}: "
            One(driver, program, mail, Words(lang), width, scripts, pictures.of(name)).walk(steps)
    finally:
        driver.stop()
    assert program.stop() == 0, program.log()


class Pictures:
    """Where the pictures of the pages go, if anywhere."""

    def __init__(self, folder: str | None, name: str = ""):
        self._folder = folder
        self._name = name
        self._count = itertools.count(1)

    def of(self, name: str) -> "Pictures":
        return Pictures(self._folder, name)

    def take(self, browser: Browser, page: str) -> None:
        if self._folder:
            Path(self._folder).mkdir(parents=True, exist_ok=True)
            browser.picture(Path(self._folder) / f"{self._name}-{next(self._count):02}-{page}.png")


class One:
    """The path in one language, at one width, with scripts or without."""

    def __init__(
        self, driver: Driver, program: Server, mail: MailServer, say: Words, width: int, scripts: bool, pictures: Pictures
    ):
        self._driver, self._program, self._mail, self._pictures = driver, program, mail, pictures
        self._say, self._width, self._scripts = say, width, scripts
        self._host = f"{say.lang}-{width}-{int(scripts)}.example.org"

    def walk(self, steps: Steps) -> None:
        referrer, friend = self._stranger(), self._stranger()
        try:
            self._register(referrer)
            steps.done("registers, opens the letter's link in the same browser, signs in")
            link = self._share(referrer)
            steps.done("creates a code and has its link sent")
            self._follow(friend, link)
            steps.done("the friend follows the link, registers, presses the button in another browser")
            self._see(referrer)
            steps.done("sees who came and what is counted, changes the code, signs out")
            self._by_digits(friend)
            steps.done("somebody else types the six digits")
        finally:
            referrer.close()
            friend.close()

    def _stranger(self) -> Browser:
        browser = self._driver.browser(self._say.lang, self._width, self._scripts)
        # Headless browsers on Linux have no such thing; what it is asked for is kept to be looked at.
        browser.before_each_page("navigator.share = async (what) => { window.shared = what; }")
        return browser

    def _register(self, browser: Browser) -> None:
        say, email = self._say, f"referrer@{self._host}"
        browser.open(self._program.url)
        self._look(browser, "home", "home-title", "menu-register", "menu-login")
        browser.open(f"{self._program.url}/register")
        self._look(browser, "register", "register-title", "field-firstname")
        browser.submit("/register", firstname="Ann", email=email, password=PASSWORD, password2="another")
        self._look(browser, "register-mistakes", "form-mistakes", "refusal-passwords-differ")
        assert browser.find("[name=email]").value() == email, "what was typed is still there"
        browser.submit("/register", firstname="Анна-Мария", password=PASSWORD, password2=PASSWORD)
        self._look(browser, "digits", "digits-title", "digits-until", notice="notice-letter-sent")
        ticks = bool(browser.all(".clock"))
        assert ticks == self._scripts, "with scripts a clock counts down, without them the time alone stands there"
        browser.open(link_of(self._mail.take(email)))
        assert browser.path() == "/login", browser.text()
        self._look(browser, "login", "login-title", "repeat-title", notice="notice-confirmed")
        browser.submit("/login", email=email, password="a wrong one")
        self._look(browser, "login-mistakes", "refusal-wrong-credentials")
        browser.submit("/login", password=PASSWORD)
        self._look(browser, "profile-empty", "profile-no-codes", "profile-people")
        assert browser.path() == "/profile" and "Анна-Мария" in browser.text()
        assert say("menu-login") not in self._menu(browser), "the menu knows who is signed in"

    def _menu(self, browser: Browser) -> str:
        return browser.find("header nav").text()

    def _share(self, browser: Browser) -> str:
        friend = f"friend@{self._host}"
        browser.open(f"{self._program.url}/profile/referral")
        self._look(browser, "code-add", "code-add-title", "field-friend")
        browser.submit("/profile/referral", description=WORDS, email=friend)
        self._look(browser, "profile-code", "code-active", notice="notice-code-added-and-sent")
        link = link_of(self._mail.take(friend))
        assert link in [field.value() for field in browser.all("input[readonly]")], "the link is there to be copied"
        assert WORDS in browser.text()
        self._ways(browser, link)
        browser.find(".qr summary").click()
        browser.wait_for("document.querySelector('.qr img').naturalWidth > 0", "the QR code is shown once it is asked for")
        self._look(browser, "profile-qr", "qr-here-only", "qr-download", notice="notice-code-added-and-sent")
        return link

    def _ways(self, browser: Browser, link: str) -> None:
        """What each way of passing the link on would hand over, read as whoever takes it reads it."""
        text = WORDS
        hrefs = [urlsplit(way.attribute("href")) for way in browser.all(".ways a")]
        ways = {way.hostname or way.scheme: parse_qs(way.query, strict_parsing=True) for way in hrefs}
        # A space is never a plus there: mail programs take that at its word (RFC 6068 5).
        assert all("+" not in way.query for way in hrefs), hrefs
        mail = ways.pop("mailto")
        assert mail == {"subject": [self._say("share-subject")], "body": [f"{text}\r\n\r\n{link}"]}, mail
        assert ways == {
            "t.me": {"url": [link], "text": [text]},
            "vk.com": {"url": [link], "title": [text]},
            "wa.me": {"text": [f"{text} {link}"]},
        }, ways
        more = [button for button in browser.all(".share button") if button.text() == self._say("share-more")]
        assert bool(more) == self._scripts, "the system's own way to share is a button where scripts run, and nothing elsewhere"
        for button in more:
            button.click()
            shared = browser.measure("JSON.stringify(window.shared)")
            assert json.loads(shared) == {"text": text, "url": link}, shared

    def _follow(self, friend: Browser, link: str) -> None:
        email = f"friend@{self._host}"
        friend.open(link)
        self._look(friend, "invitation", "register-title")
        assert self._say("register-invited-by", name="Анна-Мария") in friend.text(), friend.text()
        code = link.rsplit("/", 1)[1]
        assert friend.find("[name=code]").value() == code
        friend.submit("/register", firstname="Борис", email=email, password=PASSWORD, password2=PASSWORD)
        self._look(friend, "digits", "digits-title", notice="notice-letter-sent")
        letter = link_of(self._mail.take(email))
        elsewhere = self._stranger()
        try:
            elsewhere.open(letter)
            self._look(elsewhere, "activate", "activate-title", "activate-lead")
            elsewhere.submit("/activate/")
            self._look(elsewhere, "login", "login-title", notice="notice-confirmed")
            elsewhere.open(letter)
            self._look(elsewhere, "activate-again", "activate-already-title")
            elsewhere.open(f"{self._program.url}/nothing-is-here/at-all")
            self._look(elsewhere, "not-found", "failure-not-found")
        finally:
            elsewhere.close()

    def _see(self, referrer: Browser) -> None:
        say = self._say
        referrer.open(f"{self._program.url}/profile")
        self._look(referrer, "profile-people", "why-confirmed", "count-clicks", "code-is-sent")
        numbers = [number.text() for number in referrer.find("dl.numbers").all("dd")]
        assert numbers == ["1"] * 4, f"one click, one visitor, one registered, one confirmed: {numbers}"
        assert "Борис" in referrer.text()
        referrer.open(f"{self._program.url}/profile/referral/change")
        self._look(referrer, "code-change", "code-change-title", "field-active")
        referrer.find("[name=active]").click()
        referrer.submit("/profile/referral/change", description="Closed")
        self._look(referrer, "profile-code-off", "code-off", notice="notice-code-changed")
        referrer.submit("/logout")
        self._look(referrer, "home-signed-out", "home-title", notice="notice-signed-out")
        assert say("menu-login") in self._menu(referrer)

    def _by_digits(self, browser: Browser) -> None:
        email = f"digits@{self._host}"
        browser.open(f"{self._program.url}/register")
        browser.submit("/register", firstname="Вера", email=email, password=PASSWORD, password2=PASSWORD)
        # This browser followed the link before its code was switched off, and is told what became of it.
        self._look(browser, "digits-code-off", "digits-title", notice="notice-letter-sent-code-ended")
        assert browser.find("form[action='/activate'] [name=email]").value() == email
        browser.submit("/activate", code=digits_of(self._mail.take(email)))
        self._look(browser, "login", "login-title", notice="notice-confirmed")

    def _look(self, browser: Browser, page: str, *sentences: str, notice: str | None = None) -> None:
        look(browser, self._say, self._width, self._pictures, page, *sentences, notice=notice)


def look(
    browser: Browser, say: Words, width: int, pictures: Pictures, page: str, *sentences: str, notice: str | None = None
) -> None:
    """What a person sees here, and that nothing of it needs scrolling sideways."""
    pictures.take(browser, page)
    seen = browser.text()
    for sentence in sentences:
        assert say(sentence) in seen, f"{page} says “{say(sentence)}”: {seen}"
    notices = [found.text() for found in browser.all("p.notice")]
    assert notices == ([say(notice)] if notice else []), f"{page}: {notices}"
    assert browser.find("html").attribute("lang") == say.lang
    wide = browser.measure("document.documentElement.scrollWidth")
    assert wide <= width, f"{page} is {wide} px wide on a screen of {width}"
    assert not (complaints := browser.complaints()), f"{page}: {complaints}"
