"""A database as 0.2.0 made it, the first version that is upgraded from, full of people."""

import hashlib
import json
import sqlite3
import subprocess
from pathlib import Path

from program import REPOSITORY

NOON = 1_767_268_800  # 2026-01-01T12:00:00Z
MONTH = 30 * 86_400


def build(binary: Path, file: Path, people: int) -> int:
    """
    Fills `file` with people, a code for every tenth of them, and the others as who came by those codes. Gives how many
    migrations the program has for it beyond the first.
    """
    newest = file.with_name("newest.db")
    subprocess.run([binary, "migrate", "--database", newest], check=True, stdout=subprocess.DEVNULL, cwd=file.parent)
    with sqlite3.connect(newest) as db:
        history = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'refinery_schema_history'").fetchone()[0]
        first, *later = db.execute("SELECT * FROM refinery_schema_history ORDER BY version").fetchall()
    for left in file.parent.glob("newest.db*"):
        left.unlink()
    (schema,) = (REPOSITORY / "migrations").glob("V1__*.sql")
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(schema.read_text())
        db.execute(history)
        db.execute(f"INSERT INTO refinery_schema_history VALUES ({', '.join('?' * len(first))})", first)
        _fill(db, people, max(people // 10, 1))
    db.close()
    return len(later)


def _fill(db: sqlite3.Connection, people: int, owners: int) -> None:
    hashed = "$scrypt$ln=1,r=8,p=3$" + "A" * 22 + "$" + "A" * 43
    db.executemany(
        "INSERT INTO users (id, firstname, email, password, send, is_activated, is_active, date) VALUES (?, ?, ?, ?, 1, 1, 1, ?)",
        ((n, f"Person {n}", f"person{n}@example.org", hashed, NOON + n) for n in range(1, people + 1)),
    )
    db.executemany(
        "INSERT INTO referrals (id, user_id, referral_code, code_key, date, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
        ((n, n, f"code-{n:06}", f"code{n:06}", NOON + n, NOON + n + MONTH) for n in range(1, owners + 1)),
    )
    ledger = _Ledger(db)
    attributions = []
    for code in range(1, owners + 1):
        at = NOON + code
        ledger.append(at, "code_added", {"code": code, "expires_at": at + MONTH, "owner": code})
    for n, referee in enumerate(range(owners + 1, people + 1), 1):
        code, at = referee % owners + 1, NOON + referee
        attributions.append((n, referee, code, code, at - 9, at))
        # Its fields in the order of the alphabet, as the program writes them.
        ledger.append(at, "registered", {
            "attribution": n, "clicked_at": at - 9, "code": code, "referee": referee, "referrer": code,
            "rejected": None, "rule": "link",
        })
        ledger.append(at + 5, "confirmed", {"attribution": n})
    db.executemany(
        "INSERT INTO attributions (id, referee_id, referrer_id, referral_id, rule, decided, clicked_at, registered_at) "
        "VALUES (?, ?, ?, ?, 'link', 'alone', ?, ?)", attributions,
    )
    # Triggers count who registered and who confirmed, each when it happens.
    db.execute("UPDATE attributions SET confirmed_at = registered_at + 5")
    for code in range(1, owners + 1):
        db.execute("INSERT INTO clicks (referral_id, day, clicks) VALUES (?, ?, 7)", (code, NOON // 86_400))
        ledger.append(NOON + people + 9, "clicked", {"clicks": 7, "code": code, "day": NOON // 86_400})
    db.execute(
        "INSERT INTO days (day, clicks) VALUES (?, ?) ON CONFLICT DO UPDATE SET clicks = excluded.clicks",
        (NOON // 86_400, 7 * owners),
    )
    ledger.write()


class _Ledger:
    """Each entry sealed with the one before it."""

    def __init__(self, db: sqlite3.Connection):
        self._db, self._last, self._rows = db, bytes(32), []

    def append(self, at: int, kind: str, body: dict) -> None:
        text = json.dumps(body, separators=(",", ":"))
        sealed = self._last + at.to_bytes(8, "big") + len(kind).to_bytes(8, "big") + kind.encode() + text.encode()
        self._last = hashlib.sha256(sealed).digest()
        self._rows.append((at, kind, text, self._last))

    def write(self) -> None:
        self._db.executemany("INSERT INTO ledger (at, kind, body, hash) VALUES (?, ?, ?, ?)", self._rows)
