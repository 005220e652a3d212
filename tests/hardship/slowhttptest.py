#!/usr/bin/env python3
"""Debian's slowhttptest, which calls a server unavailable when its probe waits 3 s for an answer: it never does.

    cargo build --release && /usr/bin/python3 tests/hardship/slowhttptest.py [--short]

Its four ways: headers that drip (-H), a body that drips (-B), answers read a few bytes at a time (-X), and a thousand
overlapping ranges asked for at once (-R). It comes from one address and its probe from the same one, so with the default
`max_connections_per_ip` of 256 it can have 200 connections; then the cap is lifted to give it the 4,000 it might bring
from many addresses. That the program itself limits slow visitors in time is left at its defaults.

`--short`: all ways at once, 50 connections each, for a few seconds. Needs Debian's package slowhttptest.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import arguments
import crowd
from program import Server, binary

WAYS = {
    "headers that drip": ["-H", "-i", "1", "-x", "24"],
    "a body that drips": ["-B", "-i", "1", "-x", "10", "-s", "60000", "-t", "POST"],
    "slow reading": ["-X", "-w", "10", "-y", "200", "-n", "1", "-z", "5", "-k", "10"],
    "overlapping ranges": ["-R", "-a", "10", "-b", "3000", "-t", "HEAD"],
}
PROBE_SECONDS = 3


def main() -> int:
    short = arguments.parser(__doc__).parse_args().short
    crowd.may_open_all_files()
    if short:
        _attack(WAYS, 50, 4, {})
        return 0
    for way, flags in WAYS.items():
        _attack({way: flags}, 200, 20, {})
    for way, flags in WAYS.items():
        _attack({way: flags}, 4000, 40, {"REFERRAL_SERVER__MAX_CONNECTIONS_PER_IP": "20000"})
    return 0


def _attack(ways: dict[str, list[str]], connections: int, seconds: int, settings: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="referral-slowhttptest-") as folder:
        with Server(binary(), Path(folder), settings) as server:
            server.start()
            tests = {
                way: subprocess.Popen(
                    [
                        "slowhttptest", *flags, "-u", f"{server.url}/register" if "-B" in flags else f"{server.url}/api/openapi.json",
                        "-c", str(connections), "-r", str(max(connections // 4, 50)), "-l", str(seconds), "-p", str(PROBE_SECONDS),
                    ],
                    cwd=folder, env={"PATH": os.environ["PATH"], "TERM": "dumb"},
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                )
                for way, flags in ways.items()
            }
            try:
                for way, test in tests.items():
                    said = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", test.communicate(timeout=seconds + 60)[0])
                    _judge(way, connections, said)
            finally:
                for test in tests.values():
                    if test.poll() is None:
                        test.kill()
                        test.wait()
            assert server.answers("/readyz"), server.log()
            assert server.stop() == 0, server.log()


def _judge(way: str, connections: int, said: str) -> None:
    available = re.findall(r"service available:\s+(\w+)", said)
    at_once = max(map(int, re.findall(r"connected:\s+(\d+)", said)), default=0)
    reason = re.findall(r"Exit status:\s+(.*)", said)
    assert set(available) == {"YES"} and reason, f"{way}: slowhttptest found it unavailable\n{said}"
    print(f"{way}: {connections:,} connections, {at_once:,} at once, available each of {len(available)} times; {reason[-1].lower()}")


if __name__ == "__main__":
    sys.exit(main())
