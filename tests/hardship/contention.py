#!/usr/bin/env python3
"""Eight people write without pause, beside backup after backup and a foreign session with transactions of its own.

    cargo build --release && /usr/bin/python3 tests/hardship/contention.py [--short] [--seconds N]

Nobody may ever see «database is locked»: no visitor a 5xx, no `referral backup` or other command a failure, and the foreign
session, which waits as long as SQLite's own default in Python (5 s), no error. Every backup must pass `verify`, and one
that is restored too. In this time the program sweeps and cuts its log, which it does once a minute.

Needs nothing but Python's standard library. 150 seconds, or 12 with --short.
"""

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import arguments
from load import SETTINGS, Journal, Load, smtp
from program import Server, binary
from sink import Sink

WRITERS = 8


class Beside:
    """Something done again and again in a thread of its own, until it is stopped; its first error is kept."""

    def __init__(self, stop: threading.Event):
        self.times: list[float] = []
        self.error: Exception | None = None
        self._stop = stop
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.begin()
            while not self._stop.is_set():
                begun = time.monotonic()
                self.once()
                self.times.append(time.monotonic() - begun)
            self.end()
        except Exception as error:
            self.error = error

    def begin(self) -> None:
        pass

    def end(self) -> None:
        pass

    def join(self) -> None:
        self._thread.join()
        if self.error:
            raise self.error


class Backups(Beside):
    def __init__(self, server: Server, folder: Path, stop: threading.Event):
        self._server, self.folder = server, folder
        folder.mkdir()
        super().__init__(stop)

    def once(self) -> None:
        file = self.folder / f"{len(self.times)}.db"
        self._server.run("backup", str(file))
        # Each is good; only the newest is kept.
        said = subprocess.run([binary(), "verify", "--database", file], cwd=self.folder, capture_output=True, text=True, env={})
        assert said.returncode == 0 and said.stdout.startswith("ok\n"), said
        for older in self.folder.glob("*.db"):
            if older != file:
                older.unlink()


class Operator(Beside):
    """Commands that write beside the server."""

    def __init__(self, server: Server, stop: threading.Event):
        self._server = server
        super().__init__(stop)

    def once(self) -> None:
        self._server.run("verify")
        self._server.run("mail", "retry", "--all")
        self._server.run("user", "list", "--json")


class Session(Beside):
    """Somebody with `sqlite3` in a terminal: looks for a while, writes for a while, reads what was written."""

    def __init__(self, file: Path, stop: threading.Event, seed: int):
        self._file, self._random = file, random.Random(seed)
        self._name = f"note {seed}"
        super().__init__(stop)

    def begin(self) -> None:
        self._db = sqlite3.connect(self._file, isolation_level=None)

    def end(self) -> None:
        self._db.close()

    def once(self) -> None:
        db, note = self._db, self._random.randbytes(8)
        db.execute("BEGIN")
        before = db.execute("SELECT count(*) FROM users").fetchone()
        time.sleep(self._random.uniform(0, 0.3))
        assert db.execute("SELECT count(*) FROM users").fetchone() == before, "a transaction sees one moment"
        db.execute("COMMIT")
        # A transaction that begins by reading cannot be waited for by anybody once others have written: one that will
        # write says so at its beginning.
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", (self._name, note))
        time.sleep(self._random.uniform(0, 0.05))
        db.execute("COMMIT")
        assert db.execute("SELECT value FROM settings WHERE name = ?", (self._name,)).fetchone() == (note,)


def main() -> int:
    options = arguments.parser(__doc__)
    options.add_argument("--seconds", type=float)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = options.parse_args()
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory(prefix="referral-contention-") as folder:
        contend(Path(folder), options.seconds or (12 if options.short else 150), options.seed)
    return 0


def contend(folder: Path, seconds: float, seed: int) -> None:
    sink, journal, stop = Sink(), Journal(), threading.Event()
    settings = {"REFERRAL_BACKUP__FOLDER": "kept"}
    with Server(binary(), folder, SETTINGS | smtp(sink) | settings) as server:
        server.start()
        load = Load(server, journal, seed, sink)
        load.start(register=WRITERS - 4, confirm=2, code=2, click=2)
        beside = {
            "backups, each passing verify": Backups(server, folder / "backups", stop),
            "rounds of commands": Operator(server, stop),
            "transactions of a foreign session": Session(server.database, stop, seed),
            "of a second one": Session(server.database, stop, seed + 1),
        }
        try:
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline and not any(each.error for each in beside.values()):
                time.sleep(0.1)
        finally:
            stop.set()
            load.stop()
            for each in beside.values():
                each.join()
        assert not journal.surprises, journal.surprises[:5]
        log = server.log()
        assert "locked" not in log and " ERROR " not in log, [line for line in log.splitlines() if " ERROR " in line][:5]
        said = server.run("verify")
        assert said.startswith("ok\n"), said
        assert server.stop() == 0
        (backup,) = (folder / "backups").glob("*.db")
        (rotated,) = (folder / "kept").glob("referral-*.db")
        for file in (backup, rotated):
            server.run("restore", str(file))
            assert server.run("verify").startswith("ok\n")
        with sqlite3.connect(backup) as db:
            (copied,) = db.execute("SELECT count(*) FROM users").fetchone()
    counts = ", ".join(f"{n} {what}" for what, n in journal.counts().items())
    print(f"{seconds:.0f} s, {WRITERS} writers: {counts}; no 5xx, nobody saw «database is locked»")
    for what, each in beside.items():
        assert each.times, f"no {what}"
        print(f"  {len(each.times)} {what}, {statistics.median(each.times) * 1000:.0f} ms each (median), {max(each.times) * 1000:.0f} ms (longest)")
    assert 0 < copied <= len(journal.registered) + 1


if __name__ == "__main__":
    sys.exit(main())
