"""
The kill inside of a migration: what was there before is there afterwards, and the next start finishes it.

While the schema has one version, the migration is the one that creates the database.
"""

import random
import shutil
import sqlite3
import subprocess
import time
from collections import Counter
from pathlib import Path

import old
from program import Server, binary

TABLES = ("users", "referrals", "attributions", "clicks", "ledger")


def killed(folder: Path, kills: int, people: int, seed: int) -> None:
    before = folder / "before.db"
    later = old.build(binary(), before, people)
    if later == 0:
        before.unlink()
        before.touch()
    counts = _counts(before) if later else dict.fromkeys(TABLES, 0)
    whole = _migrate(_fresh(folder, before), None)
    moments = random.Random(seed)
    found, finished = Counter(), []
    for _ in range(kills):
        place = _fresh(folder, before)
        _migrate(place, moments.uniform(0, whole * 1.05))
        found[_versions(place / "referral.db")] += 1
        with Server(binary(), place) as server:
            finished.append(server.start())
            said = server.run("verify")
            assert said.startswith("ok\n"), said
            assert "pending" not in server.run("migrate", "--status")
            server.stop()
        assert _counts(place / "referral.db") == counts, "no row came or went"
        for copy in place.glob("*.before-v*"):
            assert _counts(copy) == counts, f"{copy.name} is whole"
        left = [file.name for file in place.iterdir() if "unfinished" in file.name]
        assert not left, f"nobody takes {left} away"
    assert len(found) <= 2, f"all migrations or none: {found}"
    states = ", ".join(f"{number} with {versions} of {later + 1}" for versions, number in sorted(found.items()))
    what = f"a migration of {people} people" if later else "the creation of a database, as there is one version so far"
    print(f"{kills} kills in {what}, which takes {whole:.2f} s; versions found after them: {states}")
    print(f"the next start finished it and was ready after {max(finished):.2f} s (longest)")


def _fresh(folder: Path, before: Path) -> Path:
    place = folder / "place"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    shutil.copy(before, place / "referral.db")
    return place


def _migrate(place: Path, kill_after: float | None) -> float:
    begun = time.monotonic()
    running = subprocess.Popen(
        [binary(), "migrate"], cwd=place, env={}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )
    try:
        code = running.wait(kill_after)
        assert code == 0, f"`referral migrate` exits with {code}"
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    return time.monotonic() - begun


def _versions(file: Path) -> int:
    with sqlite3.connect(file) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if "refinery_schema_history" not in tables:
            assert not tables, f"all tables or none: {tables}"
            return 0
        (number,) = db.execute("SELECT count(*) FROM refinery_schema_history").fetchone()
    db.close()
    return number


def _counts(file: Path) -> dict[str, int]:
    with sqlite3.connect(file) as db:
        counts = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    db.close()
    return counts
