#!/usr/bin/env python3
"""Twenty wrong passwords a second from one provider's network, and a person elsewhere who signs in.

    cargo build --release && /usr/bin/python3 tests/hardship/hash_queue.py [--short]

First: a customer with a /48 of IPv6 sends 20 wrong sign-ins a second, each from another /64, which is three times what two
cores can hash. A person on IPv4 signs in again and again: each time with success, nine of ten times within 5 s. Rate limits
are off, because they would end the flood after ten seconds. Then 33 clients, one more than the queue of two cores has
places, sign in without pause: first come, first served, so the longest wait is at most twice the median.

Addresses come from `X-Forwarded-For` of a trusted proxy. `--short` is a tenth of the time.
"""

import http.client
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import arguments
from load import PASSWORD
from program import Server, binary

WRONG_A_SECOND = 20
SIGN_IN_SECONDS = 5.0
CLIENTS = 33
OWNER = "owner@example.com"
SETTINGS = {
    "REFERRAL_LIMITS__ENABLED": "false",
    "REFERRAL_SERVER__TRUSTED_PROXIES": "127.0.0.0/8",
    "REFERRAL_ACCOUNTS__ACTIVATION_SECONDS": "3600",
}


def main() -> int:
    short = arguments.parser(__doc__).parse_args().short
    with tempfile.TemporaryDirectory(prefix="referral-hashes-") as folder:
        with Server(binary(), Path(folder), SETTINGS) as server:
            server.start()
            status, _ = server.call(
                "POST", "/api/v1/register", {"firstname": "Owner", "email": OWNER, "password": PASSWORD}
            )
            assert status == 202, status
            server.run("user", "activate", OWNER)
            wrong = _flood(server, 6 if short else 60) + _crowd(server, 3 if short else 30)
            assert not wrong, f"wrong: {', '.join(wrong)}\n{server.log()}"
            assert server.stop() == 0
    return 0


def _signs_in(server: Server, origin: str, email: str, password: str) -> tuple[int, float]:
    """The status, and the seconds until the answer."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    headers = {"Content-Type": "application/json", "X-Forwarded-For": origin}
    connection.request("POST", "/api/v1/login", json.dumps({"email": email, "password": password}), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.monotonic() - begun


def _flood(server: Server, seconds: int) -> list[str]:
    answers: list[int] = []

    def wrong(number: int) -> None:
        origin = f"2001:db8:1:{number * 40503 % 65536:x}::{number:x}"
        answers.append(_signs_in(server, origin, f"stranger{number}@example.com", "a wrong one")[0])

    threads, ended = [], threading.Event()

    def flood() -> None:
        begun, number = time.monotonic(), 0
        while not ended.is_set():
            threads.append(threading.Thread(target=wrong, args=(number,)))
            threads[-1].start()
            number += 1
            time.sleep(max(0.0, begun + number / WRONG_A_SECOND - time.monotonic()))

    flooding = threading.Thread(target=flood)
    flooding.start()
    time.sleep(2)
    own = []
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        own.append(_signs_in(server, "203.0.113.7", OWNER, PASSWORD))
        time.sleep(0.1)
    ended.set()
    flooding.join()
    for thread in threads:
        thread.join()
    statuses = {status: answers.count(status) for status in sorted(set(answers))}
    times = sorted(seconds for _, seconds in own)
    in_time = sum(status == 200 and seconds <= SIGN_IN_SECONDS for status, seconds in own)
    print(
        f"{WRONG_A_SECOND} wrong a second from one /48: {statuses}; meanwhile {in_time} of {len(own)} sign-ins from"
        f" elsewhere within {SIGN_IN_SECONDS:.0f} s, median {statistics.median(times):.2f} s, longest {times[-1]:.2f} s"
    )
    return [] if in_time >= 0.9 * len(own) else ["sign-ins from elsewhere"]


def _crowd(server: Server, rounds: int) -> list[str]:
    waits: list[float] = []
    refused: list[int] = []

    def client(number: int) -> None:
        # The first round fills the queue, so it waits for less.
        for attempt in range(rounds + 1):
            status, seconds = _signs_in(server, "203.0.113.7", f"client{number}@example.com", "a wrong one")
            if status != 401:
                refused.append(status)
            elif attempt > 0:
                waits.append(seconds)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    for thread in threads:
        thread.join()
    # At the end the queue empties, and the last ones wait for less than usual: the median hardly moves.
    median, longest = statistics.median(waits), max(waits)
    print(
        f"{CLIENTS} clients on {os.cpu_count()} cores: median {median:.2f} s, longest {longest:.2f} s,"
        f" {len(refused)} refused"
    )
    return [] if longest <= 2 * median else ["the longest wait"]


if __name__ == "__main__":
    sys.exit(main())
