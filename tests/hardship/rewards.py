#!/usr/bin/env python3
"""Kills the program with SIGKILL between any two writes of rewards, and lets it prove every one of them.

    cargo build --release && /usr/bin/python3 tests/hardship/rewards.py [--short] [--kills N] [--seed N]

Programs tell purchases and refunds, reject and restore referrals, draft payouts and move them, bring people to
the waitlist and admit its first, while the server is killed at random moments. After each kill every event and every
admission that was acknowledged must be there, `referral verify` must find nothing, and `referral rebuild --dry-run`
must have nothing to correct. At the end the exported ledger must be verified without the database, with the same
balances.

Needs nothing but Python's standard library. 60 kills, or 6 with --short.
"""

import json
import random
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path

import arguments
from load import SETTINGS, kill_amid
from program import Server, binary

PEOPLE = 20
THREADS = 4


class Work:
    """What programs do until the server is gone; `told` has the events that were acknowledged."""

    def __init__(self, server: Server, key: str, seed: int):
        self.server = server
        self.key = key
        self.told: list[str] = []
        self.admitted: list[str] = []
        self.statuses: dict[int, int] = {}
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._number = 0

    def call(self, method: str, path: str, body: object = None) -> tuple[int, object]:
        return self.server.call(method, path, body, self.key)

    def prepare(self) -> None:
        for rule in (
            {"name": "share", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 1250}, "hold_days": 0},
            {
                "name": "capped", "when": {"type": "purchase"}, "who": "referrer", "hold_days": 0,
                "pay": {"fixed": 10, "unit": "points"}, "cap": {"per_participant": {"points": 95}},
            },
            {
                "name": "friends", "when": {"type": "confirmed"}, "who": "referrer",
                "pay": {"steps": [{"at": 1, "fixed": 1, "unit": "free_months"}, {"at": 3, "fixed": 2, "unit": "free_months"}]},
            },
        ):
            status, answer = self.call("POST", "/api/v1/rules", rule)
            assert status == 201, answer
        codes = [self.call("PUT", f"/api/v1/participants/u_{number}", {})[1]["code"] for number in range(3)]
        for number in range(3, PEOPLE):
            body = {"type": "signup", "id": f"s_{number}", "participant": f"u_{number}", "code": codes[number % 3]}
            assert self.call("POST", "/api/v1/events", body)[0] == 201

    def until_gone(self) -> None:
        try:
            while True:
                self._step()
        except (OSError, ValueError):
            return

    def _step(self) -> None:
        with self._lock:
            self._number += 1
            number, what = self._number, self._random.random()
            who = f"u_{self._random.randrange(3, PEOPLE)}"
            amount = self._random.randrange(1, 100_000)
            before = self._random.choice(self.told) if self.told else None
        if what < 0.55:
            body = {"type": "purchase", "id": f"in_{number}", "participant": who, "amount": amount, "currency": "USD"}
            self._tell(body)
        elif what < 0.75 and before:
            self._tell({"type": "refund", "id": f"re_{number}", "of": before, "refunded_in_all": amount % 1000})
        elif what < 0.85:
            step = "reject" if what < 0.8 else "restore"
            self.call("POST", f"/api/v1/participants/{who}/referrer/{step}", {"reason": "checked"})
        elif what < 0.88:
            self.call("POST", "/api/v1/payouts", {"unit": "USD"})
        elif what < 0.91:
            self.call("PUT", f"/api/v1/participants/w_{number}", {})
            status, answer = self.call("POST", "/api/v1/waitlist/admit", {"next": 1})
            if status == 200:
                with self._lock:
                    self.admitted += [person["external_id"] for person in answer["items"]]
        else:
            _, page = self.call("GET", "/api/v1/payouts?limit=3")
            for payout in page["items"]:
                step = "sent" if amount % 2 else "paid"
                step = "failed" if amount % 5 == 0 else step
                body = {"reason": "no account"} if step == "failed" else {}
                self.call("POST", f"/api/v1/payouts/{payout['id']}/{step}", body)

    def _tell(self, body: dict) -> None:
        status, _ = self.call("POST", "/api/v1/events", body)
        with self._lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            if status in (201, 202) and body["type"] == "purchase":
                self.told.append(body["id"])


def check(server: Server, work: Work) -> None:
    server.run("verify")
    server.run("rebuild", "--dry-run")
    for event in work.told[-40:]:
        status, page = work.call("GET", f"/api/v1/events?type=purchase&name={event}")
        assert status == 200 and len(page["items"]) == 1, f"{event} was acknowledged and is gone"
    for person in work.admitted[-20:]:
        _, found = work.call("GET", f"/api/v1/participants/{person}")
        assert found["waitlist"]["admitted_at"], f"{person} was admitted and waits again"
    assert len(set(work.admitted)) == len(work.admitted), "one person was admitted twice"


def main() -> int:
    options = arguments.parser(__doc__)
    options.add_argument("--kills", type=int)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = options.parse_args()
    kills = options.kills or (6 if options.short else 60)
    print(f"seed {options.seed}")
    moments = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="referral-rewards-") as folder:
        settings = {"REFERRAL_PROGRAM__KEY_REQUESTS_PER_MINUTE": "1000000", "REFERRAL_PROGRAM__MODE": "waitlist"}
        server = Server(binary(), Path(folder), SETTINGS | settings)
        with server:
            server.start()
            key = server.run("key", "new", "shop", "--preset", "all").strip()
            work = Work(server, key, options.seed)
            work.prepare()
            for _ in range(kills):
                kill_amid(server, work, THREADS, moments.uniform(0.05, 1.0))
                check(server, work)
            export(server, work)
            server.stop()
    answers = dict(sorted(work.statuses.items()))
    print(f"{kills} kills, {len(work.told)} purchases told, {len(work.admitted)} admitted, answers {answers}")
    return 0


def export(server: Server, work: Work) -> None:
    """The exported ledger has the balances of the database."""
    request = urllib.request.Request(
        server.url + "/api/v1/exports/ledger.jsonl", headers={"Authorization": f"Bearer {work.key}"}
    )
    file = server.folder / "ledger.jsonl"
    with urllib.request.urlopen(request, timeout=60) as answer:
        file.write_bytes(answer.read())
    found = json.loads(server.run("verify", str(file), "--json"))
    assert found["ok"], found
    cursor, sums = "", {}
    while True:
        _, page = work.call("GET", f"/api/v1/participants?limit=100{cursor}")
        for participant in page["items"]:
            for balance in participant["balances"]:
                sum_of = sums.setdefault(balance["unit"], dict.fromkeys(("pending", "due", "paying", "paid"), 0))
                for name in sum_of:
                    sum_of[name] += balance[name]
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"
    for balance in found["balances"]:
        unit = balance.pop("unit")
        assert balance == sums.get(unit), (unit, balance, sums.get(unit))


if __name__ == "__main__":
    sys.exit(main())
