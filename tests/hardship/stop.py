#!/usr/bin/env python3
"""SIGTERM in the middle of everything: what was asked is answered, and the program ends with 0 within its 5 seconds.

    cargo build --release && /usr/bin/python3 tests/hardship/stop.py [--short]

Visitors ask without pause, on kept connections and on new ones; some register, so that a hash and a write are under way.
At a moment left to chance SIGTERM comes. Every request then ends in one of these ways, as seen by its visitor:

    answered   complete, to the last byte
    refused    no connection was made: the listener is closed
    untaken    the connection ended without one byte of an answer

and never in a torn answer. From outside, «untaken» cannot be told from «read and then forgotten»: bytes that reach a
kernel whose program has just closed the connection are in the same state. The program's own account can: its access log
has a line for each request that it read, whatever became of it. So the lines must be as many as the complete answers, and
the people in the database as many as were told that they are; then nothing that was read stayed unanswered, and every
«untaken» request was on a connection that was closed before a byte of that request was read.

`--short` stops once, in full it stops 20 times. Needs nothing but Python.
"""

import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import arguments
from raw import Raw, Torn, get
from program import Server, binary

DEADLINE_SECONDS = 5
VISITORS = 12
SETTINGS = {
    # A line for every request.
    "RUST_LOG": "warn,access=info",
    # Registering is what takes long here, so that some are under way when the signal comes.
    "REFERRAL_ACCOUNTS__SCRYPT_LOG_N": "12",
    "REFERRAL_LIMITS__ENABLED": "false",
}


class Visitors:
    def __init__(self, port: int, chance: random.Random):
        self._port = port
        self._ended: list[str] = []
        self.registered = 0
        self._end = threading.Event()
        self._threads = [
            threading.Thread(target=self._visit, args=(number, random.Random(chance.random())))
            for number in range(VISITORS)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def end(self) -> Counter:
        self._end.set()
        for thread in self._threads:
            thread.join()
        return Counter(self._ended)

    def _visit(self, number: int, chance: random.Random) -> None:
        keeps, registers = number % 3 != 0, number % 4 == 0
        raw = None
        while not self._end.is_set():
            try:
                raw = raw or Raw(self._port)
            except OSError:
                # That is the end of it for everybody.
                self._ended.append("refused")
                return
            raw.send(_registration(number, chance) if registers else get(chance.choice(["/", "/healthz", "/register"])))
            try:
                answer = raw.answer()
            except Torn:
                self._ended.append("torn")
                return
            if answer is None:
                self._ended.append("untaken")
            else:
                self._ended.append("answered")
                expected = 202 if registers else 200
                if answer.status != expected:
                    self._ended.append(f"status {answer.status}")
                elif registers:
                    self.registered += 1
            if not (keeps and answer and not answer.closes):
                raw.close()
                raw = None


def _registration(number: int, chance: random.Random) -> bytes:
    email = f"visitor-{number}-{chance.getrandbits(64):x}@example.org"
    body = f'{{"firstname":"Visitor","email":"{email}","password":"correct horse battery"}}'.encode()
    head = f"POST /api/v1/register HTTP/1.1\r\nHost: site\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def main() -> int:
    rounds = 1 if arguments.parser(__doc__).parse_args().short else 20
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    slowest, total = 0.0, Counter()
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="referral-stop-") as folder:
            took, ended = _round(Path(folder), chance, f"round {number + 1} of seed {seed}")
            slowest, total = max(slowest, took), total + ended
    assert total["answered"] > 0
    print(
        f"{rounds} stops under load, exit code 0 each time, after {slowest * 1000:.0f} ms at most;"
        f" requests: {', '.join(f'{count:,} {how}' for how, count in sorted(total.items()))};"
        " as many answered as were read, as many registered as were told so"
    )
    return 0


def _round(folder: Path, chance: random.Random, name: str) -> tuple[float, Counter]:
    with Server(binary(), folder, SETTINGS) as server:
        server.start()
        # The start's own question is a line of the log too.
        asked_before = _answered(server)
        visitors = Visitors(server.port, chance)
        visitors.start()
        time.sleep(chance.uniform(0.2, 1.5))
        begun = time.monotonic()
        server.signal()
        code = server.wait()
        took = time.monotonic() - begun
        ended = visitors.end()
        read = _answered(server) - asked_before
        told = f"{name}: {dict(ended)}, {read} read, exit code {code} after {took:.1f} s"
        assert code == 0 and took <= DEADLINE_SECONDS + 1, told
        assert set(ended) <= {"answered", "refused", "untaken"}, told
        assert read == ended["answered"], f"as many were answered as were read: {told}"
        with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as db:
            people = db.execute("SELECT count(*) FROM users").fetchone()[0]
        assert people == visitors.registered, f"{people} people are in the database, {visitors.registered} were told so: {told}"
        return took, ended


def _answered(server: Server) -> int:
    return sum(" access answered " in line for line in server.log().splitlines())


if __name__ == "__main__":
    sys.exit(main())
