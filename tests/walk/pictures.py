#!/usr/bin/env python3
"""Takes the pictures that README.md shows, of the release binary in a real browser.

    cargo build --release && /usr/bin/python3 tests/walk/pictures.py

Needs chromium, chromedriver and a Cyrillic font (Debian: apt-get install chromium chromium-driver fonts-dejavu-core).
They are written to assets/pictures, or to the folder that is named. What they show is made for them: a few people who came by
one code within a month.

    PROGRAM   the program instead of target/release/referral
"""

import base64
import sqlite3
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parents[1] / "hardship"))

from server import Server, binary
from visitor import Visitor
from webdriver import Browser, Driver

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "assets/pictures"

# What a repository can carry for each.
MOST_BYTES = 120_000

SITE = "http://club.example"
PASSWORD = "correct horse battery"
NAMES = ["Борис", "Вера", "Глеб", "Дина", "Егор", "Жанна", "Игорь", "Кира", "Лидия"]
# On which of the last thirty days each of them came, and how often the link was opened on every day.
CAME = [27, 24, 21, 17, 13, 9, 6, 3, 1]
CLICKS = [0, 2, 5, 4, 7, 3, 6, 9, 4, 5, 8, 3, 2, 6, 4, 1, 3, 5, 2, 0, 1, 4, 3, 2, 5, 2, 1, 3, 1, 0]


@dataclass(frozen=True)
class Picture:
    name: str
    who: str
    path: str
    width: int
    height: int
    dark: bool = False
    # Pixels of the picture for each of the page.
    scale: float = 1
    lang: str = "en"


PICTURES = [
    Picture("invitation", "nobody", "/CODE", 360, 760, scale=1.5, lang="ru"),
    Picture("share", "anna", "/profile#codes", 360, 760, scale=1.5, lang="ru", dark=True),
    Picture("code", "anna", "/profile/codes/CODE", 1000, 860),
    Picture("admin", "admin", "/admin", 1000, 860, dark=True),
]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="referral-pictures-") as place:
        program = Server(binary(), Path(place))
        driver = None
        try:
            program.start()
            code = _people(program)
            program.stop()
            # Links as visitors see them, not as somebody who tries the program.
            program.set("REFERRAL_SERVER__PUBLIC_URL", SITE)
            _spread(program.database)
            program.start()
            driver = Driver(Path(place))
            for picture in PICTURES:
                (folder / f"{picture.name}.png").write_bytes(_take(driver, program, picture, code))
            card = urllib.request.Request(f"{program.url}/{code}/card.png", headers={"Accept-Language": "ru"})
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(card, timeout=30) as answer:
                (folder / "card.png").write_bytes(answer.read())
        finally:
            if driver:
                driver.stop()
            program.end()
    heavy = 0
    for file in sorted(folder.glob("*.png")):
        size = file.stat().st_size
        heavy += size > MOST_BYTES
        print(f"{size:8} bytes  {file.name}{'  is too heavy' if size > MOST_BYTES else ''}")
    return 1 if heavy else 0


def _people(program: Server) -> str:
    """An admin, Anna with her code, and those who came by it; gives the code."""
    _register(program, "Ольга", "admin@example.org")
    program.run("user", "make-admin", "admin@example.org")
    _register(program, "Анна", "anna@example.org")
    api = Visitor(program.url)
    status, answer = api.api("POST", "/api/v1/login", {"email": "anna@example.org", "password": PASSWORD})
    assert status == 200, answer
    status, code = api.api("POST", "/api/v1/codes", {"description": "Книги, чай и разговоры"}, answer["access_token"])
    assert status == 201, code
    for number, name in enumerate(NAMES, 1):
        # The last one has not read the letter yet.
        _register(program, name, f"friend{number}@example.org", code["code"], confirmed=number < len(NAMES))
    return code["code"]


def _register(program: Server, name: str, email: str, code: str | None = None, confirmed: bool = True) -> None:
    visitor = Visitor(program.url)
    page = visitor.open(f"/{code}" if code else "/register")
    page = visitor.fill(page, "/register", firstname=name, email=email, password=PASSWORD, password2=PASSWORD)
    assert page.address.path == "/activate", page.text
    if confirmed:
        program.run("user", "activate", email)


def _spread(database: Path) -> None:
    """As if a month had gone by: moves those who came to their days, and gives every day its clicks."""
    today = int(time.time()) // 86400
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM clicks")
        db.execute("DELETE FROM days")
        for ago, clicks in zip(range(29, -1, -1), CLICKS):
            if clicks:
                people = (clicks * 2 + 2) // 3
                row = (today - ago, clicks, people)
                db.execute("INSERT INTO clicks (referral_id, day, clicks, people) VALUES (1, ?, ?, ?)", row)
                db.execute("INSERT INTO days (day, clicks, people) VALUES (?, ?, ?)", row)
        for number, ago in enumerate(CAME, 1):
            for moment in ("clicked_at", "registered_at", "confirmed_at"):
                db.execute(f"UPDATE attributions SET {moment} = {moment} - ? WHERE id = ?", (ago * 86400, number))
            confirmed = int(number < len(CAME))
            db.execute(
                "UPDATE days SET registered = registered + 1, confirmed = confirmed + ? WHERE day = ?",
                (confirmed, today - ago),
            )
    db.close()


def _take(driver: Driver, program: Server, picture: Picture, code: str) -> bytes:
    browser = driver.browser(picture.lang, picture.width, scripts=True)
    try:
        if picture.who != "nobody":
            browser.open(f"{program.url}/login")
            browser.submit("/login", email=f"{picture.who}@example.org", password=PASSWORD)
        browser.devtools(
            "Emulation.setDeviceMetricsOverride", width=picture.width, height=picture.height,
            deviceScaleFactor=picture.scale, mobile=picture.width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if picture.dark else "light"}
        browser.devtools("Emulation.setEmulatedMedia", features=[scheme])
        browser.open(program.url + picture.path.replace("CODE", code))
        for fold in browser.all(".qr summary"):
            fold.click()
            browser.wait_for("document.querySelector('.qr img').naturalWidth > 0", "the QR code is shown")
            browser.measure("document.querySelector('.card').scrollIntoView()")
        return _screen(browser)
    finally:
        browser.close()


def _screen(browser: Browser) -> bytes:
    """What fits on the screen."""
    return base64.b64decode(browser.devtools("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"])


if __name__ == "__main__":
    sys.exit(main())
