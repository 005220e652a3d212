"""Visitors who never stop, and a journal of everything that they were told is done."""

import http.client
import json
import queue
import random
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

from program import Server
from sink import Letter, Sink

PASSWORD = "correct horse battery"
# Clicks of programs that look at links on their own do not count, so this one says that it is a browser.
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

# The cheapest password hash and no limits: this is about what is written, and as much of it as can be.
SETTINGS = {
    "REFERRAL_ACCOUNTS__SCRYPT_LOG_N": "1",
    "REFERRAL_ACCOUNTS__ACTIVATION_SECONDS": "86400",
    "REFERRAL_LIMITS__ENABLED": "false",
}


def smtp(sink: Sink) -> dict[str, str]:
    """The settings that send letters to a sink."""
    return {
        "REFERRAL_MAIL__MODE": "smtp",
        "REFERRAL_MAIL__HOST": "127.0.0.1",
        "REFERRAL_MAIL__PORT": str(sink.port),
        "REFERRAL_MAIL__SECURITY": "none",
    }


def kill_amid(server: Server, work, threads: int, seconds: float) -> None:
    """Has `threads` threads work until the server is gone, kills it after some seconds, and starts it again."""
    workers = [threading.Thread(target=work.until_gone) for _ in range(threads)]
    for worker in workers:
        worker.start()
    time.sleep(seconds)
    server.kill9()
    for worker in workers:
        worker.join()
    server.start()


class Gone(Exception):
    """The server ended before it answered: what was asked may be done or not."""


class Client:
    """One connection that is kept, as long as the server lives."""

    def __init__(self, server: Server):
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self._cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None, kind: str = "", bearer: str = "") -> tuple[int, str]:
        headers = {"User-Agent": AGENT}
        if kind:
            headers["Content-Type"] = kind
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        elif self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise Gone from error
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text

    def api(self, method: str, path: str, body: object, bearer: str = "") -> tuple[int, dict]:
        status, text = self.ask(method, path, json.dumps(body), "application/json", bearer)
        return status, json.loads(text) if text else {}

    def form(self, path: str, **fields: str) -> tuple[int, str]:
        """Opens the page and sends its form."""
        _, page = self.ask("GET", path)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        if not token:
            return 0, page
        body = urllib.parse.urlencode({**fields, "csrf_token": token[1]})
        return self.ask("POST", path, body, "application/x-www-form-urlencoded")


@dataclass
class Journal:
    """What was acknowledged: answered with a status that says it is done."""

    registered: dict[str, str | None] = field(default_factory=dict)  # address → the code it came by
    registered_at: dict[str, float] = field(default_factory=dict)  # address → when it was answered
    confirmed: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)  # code → its owner's address
    clicks: dict[str, list[float]] = field(default_factory=dict)  # code → when each was answered
    # Any answer that is neither done nor what the situation allows.
    surprises: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {
            "registrations": len(self.registered), "confirmations": len(self.confirmed),
            "codes": len(self.codes), "clicks": sum(map(len, self.clicks.values())),
        }


class Load:
    """Registers by page and by program, confirms by the letters that arrive, adds codes, clicks."""

    def __init__(self, server: Server, journal: Journal, seed: int, sink: Sink | None = None):
        self._server, self._journal, self._sink = server, journal, sink
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._number = 0
        self._unconfirmed: queue.Queue[Letter] = sink.arrived if sink else queue.Queue()
        self._codeless: queue.Queue[str] = queue.Queue()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        # What to do with an answer of 5xx; by default it is a surprise.
        self.refused = lambda what, status: False

    def start(self, register: int = 4, confirm: int = 2, code: int = 1, click: int = 2) -> None:
        work = [self._register] * register + [self._confirm] * confirm + [self._code] * code + [self._click] * click
        self._stop.clear()
        self._threads = [threading.Thread(target=self._until_the_end, args=(each,), daemon=True) for each in work]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a visitor waits for ever"

    def _until_the_end(self, work) -> None:
        client = Client(self._server)
        try:
            work(client)
        except Gone:
            pass

    def _surprise(self, what: str, status: int, text: object) -> None:
        if not self.refused(what, status):
            self._journal.surprises.append(f"{what}: {status} {text}"[:300])

    def _register(self, client: Client) -> None:
        while not self._stop.is_set():
            with self._lock:
                self._number += 1
                number, by_page = self._number, self._number % 2
                codes = list(self._journal.codes)
                code = self._random.choice(codes) if codes and self._random.random() < 0.5 else None
            email = f"person{number}@example.org"
            fields = {"firstname": "Somebody", "email": email, "password": PASSWORD} | ({"code": code} if code else {})
            if by_page:
                status, text = client.form("/register", **fields, password2=PASSWORD)
            else:
                status, text = client.api("POST", "/api/v1/register", fields)
            if status in (202, 303):
                self._journal.registered[email] = code
                self._journal.registered_at[email] = time.monotonic()
            else:
                self._surprise("register", status, text)

    def _confirm(self, client: Client) -> None:
        while not self._stop.is_set():
            try:
                letter = self._unconfirmed.get(timeout=0.05)
            except queue.Empty:
                continue
            if "/activate/" not in letter.link:
                continue
            try:
                status, text = client.api("POST", "/api/v1/activate", {"token": letter.link.rsplit("/", 1)[1]})
            except Gone:
                self._unconfirmed.put(letter)
                raise
            if status == 200:
                self._journal.confirmed.add(letter.recipient)
                self._codeless.put(letter.recipient)
            elif status >= 500:
                self._unconfirmed.put(letter)
                self._surprise("confirm", status, text)
            # 410: it was confirmed before, and the answer was lost with the server.
            elif status != 410:
                self._surprise("confirm", status, text)

    def _code(self, client: Client) -> None:
        while not self._stop.is_set():
            try:
                email = self._codeless.get(timeout=0.05)
            except queue.Empty:
                continue
            status, answer = client.api("POST", "/api/v1/login", {"email": email, "password": PASSWORD})
            if status != 200:
                self._surprise("sign in", status, answer)
                continue
            status, answer = client.api("POST", "/api/v1/codes", {}, answer["access_token"])
            if status == 201:
                self._journal.codes[answer["code"]] = email
            elif status != 409:
                self._surprise("code", status, answer)

    def _click(self, client: Client) -> None:
        """All clicks of one visitor in one life of the server are on one code that nobody else clicks."""
        code = None
        while not self._stop.is_set():
            if code is None:
                with self._lock:
                    code = next((code for code in self._journal.codes if code not in self._journal.clicks), None)
                    if code is not None:
                        self._journal.clicks[code] = []
                if code is None:
                    time.sleep(0.02)
                    continue
            status, text = client.ask("GET", f"/{code}")
            if status == 200:
                self._journal.clicks[code].append(time.monotonic())
            else:
                self._surprise("click", status, text)
            time.sleep(0.001)
