"""Many slow visitors at once, in a process of their own: they drip, say nothing, or never read."""

import errno
import heapq
import os
import random
import resource
import select
import socket
import sys
import time
from collections import Counter, defaultdict
from multiprocessing import get_context
from typing import NamedTuple

from raw import IP_BIND_ADDRESS_NO_PORT

# So many come from one address of loopback: twice as many are still within `max_connections_per_ip`, as those whose place
# has just ended are already there again.
FROM_ONE_ADDRESS = 120
# How many connect in one go, so that a burst is a burst and still fits the kernel's queue.
AT_ONCE = 100
DRIP_SECONDS = 1.0


def source(place: int) -> str:
    """The address of loopback that a visitor comes from, by their place in the crowd."""
    number = place // FROM_ONE_ADDRESS
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def may_open_all_files() -> int:
    """Raises this process's limit of open files to what it may be, and gives that."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


class Numbers(NamedTuple):
    header: int
    body: int
    idle: int
    deaf: int

    @property
    def all(self) -> int:
        return sum(self)


class Limits(NamedTuple):
    """The server's, in seconds."""

    header: int
    body: int
    idle: int


class Visitor:
    """One connection, opened again each time the server ends it. `kind` is a field of `Numbers`."""

    def __init__(self, kind: str, number: int, source: str):
        self.kind, self.number, self.source = kind, number, source
        self.socket: socket.socket | None = None
        self.connected = False
        # When the server's patience with it had begun at the latest, and when it could at the earliest: between them this
        # process may have had no turn for a while.
        self.since = self.before = 0.0
        self.heard = b""

    @property
    def begins_with(self) -> bytes:
        if self.kind == "header":
            return b"GET / HTTP/1.1\r\nHost: site\r\n"
        if self.kind == "body":
            framing = ("Content-Length: 60000", "Transfer-Encoding: chunked")[self.number % 2]
            form = "Content-Type: application/x-www-form-urlencoded"
            return f"POST /register HTTP/1.1\r\nHost: site\r\n{form}\r\n{framing}\r\n\r\n".encode()
        if self.kind == "deaf":
            path = ("/api/openapi.json", "/api/docs")[self.number % 2]
            return f"GET {path} HTTP/1.1\r\nHost: site\r\n\r\n".encode() * 200
        # Half of the idle have asked for something before, half never say a word.
        return b"GET /healthz HTTP/1.1\r\nHost: site\r\n\r\n" if self.number % 2 else b""

    @property
    def drips(self) -> bytes:
        if self.kind == "header":
            return b"X: y\r\n"
        if self.kind == "body":
            return (b"a", b"1\r\na\r\n")[self.number % 2]
        return b""


class Crowd:
    """Runs until `until`; then no connection is opened again, and the last one to end ends it."""

    def __init__(self, port: int, numbers: Numbers):
        self._port = port
        self._poll = select.epoll()
        self._by_file: dict[int, Visitor] = {}
        self._drips: list[tuple[float, int, int]] = []
        self._visitors = []
        for kind, number in numbers._asdict().items():
            self._visitors += [(kind, n) for n in range(number)]
        random.shuffle(self._visitors)
        self._to_open = [
            Visitor(kind, n, source(place))
            for place, (kind, n) in enumerate(self._visitors)
        ]
        self.there = 0
        self.no_memory = 0
        # How long the server had patience with each, at the least and at the most, and what it said in the end: by kind.
        self.lasted: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.ended: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def run(self, seconds: float, tell) -> None:
        """`tell` is given the numbers of the connected whenever that may be news."""
        until = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            if now > until:
                self._to_open.clear()
                if not self._by_file:
                    return
            if now > until + 60:
                left = Counter((visitor.kind, visitor.connected) for visitor in self._by_file.values())
                raise AssertionError(f"still open long after every deadline: {dict(left)}")
            for _ in range(min(AT_ONCE, len(self._to_open))):
                self._open(self._to_open.pop())
            while self._drips and self._drips[0][0] <= now:
                _, file, born = heapq.heappop(self._drips)
                visitor = self._by_file.get(file)
                if visitor and visitor.connected and visitor.since == born:
                    self._drip(visitor)
            for file, events in self._poll.poll(0.005, 2000):
                visitor = self._by_file.get(file)
                if visitor:
                    self._happened(visitor, events)
            tell(self.there)

    def _open(self, visitor: Visitor) -> None:
        visitor.socket = connection = socket.socket()
        connection.setblocking(False)
        if visitor.kind == "deaf":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        # The port is chosen by connect, for the pair of addresses and not for all that come from this one.
        connection.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
        connection.bind((visitor.source, 0))
        visitor.connected, visitor.heard = False, b""
        visitor.before = time.monotonic()
        refused = connection.connect_ex(("127.0.0.1", self._port))
        if refused not in (0, errno.EINPROGRESS):
            raise OSError(refused, os.strerror(refused))
        self._by_file[connection.fileno()] = visitor
        self._poll.register(connection, select.EPOLLOUT)

    def _happened(self, visitor: Visitor, events: int) -> None:
        if not visitor.connected:
            if events & (select.EPOLLERR | select.EPOLLHUP):
                return self._end(visitor, "never connected")
            visitor.connected = True
            visitor.since = time.monotonic()
            if visitor.begins_with:
                visitor.before = visitor.since
            self.there += 1
            self._poll.modify(visitor.socket, 0 if visitor.kind == "deaf" else select.EPOLLIN)
            self._send(visitor, visitor.begins_with)
            if visitor.drips:
                self._again(visitor)
        elif visitor.kind == "deaf":
            self._end(visitor, "reset")
        else:
            self._hear(visitor)

    def _hear(self, visitor: Visitor) -> None:
        try:
            data = visitor.socket.recv(65536)
        except ConnectionResetError:
            return self._end(visitor, "reset")
        if visitor.kind == "idle" and data.startswith(b"HTTP/1.1 200"):
            # From here on it is idle.
            visitor.since = time.monotonic()
            return
        visitor.heard += data
        if not data:
            self._end(visitor, visitor.heard[9:12].decode() or "closed")

    def _drip(self, visitor: Visitor) -> None:
        if self._send(visitor, visitor.drips):
            self._again(visitor)

    def _again(self, visitor: Visitor) -> None:
        when = time.monotonic() + DRIP_SECONDS * random.uniform(0.5, 1.5)
        heapq.heappush(self._drips, (when, visitor.socket.fileno(), visitor.since))

    def _send(self, visitor: Visitor, data: bytes) -> bool:
        try:
            visitor.socket.send(data)
            return True
        except BlockingIOError:
            # The kernel has no memory for it now; that is no reason for the visitor to go.
            self.no_memory += 1
            return True
        except (BrokenPipeError, ConnectionResetError):
            # What it was answered is still to be read.
            return False

    def _end(self, visitor: Visitor, how: str) -> None:
        if visitor.connected:
            self.there -= 1
            now = time.monotonic()
            self.lasted[visitor.kind].append((now - visitor.since, now - visitor.before))
        self.ended[visitor.kind][how] += 1
        del self._by_file[visitor.socket.fileno()]
        visitor.socket.close()
        self._to_open.append(visitor)


def start(port: int, numbers: Numbers, seconds: float):
    """
    Gives the process and a pipe by which it tells: first the number connected, each time it is higher than ever; at the
    end the dicts `lasted` and `ended`.
    """
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(port, numbers, seconds, there), daemon=True)
    process.start()
    there.close()
    return process, here


def _run(port: int, numbers: Numbers, seconds: float, pipe) -> None:
    most = may_open_all_files()
    if most < numbers.all + 100:
        sys.exit(f"{numbers.all} connections need more open files than `ulimit -Hn` allows ({most})")
    crowd, highest = Crowd(port, numbers), 0

    def tell(there: int) -> None:
        nonlocal highest
        if there > highest:
            highest = there
            pipe.send(there)

    crowd.run(seconds, tell)
    if crowd.no_memory:
        print(f"the kernel had no memory for a slow visitor's bytes {crowd.no_memory:,} times")
    pipe.send((dict(crowd.lasted), {kind: dict(ways) for kind, ways in crowd.ended.items()}))
