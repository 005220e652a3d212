"""How long the machine makes anybody wait, noted all the time by a process that does next to nothing."""

import os
import time
from multiprocessing import get_context
from pathlib import Path

REST_SECONDS = 0.005


class Probe:
    """
    Writes four kilobytes to the disk and rests for 5 ms, again and again. What that takes beyond the rest is a lag: the disk
    or the processors had other things to do, and the program waited as long. A process of its own, because the threads of
    this one wait for each other too; so it is to be started before them.
    """

    def __init__(self, file: Path):
        context = get_context("fork")
        self._noted, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_note, args=(file, there), daemon=True)
        self._process.start()
        there.close()
        # The last one that was read: when it began, and its lag.
        self._last = (0.0, 0.0)

    def lag(self, since: float, until: float) -> float:
        """The worst lag of any time between two moments of `time.monotonic`; they are asked for in their order."""
        worst = 0.0
        while self._last[0] < until:
            begun, lag = self._last
            if begun + REST_SECONDS + lag > since:
                worst = max(worst, lag)
            self._last = self._noted.recv()
        return worst

    def __enter__(self) -> "Probe":
        return self

    def __exit__(self, *_) -> None:
        self._process.terminate()
        self._process.join()


def _note(file: Path, pipe) -> None:
    with file.open("wb", buffering=0) as probe:
        while True:
            begun = time.monotonic()
            time.sleep(REST_SECONDS)
            os.pwrite(probe.fileno(), bytes(4096), 0)
            os.fdatasync(probe.fileno())
            pipe.send((begun, time.monotonic() - begun - REST_SECONDS))
