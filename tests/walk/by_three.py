"""The three people who meet the program, each in a browser of their own: whoever runs it, whoever shares a code, and
whoever is shown it. They go by what they see alone: the banner's link, the letters, the QR code, links and buttons."""

import itertools
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from by_browser import PASSWORD, Pictures, look
from letters import MailServer, link_of
from server import Server
from steps import Steps
from webdriver import Browser, Driver, tool
from words import Words


@dataclass(frozen=True)
class Device:
    """The language somebody reads, how wide their screen is, and whether their browser runs scripts."""

    lang: str
    width: int
    scripts: bool


# Whoever is shown a code has a phone. The rest is spread so that everybody's part is walked both ways.
CASTS = [
    {"operator": Device("ru", 1280, True), "sharer": Device("ru", 360, True), "visitor": Device("en", 360, False)},
    {"operator": Device("en", 360, False), "sharer": Device("en", 1280, False), "visitor": Device("ru", 360, True)},
]


def walk(program: Server, mail: MailServer, steps: Steps) -> None:
    pictures = Pictures(os.environ.get("WALK_SCREENSHOTS"))
    driver = Driver(program.folder)
    try:
        for number, cast in enumerate(CASTS, 1):
            program.start()
            people = [
                Person(driver, device, pictures.of(f"three-{number}-{role}-{device.lang}-{device.width}"))
                for role, device in cast.items()
            ]
            steps.where = f"{cast['operator'].lang}-{cast['operator'].width}: "
            Story(program, mail, number, *people).walk(steps)
            for person in people:
                person.browser.close()
            assert program.stop() == 0, program.log()
            # The next start is the first one again.
            for file in program.folder.glob("referral.db*"):
                file.unlink()
    finally:
        driver.stop()


class Person:
    def __init__(self, driver: Driver, device: Device, pictures: Pictures):
        self.say = Words(device.lang)
        self.browser: Browser = driver.browser(device.lang, device.width, device.scripts)
        self.scripts = device.scripts
        self._width = device.width
        self._pictures = pictures

    def sees(self, page: str, *sentences: str, notice: str | None = None) -> None:
        look(self.browser, self.say, self._width, self._pictures, page, *sentences, notice=notice)

    def goes(self, sentence: str) -> None:
        """Follows the link of this name, out of the folded menu of the admin's pages too."""
        for folded in self.browser.all("details.sections:not([open]) summary"):
            if folded.text():
                folded.click()
            else:
                # On a wide screen it is all there; the driver alone takes what a closed fold holds for hidden.
                self.browser.measure("document.querySelector('details.sections').open = true")
        self.browser.follow(self.say(sentence))

    def numbers(self, section: str = "") -> list[str]:
        """The first numbers of the page, or all of its section of that name."""
        if not section:
            return [number.text() for number in self.browser.find("dl.numbers").all("dd")]
        within = self.browser.find(f"section[aria-labelledby='{section}']")
        return [number.text() for number in within.all("dl.numbers dd")]


class Story:
    def __init__(self, program: Server, mail: MailServer, number: int, operator: Person, sharer: Person, visitor: Person):
        self._program, self._mail = program, mail
        self._operator, self._sharer, self._visitor = operator, sharer, visitor
        self._host = f"three{number}.example.org"

    def walk(self, steps: Steps) -> None:
        self._set_up()
        steps.done("the operator opens the link of the banner and is the admin; the link is dead then")
        self._join(self._sharer, "Анна", f"{self._program.url}/register")
        self._make_a_code()
        steps.done("somebody registers, confirms by the letter, signs in, adds a code and shows its QR code")
        link = self._scan()
        self._join(self._visitor, "Борис", link, invited_by="Анна")
        steps.done("a phone reads the QR code; its owner registers by the link and confirms by the letter")
        self._arrive()
        steps.done("that person is in the profile's numbers, in the charts of the code, and a page says why they count")
        self._find()
        steps.done("the operator finds that person's page, by whom they came and why, among numbers, codes and letters")
        self._shut_out_and_back()
        steps.done("the operator disables that person, who is signed out, and enables them again; the trail has both")

    def _set_up(self) -> None:
        operator, browser = self._operator, self._operator.browser
        links = re.findall(r"https?://\S+/setup/\S+", self._program.log())
        browser.open(links[-1])
        operator.sees("setup", "setup-title", "setup-lead")
        browser.submit(
            "/setup/", firstname="Ольга", email=f"admin@{self._host}", password=PASSWORD, password2=PASSWORD
        )
        operator.sees("admin-empty", "overview-referrals", "admin-count-people")
        assert browser.path() == "/admin", browser.path()
        assert operator.numbers("people") == ["1", "1", "1"], "one person, confirmed, an admin"
        browser.open(links[-1])
        operator.sees("setup-again", "setup-dead-title")

    def _join(self, person: Person, name: str, address: str, invited_by: str | None = None) -> None:
        browser, email = person.browser, self._address(name)
        browser.open(address)
        person.sees("register", "register-title")
        if invited_by:
            assert person.say("register-invited-by", name=invited_by) in browser.text(), browser.text()
        browser.submit("/register", firstname=name, email=email, password=PASSWORD, password2=PASSWORD)
        person.sees("digits", "digits-title", notice="notice-letter-sent")
        browser.open(link_of(self._mail.take(email)))
        person.sees("confirmed", "login-title", notice="notice-confirmed")
        browser.submit("/login", email=email, password=PASSWORD)
        assert browser.path() == "/profile" and name in browser.text(), browser.text()
        person.sees("profile", "profile-no-codes")

    def _address(self, name: str) -> str:
        return {"Анна": "anna", "Борис": "boris"}[name] + "@" + self._host

    def _make_a_code(self) -> None:
        sharer = self._sharer
        sharer.goes("menu-code-add")
        sharer.sees("code-add", "code-add-title")
        sharer.browser.submit("/profile/referral", description="Книги и чай")
        sharer.sees("code", "code-active", "profile-no-people", notice="notice-code-added")
        # This browser has no way of its own to share, so none is offered; to copy takes a script.
        buttons = [button.text() for button in sharer.browser.all(".share button")]
        assert buttons == ([sharer.say("share-copy")] if sharer.scripts else []), buttons
        sharer.browser.find(".qr summary").click()
        sharer.browser.wait_for(
            "document.querySelector('.qr img').naturalWidth > 0", "the QR code is shown once it is asked for"
        )
        sharer.sees("qr", "qr-here-only", notice="notice-code-added")

    def _scan(self) -> str:
        """What another program reads in a picture of the screen, as a phone's camera would."""
        screen = self._program.folder / "screen.png"
        self._sharer.browser.picture(screen)
        command = [tool("zbarimg", "zbar-tools"), "--quiet", "--raw", "--nodbus", screen]
        read = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        links = read.stdout.split()
        assert len(links) == 1, f"the screen shows one QR code, not {links} {read.stderr}"
        shown = [field.value() for field in self._sharer.browser.all("input[readonly]")]
        assert links == shown, f"the QR code is the link that is shown: {links}, {shown}"
        return links[0]

    def _arrive(self) -> None:
        sharer, browser = self._sharer, self._sharer.browser
        browser.open(self._program.url)
        sharer.goes("menu-profile")
        sharer.sees("came", "why-confirmed", "count-clicks")
        assert sharer.numbers() == ["1"] * 4, sharer.numbers()
        sharer.goes("numbers-title")
        sharer.sees("chart", "chart-clicks", "chart-people", "origin-unknown")
        assert sharer.numbers() == ["1"] * 4, sharer.numbers()
        for chart in ("clicks", "came"):
            high = browser.measure(
                f"document.querySelector('svg[aria-labelledby^={chart}-] rect.some').getBoundingClientRect().height"
            )
            assert high and high > 20, f"the chart “{chart}” shows one of one: a bar {high} px high"
        sharer.goes("menu-profile")
        browser.follow("Борис")
        sharer.sees("why", "why-trail", "why-confirmed")
        assert "Борис" in browser.find("h1").text()

    def _find(self) -> None:
        operator, browser = self._operator, self._operator.browser
        browser.open(self._program.url)
        operator.goes("menu-admin")
        operator.sees("admin", "overview-referrals")
        assert operator.numbers("people") == ["3", "3", "1"], operator.numbers("people")
        # Clicks, visitors, registered, confirmed; nothing to review, nothing frozen.
        assert operator.numbers("referrals") == ["1", "1", "1", "1", "0", "0"], operator.numbers("referrals")
        for page in ("reviews", "codes", "letters", "health", "backups", "settings", "audit", "people"):
            operator.goes(f"admin-{page}")
            operator.sees(f"admin-{page}", f"admin-{page}")
            assert browser.path() == f"/admin/{page}", browser.path()
        browser.submit("/admin/people", q="boris@")
        operator.sees("admin-found", "admin-people-by-address")
        browser.follow("Борис")
        operator.sees("admin-person", "admin-came-by", "rule-link", "why-title", "why-confirmed")
        assert "Анна" in browser.text() and self._address("Борис") in browser.text()
        here = browser.path()
        browser.follow("Анна")
        operator.goes("branch-look")
        operator.sees("admin-branch", "branch-people", "branch-freeze")
        assert "Борис" in browser.text()
        browser.open(self._program.url + here)

    def _shut_out_and_back(self) -> None:
        operator, visitor = self._operator, self._visitor
        operator.goes("admin-disable")
        operator.sees("admin-disable", "admin-disable-title", "admin-disable-lead")
        operator.browser.submit("/admin/people/")
        operator.sees("admin-disabled", "account-disabled", notice="notice-person-disabled")
        visitor.browser.open(f"{self._program.url}/profile")
        assert visitor.browser.path() == "/login", visitor.browser.path()
        visitor.browser.submit("/login", email=self._address("Борис"), password=PASSWORD)
        visitor.sees("shut-out", "refusal-wrong-credentials")
        operator.goes("admin-enable")
        operator.browser.submit("/admin/people/")
        operator.sees("admin-enabled", "account-confirmed", notice="notice-person-enabled")
        visitor.browser.submit("/login", password=PASSWORD)
        visitor.sees("back", "profile-no-codes")
        operator.goes("admin-audit-all")
        operator.sees("admin-trail", "audit-disabled", "audit-enabled", "audit-signed-in", "audit-sign-in-failed")
