"""Every page before axe-core, which reads it as assistive technology does: WCAG 2.2 and its makers' own rules of good
practice. In both languages, both themes and three widths."""

import json
import os
import subprocess
from pathlib import Path

from letters import MailServer
from peopled import HOST, PASSWORD, Page, Site, missing
from server import REPOSITORY, Server
from steps import Steps
from webdriver import Browser, Driver
from words import LANGUAGES

PACKAGE = "axe-core@4.14.1"
INSTALLED = REPOSITORY / "target/axe"

# The narrow one is a phone's, where tables fall apart and the menu breaks into lines.
WIDTHS = (360, 768, 1280)
THEMES = ("light", "dark")

# Asked of the page in one go: rules found broken, with where and why.
LOOK = """
axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').slice(1).join(' ')}`)))
"""


def walk(program: Server, mail: MailServer, steps: Steps) -> None:
    # What cannot be read on the console is not on the page of letters; and one address asks more than people do.
    program.set("REFERRAL_MAIL__MODE", "console")
    program.set("REFERRAL_LIMITS__ENABLED", "false")
    program.set("REFERRAL_SERVER__TRUSTED_PROXIES", "")
    # Whoever is doubted waits, so that somebody does.
    program.set("REFERRAL_REFERRALS__DOUBT", "hold")
    program.start()
    site = Site(program)
    axe = _axe()
    driver = Driver(program.folder)
    found: list[str] = []
    try:
        first = Page("setup", "nobody", site.setup)
        looked = [_Reader(driver, site, axe, lang, "nobody").read([first], found) for lang in LANGUAGES]
        site.people()
        pages = site.pages()
        # One address stands for a session whose number only its page knows.
        assert not (left := missing([first, *pages])), f"no page stands for {left}"
        for lang in LANGUAGES:
            for who in ("nobody", "new", "anna", "admin"):
                reader = _Reader(driver, site, axe, lang, who)
                looked.append(reader.read([page for page in pages if page.who == who], found))
            steps.done(f"axe-core reads every page in “{lang}”, light and dark, at {WIDTHS} px")
    finally:
        driver.stop()
    assert not found, "axe-core finds:\n" + "\n".join(found)
    steps.note(f"{len(pages) + 1} pages, {sum(looked)} looks")
    assert program.stop() == 0, program.log()


def _axe() -> str:
    """Its script, installed from npm at the first run."""
    script = INSTALLED / "node_modules/axe-core/axe.min.js"
    if not script.exists():
        subprocess.run(
            ["npm", "install", "--prefix", INSTALLED, "--no-audit", "--no-fund", "--loglevel=error", PACKAGE],
            check=True, stdin=subprocess.DEVNULL,
        )
    return script.read_text(encoding="utf-8")


class _Reader:
    """One person's browser, through which axe-core looks."""

    def __init__(self, driver: Driver, site: Site, axe: str, lang: str, who: str):
        self._site, self._axe, self._lang = site, axe, lang
        self._browser: Browser = driver.browser(lang, WIDTHS[0], scripts=True)
        if who != "nobody":
            self._browser.open(f"{site.url}/login")
            self._browser.submit("/login", email=f"{who}@{HOST}", password=PASSWORD)
            assert self._browser.path() != "/login", self._browser.text()

    def read(self, pages: list[Page], found: list[str]) -> int:
        """Looks at each page; adds what is wrong, and gives how often it looked."""
        looks = 0
        try:
            for page in pages:
                self._browser.visit(self._site.url + page.path, page.sent)
                # By the debugger, past the page's own policy, as an extension would.
                self._browser.measure(self._axe + "; true")
                for width in WIDTHS:
                    for theme in THEMES:
                        self._browser.shows(width, theme)
                        self._keep(f"{page.name}-{self._lang}-{theme}-{width}.png".replace("/", "-"))
                        found += [f"{page.name} {self._lang} {theme} {width}: {what}" for what in self._look(page)]
                        looks += 1
        finally:
            self._browser.close()
        return looks

    def _keep(self, name: str) -> None:
        """A picture of what is looked at, if somebody wants to look, too."""
        if folder := os.environ.get("WALK_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._browser.picture(Path(folder) / name)

    def _look(self, page: Page) -> list[str]:
        answer = self._browser.devtools("Runtime.evaluate", expression=LOOK, awaitPromise=True, returnByValue=True)
        assert "value" in answer["result"], f"{page.name}: {json.dumps(answer)[:500]}"
        return answer["result"]["value"]
