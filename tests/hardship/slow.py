#!/usr/bin/env python3
"""Thousands of slow visitors at once, and other people who must not notice them.

    cargo build --release && /usr/bin/python3 tests/hardship/slow.py [--short]

First: 5,000 connections that drip a header or a body, 2,000 that are idle and 500 that never read their answers, all at
once, each opened again when the server has ended it. The server starts with a soft limit of 1,024 open files, the usual
one, and raises it by itself. Meanwhile other people ask for `/` and `/healthz`, on new connections and on kept ones: every
request succeeds and 99 of 100 within 250 ms, not counting what the same people wait at the same time for a server that
does next to nothing; each slow connection is gone at its deadline; the server holds less than 128 MiB. Then thousands that
send nearly all of the largest body or header section there may be, and never its end: no more memory than that, and small
requests are answered; the same with large answers that nobody reads. Then all places taken by connections that ask for
nothing: whoever asks gets one of them. Then few open files allowed, and none left: it turns away, or waits, and recovers.

All of them come from loopback, and no limit is lifted for that: 127.0.0.0/8 has addresses enough, so 120 slow visitors
share one, as if they were 63 attackers.

`--short` is a tenth of the visitors, for less time. Needs nothing but Python and, in full, `ulimit -Hn` of 7,700 or more.
"""

import resource
import select
import sys
import tempfile
import time
from pathlib import Path

import arguments
import crowd
import others
from bare import Bare
from raw import Raw, get, post
from program import Server, binary

P99_SECONDS = 0.250
MEMORY_BYTES = 128 * 2**20
USUAL_OPEN_FILES = 1024
# A deadline is met when the connection has ended by then; the rest is a loaded machine's, on either side.
LATE_SECONDS = 3.0


def main() -> int:
    short = arguments.parser(__doc__).parse_args().short
    with tempfile.TemporaryDirectory(prefix="referral-slow-") as folder:
        if short:
            _many(Path(folder), crowd.Numbers(250, 250, 200, 50), crowd.Limits(2, 3, 4), 5)
        else:
            _many(Path(folder), crowd.Numbers(2500, 2500, 2000, 500), crowd.Limits(10, 15, 20), 60)
        _large(Path(folder), 400 if short else 6000)
        _unread(Path(folder), 400 if short else 4000)
        _full(Path(folder))
        _few_open_files(Path(folder))
        _no_open_files(Path(folder))
    return 0


def _many(folder: Path, numbers: crowd.Numbers, limits: crowd.Limits, seconds: float) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    settings = {
        "REFERRAL_SERVER__HEADER_TIMEOUT_SECONDS": str(limits.header),
        "REFERRAL_SERVER__BODY_TIMEOUT_SECONDS": str(limits.body),
        "REFERRAL_SERVER__IDLE_TIMEOUT_SECONDS": str(limits.idle),
    }
    with Bare() as bare, Server(binary(), folder, settings, open_files=(USUAL_OPEN_FILES, most)) as server:
        server.start()
        people, elsewhere = others.People(server.port), others.People(bare.port)
        people.ask_for(2)
        alone = people.taken()
        at_rest = server.rss()
        server.forget_peak()

        process, pipe = crowd.start(server.port, numbers, seconds)
        there = files = kernel = 0
        people.start()
        elsewhere.start()
        news = None
        while not isinstance(news, tuple):
            if pipe.poll(0.2):
                news = pipe.recv()
                there = news if isinstance(news, int) else there
            else:
                files = max(files, len(server.files()))
                kernel = max(kernel, _kernel_bytes())
        lasted, ended = news
        process.join()
        people.stop()
        elsewhere.stop()
        meanwhile, yardstick = people.taken(), elsewhere.taken()
        peak = server.peak_rss()
        assert server.is_alive(), server.log()

        print(f"at once: {there:,} slow connections ({files:,} files open in the server), memory {at_rest / 2**20:.0f} MiB"
              f" before and {peak / 2**20:.0f} MiB at most, {kernel / 2**20:.0f} MiB of the kernel's in sockets of both sides")
        print(f"others alone:     {alone}")
        print(f"others meanwhile: {meanwhile}")
        print(f"  and elsewhere:  {yardstick}")
        deadlines = {"header": limits.header, "body": limits.body, "idle": limits.idle, "deaf": limits.body}
        ways = {"header": {"408"}, "body": {"408"}, "idle": {"closed"}, "deaf": {"reset"}}
        wrong = []
        for kind, deadline in deadlines.items():
            # No delay of this machine's makes the first shorter; those that make the last longer are in LATE_SECONDS.
            first = min(at_most for _, at_most in lasted[kind])
            last = max(at_least for at_least, _ in lasted[kind])
            print(f"{kind:6} deadline {deadline} s: {len(lasted[kind]):6,} ended after {first:.1f} to {last:.1f} s, {ended[kind]}")
            if not (deadline - 0.5 <= first and last <= deadline + LATE_SECONDS):
                wrong.append(f"the deadline of {kind}")
            if set(ended[kind]) != ways[kind]:
                wrong.append(f"how {kind} ended")
        if there < numbers.all:
            wrong.append("they were never there all at once")
        if meanwhile.failed or meanwhile.p99 - yardstick.p99 > P99_SECONDS:
            wrong.append("what others met")
        if peak > MEMORY_BYTES:
            wrong.append("memory")
        if server.stop() != 0:
            wrong.append("the exit code")
        assert not wrong, f"wrong: {', '.join(wrong)}\n{server.log()}"


def _large(folder: Path, number: int) -> None:
    """Nearly all of a large request each: what has no room is refused, and whoever asks for little does not notice."""
    body = post("Content-Type: application/json\r\nContent-Length: 60001", b"x" * 60_000, "/api/v1/login")
    header = b"GET / HTTP/1.1\r\nHost: site\r\n" + (b"X: " + b"x" * 990 + b"\r\n") * 15
    _held(folder, number, "large requests without their end", [body, header])


def _unread(folder: Path, number: int) -> None:
    """What a stranger is told about a body full of mistakes, and the longest page there is; nobody reads either."""
    mistakes = b'{"":0' + b',"":0' * 12_000 + b"}"
    told = post(f"Content-Type: application/json\r\nContent-Length: {len(mistakes)}", mistakes, "/api/v1/login")
    _held(folder, number, "large requests whose answers nobody reads", [told, get("/api/docs")])


def _held(folder: Path, number: int, what: str, large: list[bytes]) -> None:
    crowd.may_open_all_files()
    with Server(binary(), folder) as server:
        server.start()
        at_rest = server.rss()
        server.forget_peak()
        held = [Raw(server.port, crowd.source(n)) for n in range(number)]
        for n, raw in enumerate(held):
            raw.send(large[n % len(large)])
        small = post("Content-Type: application/json\r\nContent-Length: 2", b"{}", "/api/v1/login")
        for request, status in [(get("/"), 200), (small, 422)] * 20:
            with Raw(server.port) as raw:
                raw.send(request)
                answer = raw.answer()
                assert answer and answer.status == status, answer
        peak = server.peak_rss()
        poll = select.poll()
        for raw in held:
            poll.register(raw.socket, select.POLLIN)
        answered = len(poll.poll(0))
        print(f"{number:,} {what}: {answered:,} answered, memory {at_rest / 2**20:.0f} MiB before and"
              f" {peak / 2**20:.0f} MiB at most; 40 small requests answered meanwhile")
        assert peak <= MEMORY_BYTES, "memory"
        for raw in held:
            raw.close()
        assert server.stop() == 0, server.log()


def _full(folder: Path, places: int = 500) -> None:
    """More connections than there may be, from many addresses, none of which asks for anything."""
    with Server(binary(), folder, {"REFERRAL_SERVER__MAX_CONNECTIONS": str(places)}) as server:
        server.start()
        held = [Raw(server.port, crowd.source(n)) for n in range(places + 100)]
        begun = time.monotonic()
        for _ in range(200):
            with Raw(server.port) as raw:
                raw.send(get("/"))
                answer = raw.answer()
                assert answer and answer.status == 200, answer
        took = time.monotonic() - begun
        print(f"{places} places taken by {places + 100} connections that ask for nothing: 200 others answered in {took * 1000:.0f} ms")
        for raw in held:
            raw.close()
        assert server.stop() == 0, server.log()


def _kernel_bytes() -> int:
    """What the kernel holds for TCP, of all programs on this machine."""
    for line in Path("/proc/net/sockstat").read_text().splitlines():
        if line.startswith("TCP:"):
            return int(line.split()[-1]) * resource.getpagesize()
    return 0


def _few_open_files(folder: Path) -> None:
    """256 files in all: what is too much is told so or closed, nobody is left waiting, and room is room again."""
    with Server(binary(), folder, open_files=(256, 256)) as server:
        server.start()
        held = [Raw(server.port, f"127.0.0.{10 + n // 50}") for n in range(400)]
        for raw in held:
            raw.send(get("/healthz"))
        said = [answer.status if (answer := raw.answer()) else "closed" for raw in held]
        served, refused = said.count(200), said.count(503) + said.count("closed")
        print(f"256 open files, 400 connections: {served} served, {refused} turned away ({said.count(503)} of them heard 503)")
        assert served + refused == 400 and served >= 100, said
        for raw in held:
            raw.close()
        took = _seconds_until(lambda: server.answers("/"))
        print(f"room again {took * 1000:.0f} ms after they left")
        assert server.stop() == 0, server.log()


def _no_open_files(folder: Path) -> None:
    """No file left at all: who is in goes on, who is not waits, and is answered when there is a file again."""
    with Server(binary(), folder) as server:
        server.start()
        inside = Raw(server.port)
        inside.send(get("/"))
        assert inside.answer().status == 200
        _, most = resource.prlimit(server.pid, resource.RLIMIT_NOFILE)
        open_now = server.files()
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (min(set(range(most)) - set(open_now)), most))
        outside = [Raw(server.port) for _ in range(20)]
        for raw in outside:
            raw.send(get("/healthz"))
        _seconds_until(lambda: "cannot accept connections" in server.log())
        for _ in range(100):
            inside.send(get("/healthz"))
            assert inside.answer().status == 200
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (most, most))
        assert [raw.answer().status for raw in outside] == [200] * 20
        print("no open file left: 1 connection inside was answered 100 times, 20 outside waited and were answered afterwards")
        assert server.stop() == 0, server.log()


def _seconds_until(happens) -> float:
    begun = time.monotonic()
    while not happens():
        assert time.monotonic() - begun < 20, "that does not happen"
        time.sleep(0.01)
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
