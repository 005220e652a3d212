"""The whole path over HTTP: by pages, by the API, and from the operator's command line, through stops and a crash."""

import os
import sqlite3
import subprocess
import time
from pathlib import Path

import letters
from letters import MailServer, digits_of, link_of
from server import Server
from steps import Steps
from visitor import Visitor
from words import Words

PASSWORD = "correct horse battery"


def walk(program: Server, mail: MailServer, steps: Steps) -> None:
    say = Words("ru")
    _before_the_start(program, steps)
    steps.note(f"ready after {program.start() * 1000:.0f} ms, {program.rss() / 2**20:.1f} MiB at rest")
    _operator(program, mail, steps)

    anna = Visitor(program.url)
    _register_by_page(anna, mail, steps, say)
    code, link = _share(anna, mail, steps, say)
    boris = Visitor(program.url)
    _come_by_link(boris, link, code, mail, steps, say)
    _see_who_came(anna, steps, say)
    _come_as_a_program(program, code, mail, steps)
    _come_by_digits(program, code, mail, steps, say)
    _ask_as_a_program(program, code, steps)
    steps.note(f"{program.rss() / 2**20:.1f} MiB after the first visits")

    _stop_and_start(program, anna, steps, say)
    _crash_and_start(program, anna, code, mail, steps, say)
    assert program.stop() == 0, program.log()
    steps.done("SIGTERM ends it with 0")
    _look_into_the_file(program, mail, steps)


def _before_the_start(program: Server, steps: Steps) -> None:
    if commit := _commit():
        assert commit in program.run("--version"), f"--version names the commit {commit} it was built from"
    assert "ok" in program.run("config", "check").lower()
    assert letters.PASSWORD not in program.run("config", "show"), "secrets stay hidden"
    assert program.run("migrate", "--status").strip(), "says that there is no database yet"
    program.run("healthcheck", code=1)
    steps.done("`config check` and `migrate --status` answer, and `healthcheck` fails, before anything runs")


def _commit() -> str | None:
    """The checkout's commit, if its own build is what is walked."""
    if "PROGRAM" in os.environ:
        return None
    asked = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True)
    return asked.stdout.strip() or None


def _operator(program: Server, mail: MailServer, steps: Steps) -> None:
    assert program.run("healthcheck") == "ok\n"
    assert "pending" not in program.run("migrate", "--status")
    assert "applied" in program.run("migrate", "--status")
    assert program.run("mail", "test", "operator@example.org").startswith("ok")
    mail.take("operator@example.org")
    steps.done("`healthcheck`, `migrate --status` and `mail test` are content with the running server")


def _register_by_page(anna: Visitor, mail: MailServer, steps: Steps, say: Words) -> None:
    page = anna.fill(
        anna.open("/register"), "/register",
        firstname="Анна", email="anna@example.org", password=PASSWORD, password2="something else",
    )
    assert page.status == 422 and say("refusal-passwords-differ") in page.text, page.text
    assert page.forms["/register"]["email"] == "anna@example.org", "what was typed is still there"
    page = anna.fill(page, "/register", password=PASSWORD, password2=PASSWORD)
    assert (page.status, page.address.path) == (200, "/activate"), page.text
    assert page.notice == say("notice-letter-sent"), page.notice
    letter = mail.take("anna@example.org")
    assert letter["Auto-Submitted"] == "auto-generated"
    link = link_of(letter)
    steps.done("a mistake is shown at its field; then a registration by page sends a letter")

    scanner = Visitor(anna.site)
    scanner.open(link, method="HEAD")
    page = scanner.open(link)
    assert page.status == 200 and say("activate-submit") in page.text
    early = _sign_in(Visitor(anna.site), "anna@example.org")
    assert early.status == 422 and say("refusal-wrong-credentials") in early.text, early.text
    steps.done("a mail scanner that opens the link confirms nothing")

    page = scanner.fill(page, page.address.path)
    assert (page.address.path, page.notice) == ("/login", say("notice-confirmed")), page.text
    assert say("activate-already-title") in scanner.open(link).text
    page = _sign_in(anna, "anna@example.org")
    assert page.address.path == "/profile" and page.numbers[:4] == [0, 0, 0, 0], page.text
    steps.done("in another browser its button confirms, once; then signing in leads to the profile")


def _sign_in(visitor: Visitor, email: str):
    return visitor.fill(visitor.open("/login"), "/login", email=email, password=PASSWORD)


def _share(anna: Visitor, mail: MailServer, steps: Steps, say: Words) -> tuple[str, str]:
    page = anna.fill(
        anna.open("/profile/referral"), "/profile/referral", description="Приходите!", email="boris@example.org"
    )
    assert (page.address.path, page.notice) == ("/profile", say("notice-code-added-and-sent")), page.text
    link = link_of(mail.take("boris@example.org"))
    code = link.rsplit("/", 1)[1]
    assert link in page.values, "the profile shows the link that was sent"
    _until(lambda: say("code-is-sent") in anna.open("/profile").text, "the profile says that the link was sent")
    steps.done("a new code shows its link, and the friend's letter has the same")
    return code, link


def _come_by_link(boris: Visitor, link: str, code: str, mail: MailServer, steps: Steps, say: Words) -> None:
    page = boris.open(link)
    assert page.status == 200 and say("register-invited-by", name="Анна") in page.text, page.text
    assert "Приходите!" in page.text and page.forms["/register"]["code"] == code
    page = boris.fill(
        page, "/register", firstname="Борис", email="boris@example.org", password=PASSWORD, password2=PASSWORD
    )
    assert page.notice == say("notice-letter-sent"), page.text
    page = boris.open(link_of(mail.take("boris@example.org")))
    assert (page.address.path, page.notice) == ("/login", say("notice-confirmed")), page.text
    page = _sign_in(boris, "boris@example.org")
    assert say("profile-came-by", name="Анна") in page.text, page.text
    steps.done("the friend registers by the link, and in the same browser opening the letter's link confirms")


def _see_who_came(anna: Visitor, steps: Steps, say: Words) -> None:
    page = anna.open("/profile")
    assert page.numbers[:4] == [1, 1, 1, 1], f"one click, one visitor, one registered, one confirmed: {page.numbers}"
    assert "Борис" in page.text and say("why-confirmed") in page.text, page.text
    steps.done("the profile shows who came, and counts the click, the registration and the confirmation")


def _come_as_a_program(program: Server, code: str, mail: MailServer, steps: Steps) -> None:
    api = Visitor(program.url, "en")
    person = {"firstname": "Clara", "email": "clara@example.org", "password": PASSWORD, "code": code}
    status, answer = api.api("POST", "/api/v1/register", person)
    assert status == 202, answer
    link = link_of(mail.take("clara@example.org"))
    status, answer = api.api("POST", "/api/v1/login", {"email": person["email"], "password": PASSWORD})
    assert status in (401, 403), answer
    status, answer = api.api("POST", "/api/v1/activate", {"token": link.rsplit("/", 1)[1]})
    assert status == 200, answer
    steps.done("a program registers somebody by a code and confirms by the letter's token")


def _come_by_digits(program: Server, code: str, mail: MailServer, steps: Steps, say: Words) -> None:
    dora = Visitor(program.url)
    page = dora.open(f"/register?ref={code}")
    page = dora.fill(page, "/register", firstname="Дора", email="dora@example.org", password=PASSWORD, password2=PASSWORD)
    digits = digits_of(mail.take("dora@example.org"))
    wrong = dora.fill(page, "/activate", code="000000" if digits != "000000" else "000001")
    assert wrong.status == 422 and say("refusal-wrong-digits") in wrong.text, wrong.text
    page = dora.fill(wrong, "/activate", code=f"{digits[:3]} {digits[3:]}")
    assert page.notice == say("notice-confirmed"), page.text
    steps.done("the six digits confirm too, and wrong ones do not")


def _ask_as_a_program(program: Server, code: str, steps: Steps) -> None:
    api = Visitor(program.url, "en")
    status, answer = api.api("POST", "/api/v1/login", {"email": "anna@example.org", "password": PASSWORD})
    assert status == 200 and answer["token_type"] == "bearer", answer
    token = answer["access_token"]
    status, me = api.api("GET", "/api/v1/me", token=token)
    assert status == 200 and (me["email"], me["is_activated"]) == ("anna@example.org", True), me
    status, codes = api.api("GET", "/api/v1/codes", token=token)
    (shown,) = codes["items"]
    assert (shown["code"], shown["registered"], shown["confirmed"]) == (code, 3, 3), shown
    status, people = api.api("GET", f"/api/v1/users/{me['id']}/referrals?limit=2", token=token)
    assert status == 200 and len(people["items"]) == 2 and people["next"], people
    status, rest = api.api("GET", f"/api/v1/users/{me['id']}/referrals?cursor={people['next']}", token=token)
    assert len(rest["items"]) == 1 and rest["next"] is None, rest
    assert api.api("POST", "/api/v1/logout", token=token)[0] == 204
    assert api.api("GET", "/api/v1/me", token=token)[0] == 401
    steps.done("a program signs in, reads the codes and who came, signs out, and its token is dead")


def _stop_and_start(program: Server, anna: Visitor, steps: Steps, say: Words) -> None:
    assert program.stop() == 0, program.log()
    program.run("healthcheck", code=1)
    program.start()
    page = anna.open("/profile")
    assert page.numbers[:4] == [1, 1, 3, 3], f"the counts before the stop, not {page.numbers}"
    assert "Борис" in page.text and "Clara" in page.text and "Дора" in page.text
    steps.done("SIGTERM ends it with 0; after a start everything is there and the visitor still signed in")


def _crash_and_start(
    program: Server, anna: Visitor, code: str, mail: MailServer, steps: Steps, say: Words
) -> None:
    eva = Visitor(program.url)
    page = eva.open(f"/{code}")
    page = eva.fill(page, "/register", firstname="Ева Е", email="eva@example.org", password=PASSWORD, password2=PASSWORD)
    assert page.notice == say("notice-letter-sent"), page.text
    program.kill9()
    program.start()
    if "eva@example.org" in program.run("mail", "dead"):
        # The kill met the letter between two servers: it may have arrived, and is not sent twice by itself.
        program.run("mail", "retry", "--all")
    link = link_of(mail.take("eva@example.org"))
    page = eva.open(link)
    assert (page.address.path, page.notice) == ("/login", say("notice-confirmed")), page.text
    clicks, _, *registered = anna.open("/profile").numbers[:4]
    # The click came moments before the kill; a click may be lost so, nothing else.
    assert clicks in (1, 2) and registered == [4, 4], (clicks, registered)
    steps.done("SIGKILL right after an answer loses neither the account nor its letter")


def _look_into_the_file(program: Server, mail: MailServer, steps: Steps) -> None:
    assert mail.left() in ([], ["eva@example.org"]), f"letters nobody expected: {mail.left()}"
    with sqlite3.connect(f"file:{program.database}?mode=ro", uri=True) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        people = db.execute("SELECT email, send, is_activated, token_created_at FROM users ORDER BY id").fetchall()
        wanted = [(f"{name}@example.org", 1, 1, None) for name in ("anna", "boris", "clara", "dora", "eva")]
        assert people == wanted, people
        assert db.execute("SELECT count(*) FROM users WHERE password NOT LIKE '$scrypt$ln=15,r=8,p=3$%'").fetchone() == (0,)
    steps.done("another SQLite finds the file whole, everybody confirmed and every letter sent")


def _until(holds, what: str) -> None:
    """Waits for what another process does after its answer."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)
