#!/usr/bin/env python3
"""Bytes that have knocked servers over: whatever comes, the same process goes on serving and keeps nothing of it.

    cargo build --release && /usr/bin/python3 tests/hardship/wire.py [--short]

Sends each request of a table several times, over plain sockets, and holds the answer against what the table says. After
each, the process that was started must still be there and answer `/healthz`. At the end it may hold at most 5 MiB more
than after its first pages. Needs nothing but Python.
"""

import random
import select
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import arguments
from raw import Raw, Torn, get, post
from program import Server, binary

GROWTH_BYTES = 5 * 2**20
PIPELINED = 100_000
# The peer that never reads is dropped after this.
BODY_SECONDS = 2


class Case(NamedTuple):
    name: str
    # Speaks with the server over one connection; gives how that went.
    talk: Callable[[Raw], str]
    expected: str


def says(*parts: bytes, ends: bool = False) -> Callable[[Raw], str]:
    """Sends the bytes, and nothing after them if `ends`; gives every answer until the server closes or waits for more."""

    def talk(raw: Raw) -> str:
        all(raw.send(part) for part in parts)
        if ends:
            raw.ends_sending()
        went = []
        while True:
            answer = raw.answer()
            if answer is None:
                return " ".join([*went, "closed"])
            went.append(str(answer.status))
            if answer.status == 100:
                continue
            if answer.closes or ends:
                return " ".join([*went, "closed" if raw.is_closed() else "and then more"])
            # A connection that was kept is one that can be used, and nothing of what was sent before is left in it.
            raw.send(get("/healthz", "Connection: close"))
            answer = raw.answer()
            if answer is None:
                return " ".join([*went, "closed"])
            kept = (answer.status, answer.body) == (200, b"ok") and raw.is_closed()
            return " ".join([*went, "kept" if kept else f"and then {answer.status} {answer.body!r:.40}"])

    return talk


def continued(raw: Raw) -> str:
    raw.send(post("Expect: 100-continue\r\nContent-Length: 5\r\nContent-Type: text/plain"))
    first = raw.answer()
    return f"{first and first.status} {says(b'hello')(raw)}"


def never_read(raw: Raw) -> str:
    raw.socket.settimeout(BODY_SECONDS * 10)
    raw.send(get("/") * PIPELINED)
    # Even if the kernels took all of it: the connection ends though nobody reads, and not in good order.
    ended = select.poll()
    ended.register(raw.socket, 0)
    return "dropped" if ended.poll(BODY_SECONDS * 10_000) else "kept for ever"


def all_read(raw: Raw) -> str:
    """What a connection that takes part may do: ask without waiting, as long as it reads."""
    raw.socket.setblocking(False)
    left, answers, tail = memoryview(get("/healthz") * (PIPELINED - 1) + get("/healthz", "Connection: close")), 0, b""
    while True:
        try:
            left = left[raw.socket.send(left) :] if left else left
        except BlockingIOError:
            pass
        try:
            data = tail + raw.socket.recv(1_000_000)
        except BlockingIOError:
            continue
        if data == tail:
            return f"{answers} answers, closed"
        answers += data.count(b"HTTP/1.1 200 OK\r\n")
        tail = data[data.rfind(b"HTTP/1.1 200 OK\r\n") + 1 :][-64:] if data else b""


def cases(chance: random.Random) -> list[Case]:
    body = b"abc"
    chunked = "Transfer-Encoding: chunked"
    form = "Content-Type: application/x-www-form-urlencoded"
    mib = 2**20
    return [
        # How long a body says it is.
        Case("Content-Length 2^63-1", says(post(f"Content-Length: {2**63 - 1}")), "413 closed"),
        Case("Content-Length 2^44", says(post(f"Content-Length: {2**44}")), "413 closed"),
        Case("Content-Length 2^64-1", says(post(f"Content-Length: {2**64 - 1}")), "413 closed"),
        Case("Content-Length 2^64", says(post(f"Content-Length: {2**64}")), "400 closed"),
        Case("Content-Length +3", says(post("Content-Length: +3", body)), "400 closed"),
        Case("Content-Length -1", says(post("Content-Length: -1", body)), "400 closed"),
        Case("Content-Length 3, 3", says(post("Content-Length: 3, 3", body)), "400 closed"),
        Case("two different Content-Length", says(post("Content-Length: 3\r\nContent-Length: 4", body)), "400 closed"),
        # RFC 9112, 6.3 lets a server read the chunks, if it closes then: what follows is never taken for a request.
        Case("Content-Length, then chunked", says(post(f"{form}\r\nContent-Length: 3\r\n{chunked}", b"1\r\na\r\n0\r\n\r\n" + get("/healthz"))), "403 closed"),
        Case("chunked, then Content-Length", says(post(f"{form}\r\n{chunked}\r\nContent-Length: 3", b"1\r\na\r\n0\r\n\r\n" + get("/healthz"))), "403 closed"),
        Case("a body that ends too soon", says(post("Content-Length: 10", body), ends=True), "400 closed"),
        Case("a body that stops coming", says(post("Content-Length: 10", body)), "408 closed"),
        # Chunks.
        Case("chunk size zz", says(post(chunked, b"zz\r\nhello")), "400 closed"),
        Case("chunk size -1", says(post(chunked, b"-1\r\na")), "400 closed"),
        Case("chunk size 17 digits", says(post(chunked, b"fffffffffffffffff\r\n")), "400 closed"),
        Case("chunk size 2^64-1", says(post(chunked, b"ffffffffffffffff\r\nabc"), ends=True), "400 closed"),
        Case("chunk longer than it says", says(post(chunked, b"5\r\nhelloXX")), "400 closed"),
        Case("chunk extension of 1 MiB", says(post(chunked, b"1;" + b"x" * mib)), "400 closed"),
        Case("trailers of 1 MiB", says(post(chunked, b"0\r\n" + b"X: y\r\n" * (mib // 6))), "400 closed"),
        Case("1 MiB in chunks of one byte", says(post(chunked, b"1\r\na\r\n" * mib)), "413 closed"),
        Case("chunked twice", says(post("Transfer-Encoding: chunked, chunked", b"0\r\n\r\n")), "400 closed"),
        Case("Transfer-Encoding gzip", says(post("Transfer-Encoding: gzip", body)), "400 closed"),
        Case("chunked in HTTP/1.0", says(b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "400 closed"),
        # Header sections.
        Case("64 MiB header line", says(b"GET / HTTP/1.1\r\nHost: site\r\nX: ", *[b"x" * mib] * 64), "431 closed"),
        Case("64 MiB header name", says(b"GET / HTTP/1.1\r\nHost: site\r\n", *[b"x" * mib] * 64), "431 closed"),
        Case("64 MiB target", says(b"GET /", *[b"x" * mib] * 64), "414 closed"),
        Case("64 MiB method", says(*[b"G" * mib] * 64), "414 closed"),
        Case("10,000 headers", says(get("/", *["X: 1"] * 10_000)), "431 closed"),
        Case("101 headers", says(get("/", *["X: 1"] * 100)), "431 closed"),
        Case("no CR LF at the end", says(b"GET / HTTP/1.1\r\nHost: site", ends=True), "400 closed"),
        Case("no CR LF and no end", says(b"GET / HTTP/1.1"), "408 closed"),
        Case("LF alone", says(b"GET / HTTP/1.1\nHost: site\n\n"), "200 kept"),
        Case("CR alone", says(b"GET / HTTP/1.1\rHost: site\r\r"), "400 closed"),
        Case("1 MiB of CR LF", says(b"\r\n" * (mib // 2)), "413 closed"),
        Case("a folded header", says(get("/", "X: a\r\n b")), "400 closed"),
        Case("a space before the colon", says(get("/", "X : a")), "400 closed"),
        Case("two Host", says(get("/", "Host: other")), "400 closed"),
        Case("no Host", says(b"GET / HTTP/1.1\r\n\r\n"), "400 closed"),
        Case("NUL in the target", says(get("/\0")), "400 closed"),
        Case("NUL in a header name", says(get("/", "X\0: a")), "400 closed"),
        Case("NUL in a header value", says(get("/", "X: a\0b")), "400 closed"),
        Case("1 MiB of NUL", says(b"\0" * mib), "400 closed"),
        Case("1 MiB of chance", says(b"\x80" + chance.randbytes(mib)), "400 closed"),
        Case("a cookie of 15 KiB", says(get("/", "Cookie: " + "a=b; " * 3000)), "200 kept"),
        # Requests in unusual dress.
        Case("Expect: 100-continue", continued, "100 415 kept"),
        Case("Expect: 100-continue, too much", says(post(f"Expect: 100-continue\r\nContent-Length: {2**40}")), "413 closed"),
        Case("Expect: the impossible", says(get("/", "Expect: the-impossible")), "200 kept"),
        Case("Upgrade: websocket", says(get("/", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")), "200 kept"),
        Case("Upgrade: h2c", says(get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk")), "200 kept"),
        Case("absolute target", says(get("http://elsewhere.example/healthz?a=b")), "200 kept"),
        Case("absolute target without a path", says(get("http://elsewhere.example")), "200 kept"),
        Case("OPTIONS *", says(b"OPTIONS * HTTP/1.1\r\nHost: site\r\n\r\n"), "400 closed"),
        Case("GET *", says(get("*")), "400 closed"),
        Case("target without a slash", says(get("healthz")), "400 closed"),
        Case("target ../../etc/passwd", says(get("/../../etc/passwd")), "404 kept"),
        Case("target of broken percents", says(get("/%zz%00%ff%")), "404 kept"),
        Case("HTTP/0.9", says(b"GET /\r\n"), "400 closed"),
        Case("HTTP/1.0", says(b"GET / HTTP/1.0\r\n\r\n"), "200 closed"),
        Case("HTTP/1.0 keep-alive", says(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), "200 kept"),
        Case("HTTP/2 preface", says(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9)), "400 closed"),
        Case("HTTP/3.0", says(b"GET / HTTP/3.0\r\nHost: site\r\n\r\n"), "400 closed"),
        Case("TLS", says(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(512)), "400 closed"),
        Case("TRACE", says(b"TRACE / HTTP/1.1\r\nHost: site\r\n\r\n"), "405 kept"),
        Case("CONNECT", says(b"CONNECT site:443 HTTP/1.1\r\nHost: site:443\r\n\r\n"), "405 closed"),
        Case("an unknown method", says(b"BREW / HTTP/1.1\r\nHost: site\r\n\r\n"), "405 kept"),
        # Many.
        Case(f"{PIPELINED:,} pipelined, never read", never_read, "dropped"),
        Case(f"{PIPELINED:,} pipelined, read", all_read, f"{PIPELINED} answers, closed"),
    ]


def _went(case: Case, port: int, source: str) -> str:
    with Raw(port, source) as raw:
        try:
            return case.talk(raw)
        except (Torn, TimeoutError) as error:
            return f"{type(error).__name__}: {error!s:.80}"


def _all_at_once(table: list[Case], port: int, times: int) -> list[str]:
    """The same from 16 visitors at a time, in any order: what one says changes nothing for another."""
    todo = [case for case in table if case.talk not in (never_read, all_read)] * times
    random.shuffle(todo)
    with ThreadPoolExecutor(16) as pool:
        went = list(pool.map(lambda at: _went(todo[at], port, f"127.0.0.{2 + at % 16}"), range(len(todo))))
    wrong = sorted({f"{case.name} at once: {said}" for case, said in zip(todo, went) if said != case.expected})
    print(f"{len(todo)} more of them, 16 at a time: {len(todo) - len(wrong)} as expected")
    return wrong


def main() -> int:
    short = arguments.parser(__doc__).parse_args().short
    seed = random.randrange(2**32)
    table = cases(random.Random(seed))
    wrong = []
    with tempfile.TemporaryDirectory(prefix="referral-wire-") as folder:
        settings = {
            "REFERRAL_SERVER__BODY_TIMEOUT_SECONDS": str(BODY_SECONDS),
            "REFERRAL_SERVER__HEADER_TIMEOUT_SECONDS": "1",
        }
        with Server(binary(), Path(folder), settings) as server:
            server.start()
            for path in ["/", "/register", "/login", "/api/docs", "/healthz"] * 20:
                with Raw(server.port) as raw:
                    raw.send(get(path))
                    assert raw.answer().status == 200, path
            before = server.rss()
            for case in table:
                times = 1 if short or case.talk in (never_read, all_read) else 5
                went, alive = set(), True
                server.forget_peak()
                for _ in range(times):
                    went.add(_went(case, server.port, "127.0.0.1"))
                    alive = alive and server.is_alive() and server.answers("/healthz")
                right = went == {case.expected} and alive
                said = ", ".join(sorted(went)) + ("" if right else f", and not {case.expected}")
                print(f"{'ok' if right else 'WRONG':5}  {case.name:34} · {said:24} · {'alive' if alive else 'DEAD'} · {(server.peak_rss() - before) / 2**20:+5.1f} MiB at most")
                if not right:
                    wrong.append(case.name)
                if not alive:
                    print(server.log())
                    return 1
            wrong += _all_at_once(table, server.port, 1 if short else 10)
            grown = server.rss() - before
            print(f"{len(table)} kinds of request, one process; memory from {before / 2**20:.1f} MiB by {grown / 2**20:+.1f} MiB")
            if "panicked" in server.log():
                wrong.append("something panicked")
                print(server.log())
            if grown >= GROWTH_BYTES:
                wrong.append("memory")
            if server.stop() != 0:
                wrong.append("the exit code")
    if wrong:
        print(f"seed {seed}; wrong: {', '.join(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
