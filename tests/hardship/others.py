"""Other people: they ask without pause for breath, and note how long each answer took."""

import threading
import time
from typing import NamedTuple

from raw import Raw, Torn, get

CLIENTS = 4
REST_SECONDS = 0.005


class Taken(NamedTuple):
    times: list[float]
    failed: list[str]

    @property
    def p99(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.99)]

    def __str__(self) -> str:
        median = sorted(self.times)[len(self.times) // 2]
        return (
            f"{len(self.times):,} requests, {len(self.failed)} failed, median {median * 1000:.1f} ms,"
            f" p99 {self.p99 * 1000:.1f} ms, longest {max(self.times) * 1000:.1f} ms"
            + (f"; first failures {self.failed[:3]}" if self.failed else "")
        )


class People:
    """Half of them keep their connection, half open one for each request and count that as part of the answer's time."""

    def __init__(self, port: int):
        self._port = port
        self._taken = Taken([], [])
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        self._stop.clear()
        self._threads = [threading.Thread(target=self._ask, args=(n % 2 == 0,), daemon=True) for n in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def ask_for(self, seconds: float) -> None:
        self.start()
        time.sleep(seconds)
        self.stop()

    def taken(self) -> Taken:
        """What was noted since it was asked last."""
        taken, self._taken = self._taken, Taken([], [])
        return taken

    def _ask(self, keeps: bool) -> None:
        raw, number = None, 0
        while not self._stop.wait(REST_SECONDS):
            number += 1
            begun = time.monotonic()
            try:
                raw = raw or Raw(self._port)
                raw.send(get(("/", "/healthz")[number % 2]))
                answer = raw.answer()
                if answer is None or answer.status != 200:
                    self._taken.failed.append(str(answer and answer.status))
            except (OSError, Torn) as error:
                self._taken.failed.append(repr(error))
                answer = None
            self._taken.times.append(time.monotonic() - begun)
            if raw and not (keeps and answer):
                raw.close()
                raw = None
        if raw:
            raw.close()
