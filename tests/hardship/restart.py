#!/usr/bin/env python3
"""The server restarts again and again under a socket that its parent holds, as systemd does, while clients ask all the time.

    cargo build --release && /usr/bin/python3 tests/hardship/restart.py [--short] [--requests N]

Each request has a connection to itself: it must be accepted and answered with 200, whatever the server does just then. So it is
over TCP and over a socket with a path. A server without an inherited socket loses requests, which shows that the clients
would see it.

100,000 requests, or 6,000 with --short; half of them by the path.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import arguments
from program import binary

CLIENTS = 4
# Clients go on asking until there were as many to notice.
LEAST_RESTARTS = 3
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def main() -> int:
    options = arguments.parser(__doc__)
    options.add_argument("--requests", type=int)
    options = options.parse_args()
    requests = options.requests or (6_000 if options.short else 100_000)
    with tempfile.TemporaryDirectory(prefix="referral-restart-") as folder:
        place = Path(folder)
        tcp = socket.create_server(("127.0.0.1", 0), backlog=4096)
        by_path = socket.socket(socket.AF_UNIX)
        by_path.bind(str(place / "held.sock"))
        by_path.listen(4096)
        for name, held, count in [("TCP", tcp, requests // 2), ("a path", by_path, requests // 2)]:
            lost, restarts, longest = run(place, held, count)
            print(f"{name}: {count} requests or more over {restarts} restarts; lost: {len(lost)}; the slowest took {longest * 1000:.0f} ms")
            assert not lost, lost[:5]
        lost, restarts, _ = run(place, None, min(requests, 6_000))
        print(f"without a held socket: {restarts} restarts lost {len(lost)} requests")
        assert lost, "the clients would see a refusal"
    return 0


class Server:
    """One server after the other, at the same address."""

    def __init__(self, folder: Path, held: socket.socket | None):
        self._folder, self._held = folder, held
        self._port = 0 if held else socket.create_server(("127.0.0.1", 0)).getsockname()[1]
        self.address = held.getsockname() if held else ("127.0.0.1", self._port)
        self._log = (folder / "server.log").open("ab")

    def start(self) -> None:
        line = [str(binary()), "serve", "--listen", f"127.0.0.1:{self._port}"]
        environment = {"PATH": os.environ["PATH"]}
        descriptors = {}
        if self._held:
            # The socket as descriptor 3, and its number as the process has it after `exec`.
            line = ["sh", "-c", 'exec 3<&0 0</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@"', *line]
            descriptors = {"stdin": self._held.fileno()}
        self._process = subprocess.Popen(
            line, cwd=self._folder, env=environment, stdout=self._log, stderr=self._log, **descriptors
        )

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(10) == 0, (self._folder / "server.log").read_text()[-2000:]


def run(folder: Path, held: socket.socket | None, requests: int) -> tuple[list[str], int, float]:
    """What was lost, over how many restarts, and how long the slowest request took."""
    server = Server(folder, held)
    server.start()
    while not held and asks(server.address):
        time.sleep(0.01)
    lost: list[str] = []
    times: list[float] = []
    restarts = 0
    lock = threading.Lock()

    def client() -> None:
        while True:
            with lock:
                if len(times) >= requests and restarts >= LEAST_RESTARTS:
                    return
            begun = time.monotonic()
            wrong = asks(server.address)
            took = time.monotonic() - begun
            with lock:
                times.append(took)
                lost.extend([wrong] if wrong else [])

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for each in clients:
        each.start()
    while any(each.is_alive() for each in clients):
        time.sleep(0.15)
        server.stop()
        server.start()
        restarts += 1
        # It runs once it answers; a held socket makes this wait, as it does every client.
        while asks(server.address):
            assert not held, "a held socket refuses no one"
            time.sleep(0.01)
    for each in clients:
        each.join()
    server.stop()
    return lost, restarts, max(times)


def asks(address) -> str:
    """What went wrong with a request; nothing if it was answered."""
    with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as client:
        client.settimeout(30)
        try:
            client.connect(address)
            client.sendall(REQUEST)
            answer = b""
            while piece := client.recv(4096):
                answer += piece
        except OSError as error:
            return repr(error)
    return "" if answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer.endswith(b"ok") else repr(answer[:100])


if __name__ == "__main__":
    sys.exit(main())
