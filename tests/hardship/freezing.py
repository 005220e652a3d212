"""The kill inside of a large deed: a branch that is being frozen or restored in parts, which the next start ends."""

import random
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import old
from load import PASSWORD, SETTINGS, Client, Gone
from server import Server, binary

ADMIN = "person2@example.org"
PATIENCE = 60.0


def killed(folder: Path, kills: int, people: int, seed: int) -> None:
    place = folder / "frozen"
    place.mkdir()
    old.build(binary(), place / "referral.db", people, owners=1)
    moments = random.Random(seed)
    found, ended, whole = Counter(), [], 1.0
    with Server(binary(), place, SETTINGS) as server:
        server.start()
        server.run("user", "make-admin", ADMIN)
        line = [binary(), "user", "set-password", ADMIN, "--password-stdin"]
        subprocess.run(line, cwd=place, env=SETTINGS, input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)
        status, answer = Client(server).api("POST", "/api/v1/login", {"email": ADMIN, "password": PASSWORD})
        assert status == 200, answer
        bearer, deed, longest = answer["access_token"], "freeze", 0.0
        for number in range(kills + 2):
            if number < 2:
                # Once to its end, to know how long it takes, and what others wait meanwhile.
                whole, wait = _beside_others(server, deed, bearer)
                longest = max(longest, wait)
            else:
                asking = threading.Thread(target=_ask, args=(server, deed, bearer))
                asking.start()
                time.sleep(moments.uniform(0, whole * 0.9))
                server.kill9()
                asking.join()
                marked, is_open, told = _looks(place)
                assert server.run("verify").startswith("ok\n")
                found["in the middle" if is_open else "before it" if told == _told(deed) - 1 else "behind it"] += 1
                server.start()
                begun = time.monotonic()
                while _looks(place)[1]:
                    assert time.monotonic() - begun < PATIENCE, "the next start does not end it"
                    time.sleep(0.02)
                ended.append(time.monotonic() - begun)
                if _looks(place)[2] < _told(deed):
                    assert marked in (0, people), "what the ledger does not know of has not begun"
                    assert _ask(server, deed, bearer) == 200
            marked, _, told = _looks(place)
            assert (marked, told) == (people if deed == "freeze" else 0, _told(deed)), f"{deed}: {marked}, {told}"
            assert server.run("verify").startswith("ok\n")
            _done[deed] += 1
            deed = "restore" if deed == "freeze" else "freeze"
        server.stop()
    states = ", ".join(f"{count} {state}" for state, count in found.items())
    print(f"{kills} kills while a branch of {people} was frozen or restored, which takes {whole:.2f} s: {states}; `verify` was silent")
    print(f"the next start ended it within {max(ended):.2f} s (longest); others waited {longest * 1000:.0f} ms at most for a write meanwhile")


# How often each was done to its end.
_done: Counter[str] = Counter()


def _told(deed: str) -> int:
    """How many entries the ledger has of both once this one is in it."""
    return _done["freeze"] + _done["restore"] + 1


def _ask(server: Server, deed: str, bearer: str) -> int:
    try:
        return Client(server).api("POST", f"/api/v1/users/1/{deed}", {"reason": "A farm."}, bearer)[0]
    except Gone:
        return 0


def _beside_others(server: Server, deed: str, bearer: str) -> tuple[float, float]:
    """Does the deed while somebody registers again and again; gives its seconds, and those of the longest registration."""
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(_ask(server, deed, bearer)))
    client, longest, number, begun = Client(server), 0.0, 0, time.monotonic()
    asking.start()
    while asking.is_alive():
        since = time.monotonic()
        email = f"{deed}{number}@example.com"
        status, answer = client.api("POST", "/api/v1/register", {"firstname": "Somebody", "email": email, "password": PASSWORD})
        assert status == 202, answer
        longest, number = max(longest, time.monotonic() - since), number + 1
    whole = time.monotonic() - begun
    assert answers == [200], answers
    return whole, longest


def _looks(place: Path) -> tuple[int, bool, int]:
    """How many are frozen, whether a deed is at work, and how many the ledger tells of."""
    with sqlite3.connect(place / "referral.db", timeout=10) as db:
        (marked,) = db.execute("SELECT count(*) FROM users WHERE frozen_by = 1").fetchone()
        (is_open,) = db.execute("SELECT count(*) FROM freezing").fetchone()
        (told,) = db.execute("SELECT count(*) FROM ledger WHERE kind IN ('frozen', 'restored')").fetchone()
    db.close()
    return marked, is_open > 0, told
