#!/usr/bin/env python3
"""Webhooks by the libraries that their people use: `standardwebhooks` takes what the program sends, and the program
takes events that `stripe` makes and signs.

    cargo build --release && /usr/bin/python3 tests/webhook_libraries.py

Needs python3-venv (Debian); both libraries come from PyPI into target/ at the first run.

    PROGRAM   the program instead of target/release/referral
"""

import itertools
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parent / "python"))

from program import REPOSITORY, Server, TestServer, binary

LIBRARIES = ["standardwebhooks==1.1.0", "stripe==16.1.0"]
SIGNING_SECRET = "of a test"
DELIVERY_SECONDS = 20


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="referral-webhooks-") as folder:
        deliveries(Path(folder))
        stripe_events(Path(folder))
    return 0


def serves(folder: Path, name: str) -> tuple[TestServer, str]:
    """A server that takes Stripe's events, and its key."""
    place = folder / name
    place.mkdir()
    server = TestServer(binary(), place, {"REFERRAL_STRIPE__SIGNING_SECRET": SIGNING_SECRET})
    server.start()
    # The key is the first line on stdout.
    return server, re.search(r"rf_sk_\w+", server.log())[0]


def made(answer: tuple[int, object], status: int = 201) -> dict:
    assert answer[0] == status, answer
    return answer[1]


# Deliveries, verified by `standardwebhooks`.


class Receiver(ThreadingHTTPServer):
    """Keeps the headers and the body of each message; refuses the first of them, so that it comes again."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Endpoint)
        self.received: list[tuple[dict, bytes]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def waits(self, count: int) -> list[tuple[dict, bytes]]:
        begun = time.monotonic()
        while len(self.received) < count:
            assert time.monotonic() - begun < DELIVERY_SECONDS, f"{len(self.received)} of {count} messages came"
            time.sleep(0.01)
        return self.received


class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((dict(self.headers), body))
        self.send_response(503 if len(self.server.received) == 1 else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def deliveries(folder: Path) -> None:
    from standardwebhooks import Webhook, WebhookVerificationError

    receiver = Receiver()
    server, key = serves(folder, "deliveries")
    with server:
        order = {"url": f"http://127.0.0.1:{receiver.server_port}/hooks"}
        webhook = made(server.call("POST", "/api/v1/webhooks", order, key))
        first = Webhook(webhook["secret"])
        made(server.call("PUT", "/api/v1/participants/u_1", {"name": "Anna"}, key))
        refused, again = receiver.waits(2)
        for headers, body in (refused, again):
            message = first.verify(body, headers)
            assert message["type"] == "participant.created", message
            assert message["data"]["external_id"] == "u_1", message
        ids = [of_message(headers)["webhook-id"] for headers, _ in (refused, again)]
        assert ids[0] == ids[1], ids

        fails(WebhookVerificationError, lambda: first.verify(again[1] + b" ", again[0]))
        other = made(server.call("POST", "/api/v1/webhooks", order | {"url": order["url"] + "/2", "types": ["ping"]}, key))
        fails(WebhookVerificationError, lambda: Webhook(other["secret"]).verify(again[1], again[0]))

        # For a day after a rotation both secrets verify.
        number = webhook["id"]
        second = Webhook(made(server.call("POST", f"/api/v1/webhooks/{number}/rotate", {}, key), 200)["secret"])
        made(server.call("POST", f"/api/v1/webhooks/{number}/ping", {}, key), 202)
        headers, body = receiver.waits(3)[2]
        for secret in (first, second):
            assert secret.verify(body, headers)["type"] == "ping"
    receiver.shutdown()
    print("standardwebhooks: a delivery, its retry and one after a rotation verify; a changed body does not", flush=True)


def of_message(headers: dict) -> dict:
    return {name.lower(): value for name, value in headers.items()}


def fails(error: type[Exception], call) -> None:
    try:
        call()
    except error:
        return
    raise AssertionError(f"{error.__name__} was expected")


# Events, made and signed by `stripe`.


def stripe_events(folder: Path) -> None:
    import stripe

    told = course(stripe, int(time.time()))
    shuffled = told + told[::2]
    random.Random(42).shuffle(shuffled)
    orders = {"as it happened": told, "backwards, each twice": [event for event in reversed(told) for _ in range(2)],
              "shuffled, some twice": shuffled}
    ends = {name: end_of(stripe, folder, f"order-{number}", order)
            for number, (name, order) in enumerate(orders.items())}
    expected = ends["as it happened"]
    for name, end in ends.items():
        assert end == expected, f"{name}: {end}, not {expected}"
    # Of 10.00 without tax half was refunded and a fifth lost; of 20.00 nothing. Each is a tenth.
    assert sorted(left for _, _, left in expected["rewards"]) == [30, 200], expected
    print("stripe: events that it signs count, and three orders with repeats end the same", flush=True)


def course(stripe, now: int) -> list:
    """A subscription of which half is refunded and a fifth lost, and one payment by Checkout."""
    checkout, numbers = stripe.checkout.Session, itertools.count(1)

    def event(kind: str, type_of_object, fields: dict):
        payload = {"id": f"evt_{next(numbers)}", "object": "event", "type": kind, "livemode": False, "created": now,
                   "api_version": stripe.api_version, "pending_webhooks": 1, "request": None,
                   "data": {"object": type_of_object.construct_from(fields, None)}}
        return stripe.Event.construct_from(payload, None)

    def session(number: int, **more) -> dict:
        return {"id": f"cs_{number}", "object": "checkout.session", "customer": f"cus_{number}", "created": now - 60,
                "client_reference_id": f"u_{number}", "metadata": {"referral_code": "ANNA-CODE"}, "currency": "usd",
                "payment_status": "paid"} | more

    subscription = {"mode": "subscription", "invoice": "in_1", "amount_total": 1190}
    dispute = {"id": "dp_1", "object": "dispute", "charge": "ch_1", "payment_intent": "pi_1", "amount": 238,
               "currency": "usd", "created": now - 30}
    return [
        event("checkout.session.completed", checkout, session(1, **subscription, payment_status="unpaid")),
        event("checkout.session.async_payment_succeeded", checkout, session(1, **subscription)),
        event("invoice.paid", stripe.Invoice, {
            "id": "in_1", "object": "invoice", "customer": "cus_1", "currency": "usd", "amount_paid": 1190,
            "total_excluding_tax": 1000, "status_transitions": {"paid_at": now - 50}}),
        event("invoice_payment.paid", stripe.InvoicePayment, {
            "id": "inpay_1", "object": "invoice_payment", "invoice": "in_1",
            "payment": {"type": "payment_intent", "payment_intent": "pi_1"}}),
        event("charge.refunded", stripe.Charge, {
            "id": "ch_1", "object": "charge", "payment_intent": "pi_1", "amount": 1190, "amount_captured": 1190,
            "amount_refunded": 595, "currency": "usd", "created": now - 40}),
        event("charge.dispute.created", stripe.Dispute, dispute | {"status": "needs_response"}),
        event("charge.dispute.closed", stripe.Dispute, dispute | {"status": "lost"}),
        event("checkout.session.completed", checkout, session(
            2, mode="payment", invoice=None, payment_intent="pi_2", amount_total=2380,
            total_details={"amount_discount": 0, "amount_shipping": 0, "amount_tax": 380})),
        # Not read.
        event("payment_intent.succeeded", stripe.PaymentIntent, {
            "id": "pi_2", "object": "payment_intent", "amount": 2380, "currency": "usd"}),
    ]


def sends(server: Server, payload: str, signature: str) -> int:
    headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
    try:
        answer = urlopen(Request(f"{server.url}/hooks/stripe", payload.encode(), headers), timeout=20)
    except HTTPError as refused:
        answer = refused
    with answer:
        return answer.status


def end_of(stripe, folder: Path, name: str, order: list) -> dict:
    """What a new server's rewards and people came to after these events."""
    server, key = serves(folder, name)
    with server:
        rule = {"name": "tenth", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 1000}}
        made(server.call("POST", "/api/v1/rules", rule | {"from": "2025-01-01T00:00:00Z"}, key))
        made(server.call("PUT", "/api/v1/participants/anna", {"code": "ANNA-CODE"}, key))
        for event in order:
            payload = str(event)
            sign = stripe.WebhookSignature.generate_signature_header
            signature = sign(payload, SIGNING_SECRET)
            # The library itself takes it.
            stripe.Webhook.construct_event(payload, signature, SIGNING_SECRET)
            for wrong in (sign(payload, "of another"), sign(payload, SIGNING_SECRET, int(time.time()) - 600)):
                assert sends(server, payload, wrong) == 401, "it is not signed rightly"
            assert sends(server, payload, signature) == 200, payload
        rewards = made(server.call("GET", "/api/v1/rewards", None, key), 200)["items"]
        anna = made(server.call("GET", "/api/v1/participants/anna", None, key), 200)
        return {
            "rewards": sorted((of["to"], of["state"], of["amount"] - of["reversed"]) for of in rewards),
            "counts": anna["counts"],
            "people": [made(server.call("GET", f"/api/v1/participants/{who}", None, key), 200)["external_id"]
                       for who in ("u_1", "u_2", "cus_1", "cus_2")],
        }


def with_libraries() -> None:
    """Runs this file by the interpreter that has the libraries, which it installs first."""
    place = REPOSITORY / "target" / "-".join(LIBRARIES).replace("==", "-")
    if Path(sys.prefix) == place:
        sys.exit(main())
    if not (place / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        subprocess.run([place / "bin/pip", "install", "--quiet", *LIBRARIES], check=True)
        (place / "installed").touch()
    os.execv(place / "bin/python", [place / "bin/python", "-B", __file__, *sys.argv[1:]])


if __name__ == "__main__":
    with_libraries()
