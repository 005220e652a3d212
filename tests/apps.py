#!/usr/bin/env python3
"""The apps of examples/ with their real frameworks against `referral serve --test`, as a visitor of theirs meets them.

    cargo build --release && /usr/bin/python3 tests/apps.py

Needs npm and python3-venv (Debian); the frameworks, Stripe's library and that of Standard Webhooks come from npm and PyPI into target/ at the first run.

    PROGRAM   the program instead of target/release/referral
"""

import hmac
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parent / "python"))

from program import REPOSITORY, Process, Server, TestServer, binary

EXPRESS, STRIPE, DJANGO = "express@5.3.0", "stripe@23.1.0", "django==5.2.19"
# The library of Standard Webhooks, for each.
WEBHOOKS_NPM, WEBHOOKS_PYPI = "standardwebhooks@1.1.1", "standardwebhooks==1.1.0"
SIGNING_SECRET = "of a test"
EXAMPLES = REPOSITORY / "examples"
SHOP = "https://shop.example.com"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="referral-apps-") as folder:
        folder = Path(folder)
        env = {"REFERRAL_EMBED__ORIGINS": SHOP, "REFERRAL_STRIPE__SIGNING_SECRET": SIGNING_SECRET}
        server = TestServer(binary(), folder, env)
        server.start()
        try:
            # The key is the first line on stdout.
            key = re.search(r"rf_sk_\w+", server.log())[0]
            static_page(server, key)
            for name, app in [("express", express(server, key, folder)), ("django", django(server, key, folder))]:
                with app:
                    shop(server, key, name, app.url)
                    message(server, key, name, app)
            checkout(server, key, folder)
            telegram(server, key, folder)
        finally:
            server.end()
    return 0


class Form(HTMLParser):
    """The first form of a page: its action, its fields, and whether the script puts a code into it."""

    def __init__(self, page: str):
        super().__init__()
        self.action, self.takes_code, self.fields = "", False, {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.action, self.takes_code = given["action"], "data-referral" in given
        elif tag == "input":
            self.fields[given["name"]] = given.get("value", "")


def sends(url: str, fields: dict, headers: dict | None = None, opener=None) -> tuple[int, str, str]:
    """A form as a browser sends it: status, `Location` or final address, body."""
    request = Request(url, urlencode(fields).encode(), headers or {})
    try:
        answer = (opener or build_opener()).open(request, timeout=20)
    except HTTPError as refused:
        answer = refused
    with answer:
        return answer.status, answer.headers.get("Location", answer.url), answer.read().decode()


def brings(server: Server, key: str, name: str) -> str:
    return server.call("PUT", f"/api/v1/participants/{name}", {"name": "Anna"}, key)[1]["code"]


def counts(server: Server, key: str, name: str) -> dict:
    return server.call("GET", f"/api/v1/participants/{name}", None, key)[1]["counts"]


def shop(server: Server, key: str, name: str, url: str) -> None:
    """Signs up by a link, buys, and looks at the widget."""
    code = brings(server, key, f"{name}-anna")
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{url}/?ref={code}", timeout=20) as page:
        form = Form(page.read().decode())
    assert form.takes_code, "the script fills in the code"
    fields = form.fields | {"user": f"{name}-boris", "ref": code}
    _, _, invite = sends(url + form.action, fields, {"Origin": url}, browser)
    assert counts(server, key, f"{name}-anna")["confirmed"] == 1, name
    for _ in range(2):
        status, _, _ = sends(f"{url}/orders", fields | {"order": f"{name}-1"}, {"Origin": url}, browser)
        assert status == 200, f"{name}: {status}"
    bought = server.call("GET", f"/api/v1/events?name={name}-1", None, key)[1]["items"]
    assert [(event["state"], event["why"]) for event in bought] == [("counted", "referred")], bought
    token = re.search(r'<iframe src="[^"]+/embed#([\w-]+)"', invite)[1]
    status, widget = server.call("POST", "/api/v1/embed_sessions", {"token": token})
    own = server.call("GET", f"/api/v1/participants/{name}-boris", None, key)[1]["link"]
    assert status == 200 and own in widget["html"], widget
    print(f"{name}: a referral counts, a purchase is attributed once, the widget shows", flush=True)


def message(server: Server, key: str, name: str, app: Process) -> None:
    """What the referral made the server tell was taken by the app, and a forged one is refused."""
    begun = time.monotonic()
    while not re.search(r"msg_\w+ referral\.confirmed prt_\d+", app.log()):
        assert time.monotonic() - begun < 20, app.log()
        time.sleep(0.02)
    for webhook in server.call("GET", "/api/v1/webhooks", None, key)[1]["items"]:
        delivered = server.call("GET", f"/api/v1/webhooks/{webhook['id']}/deliveries?state=delivered", None, key)[1]
        assert delivered["items"], webhook
        assert server.call("DELETE", f"/api/v1/webhooks/{webhook['id']}", None, key)[0] == 204
    at = str(int(time.time()))
    forged = {"webhook-id": "msg_forged", "webhook-timestamp": at, "webhook-signature": f"v1,{'A' * 43}="}
    forged["Content-Type"] = "application/json"
    body = b'{"type":"ping","timestamp":"2026-01-01T00:00:00Z","data":{"id":"whk_1"}}'
    try:
        status = build_opener().open(Request(f"{app.url}/webhooks", body, forged), timeout=20).status
    except HTTPError as refused:
        status = refused.code
    assert status == 401, f"{name}: {status}"
    print(f"{name}: a message is verified by the library of Standard Webhooks, a forged one is refused", flush=True)


class StripeApi(ThreadingHTTPServer):
    """As much of Stripe's API as Checkout needs: keeps what each session was made of."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), StripeHandler)
        self.sessions: list[dict] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class StripeHandler(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.sessions.append({name: values[0] for name, values in asked.items()})
        number = f"cs_test_{len(self.server.sessions)}"
        body = json.dumps({"id": number, "object": "checkout.session", "url": f"{SHOP}/pay/{number}"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def checkout(server: Server, key: str, folder: Path) -> None:
    """The app makes a session by Stripe's library; what Stripe then tells of that session counts."""
    code, api, place = brings(server, key, "stripe-anna"), StripeApi(), npm([EXPRESS, STRIPE])
    port = free_port()
    env = settings(server, key) | {"PORT": str(port), "NODE_PATH": str(place / "node_modules"), "SITE": SHOP}
    env |= {"STRIPE_KEY": "sk_test_x", "STRIPE_PRICE": "price_1", "STRIPE_API": f"http://127.0.0.1:{api.server_port}"}
    with App(["node", EXAMPLES / "stripe/app.js"], r"(listens on)", env, folder / "stripe.log", port) as app:
        fields = {"user": "stripe-boris", "ref": code}
        status, to, _ = sends(f"{app.url}/checkout", fields, {"Origin": app.url}, build_opener(Stay))
    api.shutdown()
    assert (status, to) == (303, f"{SHOP}/pay/cs_test_1"), (status, to)
    made = api.sessions[0]
    session = {
        "id": "cs_test_1", "object": "checkout.session", "mode": made["mode"], "payment_status": "paid",
        "client_reference_id": made["client_reference_id"], "customer": None, "invoice": None,
        "metadata": {"referral_code": made["metadata[referral_code]"]}, "payment_intent": "pi_1",
        "amount_total": 5831, "total_details": {"amount_tax": 931}, "currency": "usd", "created": int(time.time()),
    }
    told = {"id": "evt_1", "type": "checkout.session.completed", "livemode": False, "data": {"object": session}}
    body, at = json.dumps(told).encode(), str(int(time.time()))
    mac = hmac.new(SIGNING_SECRET.encode(), f"{at}.".encode() + body, "sha256").hexdigest()
    headers = {"Content-Type": "application/json", "Stripe-Signature": f"t={at},v1={mac}"}
    assert build_opener().open(Request(f"{server.url}/hooks/stripe", body, headers), timeout=20).status == 200
    assert counts(server, key, "stripe-anna")["confirmed"] == 1
    bought = server.call("GET", "/api/v1/events?name=pi_1", None, key)[1]["items"]
    assert [(event["why"], event["amount"]) for event in bought] == [("referred", 4900)], bought
    print("stripe: a session has buyer and code, and what Stripe tells of it counts", flush=True)


def static_page(server: Server, key: str) -> None:
    code = brings(server, key, "static-anna")
    form = Form((EXAMPLES / "static/index.html").read_text())
    assert form.takes_code and form.action == "https://r.example.com/join"
    fields = form.fields | {"email": "boris@example.com", "ref": code}

    status, to, _ = sends(f"{server.url}/join", fields, {"Origin": SHOP, "Accept": "text/html"}, build_opener(Stay))
    assert (status, to) == (303, f"{SHOP}/thanks.html"), (status, to)
    letter = server.call("GET", "/api/v1/test/letters", None, key)[1]["items"][0]
    path = re.search(r"/activate/\S+", letter["text"])[0]
    browser = build_opener(HTTPCookieProcessor(CookieJar()), Stay)
    with browser.open(server.url + path, timeout=20) as page:
        confirm = Form(page.read().decode())
    status, to, _ = sends(server.url + path, confirm.fields, {"Origin": server.url}, browser)
    assert status == 303 and "/portal#" in to, (status, to)
    assert counts(server, key, "static-anna")["confirmed"] == 1
    print("static: the form joins, the email confirms, the referral counts", flush=True)


class Stay(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_):
        return None


class BotApi(ThreadingHTTPServer):
    """As much of Telegram's Bot API as the bot calls: updates once, and what the bot sends."""

    def __init__(self, updates: list[dict]):
        super().__init__(("127.0.0.1", 0), BotHandler)
        self.updates, self.sent = updates, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """The bot is ended while it asks."""


class BotHandler(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        result: object = True
        if self.path == "/botTOKEN/getUpdates":
            result = [update for update in self.server.updates if update["update_id"] >= asked["offset"]]
            time.sleep(0 if result else 0.05)
        elif self.path == "/botTOKEN/sendMessage":
            self.server.sent.append(asked)
        body = json.dumps({"ok": True, "result": result}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def telegram(server: Server, key: str, folder: Path) -> None:
    code = brings(server, key, "tg_1")

    def start(number: int, user: int, text: str) -> dict:
        message = {"text": text, "chat": {"id": user}, "from": {"id": user, "first_name": "Boris"}}
        return {"update_id": number, "message": message}

    other = brings(server, key, "tg_3")
    updates = [start(1, 2, f"/start {code}"), {"update_id": 2}, start(3, 2, f"/start {other}"), start(4, 9, "/start")]
    api = BotApi(updates)
    env = settings(server, key) | {"TELEGRAM_TOKEN": "TOKEN", "TELEGRAM_API": f"http://127.0.0.1:{api.server_port}"}
    with (folder / "bot.log").open("ab") as log:
        bot = subprocess.Popen([sys.executable, EXAMPLES / "telegram/bot.py"], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        begun = time.monotonic()
        while len(api.sent) < 3:
            assert bot.poll() is None and time.monotonic() - begun < 20, (folder / "bot.log").read_text()
            time.sleep(0.02)
    finally:
        bot.kill()
        bot.wait()
        api.shutdown()
    own = server.call("GET", "/api/v1/participants/tg_2", None, key)[1]
    assert own["referred_by"] == "tg_1", own
    assert own["link"] in api.sent[0]["text"] and api.sent[0]["chat_id"] == 2
    assert (counts(server, key, "tg_1")["confirmed"], counts(server, key, "tg_3")["confirmed"]) == (1, 0)
    print("telegram: /start with a code counts once, and the bot sends the link", flush=True)


def settings(server: Server, key: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "REFERRAL_URL": server.url, "REFERRAL_KEY": key, "SECRET_KEY": "of a test"}


class App(Process):
    """An app on a port of the system's choice."""

    def __init__(self, line: list, ready: str, env: dict, log_file: Path, port: int):
        self.log_file = log_file
        self._begin(line, ready, None, env)
        self.address = f"127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def npm(packages: list[str]) -> Path:
    """The folder of these packages."""
    place = REPOSITORY / "target" / "+".join(packages)
    if not (place / "node_modules/express").exists():
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", place, *packages], check=True)
    return place


def webhook(server: Server, key: str, port: int) -> dict[str, str]:
    """A webhook to an app, whose secret is shown this once."""
    body = {"url": f"http://127.0.0.1:{port}/webhooks", "types": ["referral.confirmed"]}
    status, made = server.call("POST", "/api/v1/webhooks", body, key)
    assert status == 201, made
    return {"WEBHOOK_SECRET": made["secret"]}


def express(server: Server, key: str, folder: Path) -> App:
    place, port = npm([EXPRESS, WEBHOOKS_NPM]), free_port()
    env = settings(server, key) | {"PORT": str(port), "NODE_PATH": str(place / "node_modules")} | webhook(server, key, port)
    return App(["node", EXAMPLES / "express/app.js"], r"(listens on)", env, folder / "express.log", port)


def django(server: Server, key: str, folder: Path) -> App:
    place = REPOSITORY / "target" / f"{DJANGO}+{WEBHOOKS_PYPI}".replace("==", "-")
    if not (place / "bin/django-admin").exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([place / "bin/pip", "install", "--quiet", DJANGO, WEBHOOKS_PYPI], check=True)
    port = free_port()
    line = [place / "bin/python", "-B", EXAMPLES / "django/app.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    env = settings(server, key) | {"PYTHONUNBUFFERED": "1"} | webhook(server, key, port)
    return App(line, r"(Starting development server)", env, folder / "django.log", port)


if __name__ == "__main__":
    sys.exit(main())
