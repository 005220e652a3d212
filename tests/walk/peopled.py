"""A site as it looks after a while: people in every state, codes that work and codes that have ended, letters that wait
and letters that failed, reviews, a frozen branch, a trail. And every page that can be opened there."""

import re
import sqlite3
import time
from dataclasses import dataclass

from server import REPOSITORY, Server
from visitor import Visitor

PASSWORD = "correct horse battery"
HOST = "example.org"

# Addresses that answer browsers with something else than a page of the site.
NO_PAGES = {
    "/healthz", "/readyz", "/assets/{file}", "/favicon.ico", "/robots.txt", "/{code}/qr.svg", "/{code}/card.png", "/profile/data",
}


@dataclass(frozen=True)
class Page:
    name: str
    # `nobody`, `anna`, `new` or `admin`.
    who: str
    path: str
    # The address of a form to be sent as it stands there, so that the page comes back with its mistakes.
    sent: str = ""


class Site:
    """A running program, peopled. Needs letters on the console, no allowances, and those in doubt held."""

    def __init__(self, program: Server):
        self._program = program
        self.url = program.url
        self.setup = re.findall(r"https?://[^/\s]+(/setup/\S+)", program.log())[-1]

    def people(self) -> None:
        """Everybody and everything. The setup link is dead from then on."""
        program = self._program
        self._register("Ольга", "admin")
        program.run("user", "make-admin", f"admin@{HOST}")
        self._register("Анна", "anna")
        self._register("Новенькая", "new")
        anna = self._sign_in("anna")
        self.ended = self._code(anna, "Прошлогоднее")
        self._ask(200, "PATCH", f"/api/v1/codes/{self.ended}", {"active": False}, anna)
        self.code = self._code(anna, "Книги, чай и разговоры")
        for name, address in [("Борис", "boris"), ("Вера", "vera"), ("Глеб-Александр", "gleb"), ("Дина", "anna+1"), ("Егор", "anna+2"), ("Жанна", "anna+3")]:
            self._register(name, address, self.code)
        self._register("Игорь", "igor", self.code, confirmed=False)
        boris = self._sign_in("boris")
        self._register("Кира", "kira", self._code(boris, ""))
        self._ask(200, "PATCH", "/api/v1/me", {"listed": "name"}, anna)
        admin = self._sign_in("admin")
        self.ids = self._ids()
        self._ask(200, "POST", f"/api/v1/users/{self.ids['boris']}/freeze", {"reason": "Сорок ящиков на одного"}, admin)
        reviews = self._ask(200, "GET", "/api/v1/reviews", None, admin)["items"]
        assert len(reviews) >= 3, reviews
        self.review = reviews[0]["id"]
        for review, decision in zip(reviews[1:], ("reject", "approve")):
            decided = {"decision": decision, "reason": "Один и тот же ящик"}
            self._ask(200, "POST", f"/api/v1/reviews/{review['id']}", decided, admin)
        program.run("user", "disable", f"gleb@{HOST}")
        Visitor(program.url).api("POST", "/api/v1/login", {"email": f"anna@{HOST}", "password": "a wrong one"})
        program.stop()
        self._letters()
        program.start()

    def _register(self, name: str, address: str, code: str | None = None, confirmed: bool = True) -> None:
        newcomer = {"firstname": name, "email": f"{address}@{HOST}", "password": PASSWORD} | ({"code": code} if code else {})
        self._ask(202, "POST", "/api/v1/register", newcomer)
        if confirmed:
            self._program.run("user", "activate", newcomer["email"])

    def _sign_in(self, address: str) -> str:
        answer = self._ask(200, "POST", "/api/v1/login", {"email": f"{address}@{HOST}", "password": PASSWORD})
        return answer["access_token"]

    def _code(self, token: str, description: str) -> str:
        return self._ask(201, "POST", "/api/v1/codes", {"description": description}, token)["code"]

    def _ask(self, wanted: int, method: str, path: str, body: object = None, token: str | None = None) -> dict:
        status, answer = Visitor(self.url).api(method, path, body, token)
        assert status == wanted, f"{method} {path}: {status} {answer}"
        return answer

    def _ids(self) -> dict[str, int]:
        with sqlite3.connect(self._program.database) as db:
            ids = {email.split("@")[0]: id for id, email in db.execute("SELECT id, email FROM users")}
            self.came = dict(db.execute("SELECT referee_id, id FROM attributions"))
        db.close()
        return ids

    def _letters(self) -> None:
        """Letters that no mail server took, as if there were one; and months of clicks."""
        now = int(time.time())
        with sqlite3.connect(self._program.database) as db:
            for number in range(4):
                dead = number % 2
                db.execute(
                    "INSERT INTO outbox (kind, user_id, recipient, lang, secret_at, message_id, state, attempts, created_at, "
                    "due_at, ended_at, error) VALUES ('activation', ?, ?, 'ru', ?, ?, ?, 3, ?, ?, ?, ?)",
                    (self.ids["igor"], f"igor@{HOST}", now, f"{number}@{HOST}", "dead" if dead else "queued", now,
                     now + 90_000, now if dead else None, "RCPT TO: 550 5.1.1 no such mailbox here"),
                )
            self.letter = db.execute("SELECT max(id) FROM outbox WHERE state = 'dead'").fetchone()[0]
            for ago in range(30):
                db.execute("INSERT OR IGNORE INTO clicks (referral_id, day, clicks, people) VALUES (2, ?, ?, ?)",
                           (now // 86400 - ago, ago * 7 % 10, ago * 7 % 10 // 2))
        db.close()

    def pages(self) -> list[Page]:
        """Every page, those with mistakes too."""
        anna, boris, gleb, igor = (self.ids[name] for name in ("anna", "boris", "gleb", "igor"))
        token, person = "A" * 43, f"/admin/people/{gleb}"
        return [
            Page("home", "nobody", "/"),
            Page("register", "nobody", "/register"),
            Page("register-wrong", "nobody", "/register", sent="/register"),
            Page("digits", "nobody", "/activate"),
            Page("digits-wrong", "nobody", "/activate", sent="/activate"),
            Page("activate-unknown", "nobody", f"/activate/{token}"),
            Page("repeat", "nobody", "/repeat_token"),
            Page("login", "nobody", "/login"),
            Page("login-wrong", "nobody", "/login", sent="/login"),
            Page("forgot", "nobody", "/password/forgot"),
            Page("reset-dead", "nobody", f"/password/reset/{token}"),
            Page("address-dead", "nobody", f"/email/{token}"),
            Page("setup-dead", "nobody", self.setup),
            Page("leaderboard", "nobody", "/leaderboard"),
            Page("invitation", "nobody", f"/{self.code}"),
            Page("invitation-ended", "nobody", f"/{self.ended}"),
            Page("invitation-unknown", "nobody", "/nobodys-code"),
            Page("not-found", "nobody", "/no/such/page"),
            Page("reference", "nobody", "/api/docs"),
            Page("letters", "nobody", "/letters"),
            Page("profile-empty", "new", "/profile"),
            Page("code-add", "new", "/profile/referral"),
            Page("code-change-none", "new", "/profile/referral/change"),
            Page("profile", "anna", "/profile"),
            Page("code-add-active", "anna", "/profile/referral"),
            Page("code-change", "anna", "/profile/referral/change"),
            Page("code-numbers", "anna", f"/profile/codes/{self.code}"),
            Page("code-numbers-ended", "anna", f"/profile/codes/{self.ended}"),
            Page("why", "anna", f"/profile/people/{self.came[self.ids['vera']]}"),
            Page("why-held", "anna", f"/profile/people/{self.came[self.ids['anna+1']]}"),
            Page("password", "anna", "/profile/password"),
            Page("password-wrong", "anna", "/profile/password", sent="/profile/password"),
            Page("address", "anna", "/profile/email"),
            Page("sessions", "anna", "/profile/sessions"),
            Page("profile-delete", "anna", "/profile/delete"),
            Page("not-hers", "anna", "/admin"),
            Page("admin", "admin", "/admin"),
            Page("admin-people", "admin", "/admin/people"),
            Page("admin-people-found", "admin", "/admin/people?q=anna"),
            Page("admin-people-none", "admin", "/admin/people?q=zzz"),
            Page("admin-person", "admin", f"/admin/people/{anna}"),
            Page("admin-person-disabled", "admin", person),
            Page("admin-person-frozen", "admin", f"/admin/people/{boris}"),
            Page("admin-person-held", "admin", f"/admin/people/{self.ids['anna+1']}"),
            Page("admin-person-waiting", "admin", f"/admin/people/{igor}"),
            *[Page(f"admin-{deed}", "admin", f"{person}/{deed}") for deed in ("enable", "make-admin", "delete")],
            Page("admin-disable", "admin", f"/admin/people/{anna}/disable"),
            Page("admin-sign-out", "admin", f"/admin/people/{anna}/sign-out"),
            Page("admin-branch", "admin", f"/admin/people/{anna}/branch"),
            Page("admin-branch-frozen", "admin", f"/admin/people/{boris}/branch"),
            *[Page(f"admin-{deed}", "admin", f"/admin/people/{anna}/branch/{deed}") for deed in ("freeze", "move")],
            Page("admin-restore", "admin", f"/admin/people/{boris}/branch/restore"),
            Page("admin-freeze-wrong", "admin", f"/admin/people/{anna}/branch/freeze", sent="/admin/people/"),
            Page("admin-reviews", "admin", "/admin/reviews"),
            Page("admin-review", "admin", f"/admin/reviews/{self.review}"),
            Page("admin-codes", "admin", "/admin/codes"),
            Page("admin-codes-found", "admin", f"/admin/codes?q={self.code[:4]}"),
            Page("admin-code-off", "admin", "/admin/codes/2/off"),
            Page("admin-letters", "admin", "/admin/letters"),
            Page("admin-letters-dead", "admin", "/admin/letters?state=dead"),
            Page("admin-letter-drop", "admin", f"/admin/letters/{self.letter}/drop"),
            Page("admin-audit", "admin", "/admin/audit"),
            Page("admin-audit-of-one", "admin", f"/admin/audit?person={anna}"),
            Page("admin-settings", "admin", "/admin/settings"),
            Page("admin-health", "admin", "/admin/health"),
            Page("admin-backups", "admin", "/admin/backups"),
        ]


def missing(pages: list[Page]) -> set[str]:
    """The addresses of src/routes.rs that none of these pages is at."""
    routes = (REPOSITORY / "src/routes.rs").read_text(encoding="utf-8")
    patterns = re.findall(r'page\("GET",\s+"([^"]+)"', routes)
    assert len(patterns) > 40, "src/routes.rs is read"
    paths = [page.path.split("?")[0] for page in pages]
    found = set()
    for path in paths:
        fits = [p for p in patterns if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", p), path)]
        found.update(fits[:1])
    return set(patterns) - found - NO_PAGES
