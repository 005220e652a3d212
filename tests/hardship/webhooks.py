#!/usr/bin/env python3
"""Kills the program with SIGKILL while events come in and webhooks go out, and looks for every message.

    cargo build --release && /usr/bin/python3 tests/hardship/webhooks.py [--short] [--kills N] [--seed N]

Programs tell signups while a receiver on this machine takes messages, refuses some of them, and the server is killed at
random moments. At the end each event that was acknowledged has its message delivered at least once, under one id and with one
body however often it came, and no message tells of an event that is not there.

Needs nothing but Python's standard library. 40 kills, or 5 with --short.
"""

import json
import random
import sys
import tempfile
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import arguments
from load import SETTINGS, kill_amid
from program import Server, binary

THREADS = 4
# One message in so many is refused, and comes again.
REFUSED_OF = 50
# A refused message comes again after five seconds.
LAST_SECONDS = 60


class Receiver(ThreadingHTTPServer):
    """Keeps what it said yes to: the bodies by the id of their message."""

    daemon_threads = True

    def __init__(self, seed: int):
        super().__init__(("127.0.0.1", 0), Endpoint)
        self.taken: dict[str, list[bytes]] = defaultdict(list)
        # Once each: refused again, a message would come after minutes.
        self.refused: set[str] = set()
        self.lock = threading.Lock()
        self.moments = random.Random(seed)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """The program was killed while it sent."""

    def takes(self, message: str, body: bytes) -> bool:
        with self.lock:
            is_new = message not in self.taken and message not in self.refused
            if is_new and self.moments.randrange(REFUSED_OF) == 0:
                self.refused.add(message)
                return False
            self.taken[message].append(body)
            return True


class Endpoint(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return
        status = 204 if self.server.takes(self.headers["webhook-id"], body) else 503
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Work:
    """Tells signups until the server is gone; `told` has the participants whose signup was acknowledged."""

    def __init__(self, server: Server, key: str):
        self.server, self.key = server, key
        self.told: set[str] = set()
        self._lock = threading.Lock()
        self._number = 0

    def until_gone(self) -> None:
        try:
            while True:
                with self._lock:
                    self._number += 1
                    who = f"u_{self._number}"
                body = {"type": "signup", "id": f"s_{who}", "participant": who, "code": "FRIEND2026"}
                status, answer = self.server.call("POST", "/api/v1/events", body, self.key)
                assert status == 201, answer
                with self._lock:
                    self.told.add(who)
        except (OSError, ValueError):
            return


def main() -> int:
    options = arguments.parser(__doc__)
    options.add_argument("--kills", type=int)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = options.parse_args()
    kills = options.kills or (5 if options.short else 40)
    print(f"seed {options.seed}")
    moments, receiver = random.Random(options.seed), Receiver(options.seed)
    settings = SETTINGS | {
        "REFERRAL_PROGRAM__KEY_REQUESTS_PER_MINUTE": "1000000", "REFERRAL_WEBHOOKS__ALLOW_PRIVATE": "true",
        "REFERRAL_REFERRALS__DOUBT": "off",
    }
    with tempfile.TemporaryDirectory(prefix="referral-webhooks-") as folder:
        with Server(binary(), Path(folder), settings) as server:
            server.start()
            key = server.run("key", "new", "shop", "--preset", "all").strip()
            work = Work(server, key)
            endpoint = {"url": f"http://127.0.0.1:{receiver.server_port}/", "types": ["referral.confirmed"]}
            assert server.call("POST", "/api/v1/webhooks", endpoint, key)[0] == 201
            assert server.call("PUT", "/api/v1/participants/anna", {"code": "FRIEND2026"}, key)[0] == 201
            for _ in range(kills):
                kill_amid(server, work, THREADS, moments.uniform(0.05, 0.8))
            check(server, work, receiver)
            server.run("verify")
            server.stop()
    again = sum(len(bodies) > 1 for bodies in receiver.taken.values())
    print(
        f"{kills} kills, {len(work.told)} signups acknowledged, {len(receiver.taken)} messages delivered, "
        f"{again} of them more than once, {len(receiver.refused)} refused at first"
    )
    return 0


def check(server: Server, work: Work, receiver: Receiver) -> None:
    """Everything acknowledged was delivered; what came twice was the same."""
    begun = time.monotonic()
    while missing := work.told - set(delivered(receiver)):
        assert time.monotonic() - begun < LAST_SECONDS, f"never delivered: {len(missing)}, such as {min(missing)}"
        time.sleep(0.1)
    for who, messages in delivered(receiver).items():
        assert len(messages) == 1, f"{who} has several messages: {messages}"
        status, _ = server.call("GET", f"/api/v1/participants/{who}", None, work.key)
        assert status == 200, f"a message tells of {who}, who is not there"


def delivered(receiver: Receiver) -> dict[str, set[str]]:
    """The ids of the messages about each participant."""
    messages: dict[str, set[str]] = defaultdict(set)
    with receiver.lock:
        taken = {message: list(bodies) for message, bodies in receiver.taken.items()}
    for message, bodies in taken.items():
        assert len(set(bodies)) == 1, f"{message} came with several bodies"
        told = json.loads(bodies[0])
        assert told["type"] == "referral.confirmed", told
        messages[told["data"]["participant"]["external_id"]].add(message)
    return messages


if __name__ == "__main__":
    sys.exit(main())
