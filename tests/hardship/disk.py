#!/usr/bin/env python3
"""Takes the disk away under the program: full, read-only, vanished, and every single write failing; and damages it.

    cargo build --release && /usr/bin/python3 tests/hardship/disk.py [--short]

Meanwhile whatever would write must be answered with 503 and a page that says so, and whatever only reads with 200; when
the disk is back, writing must work again without a restart; and nothing that was acknowledged may be lost, also when the
program is killed afterwards.

Needs a C compiler for the library that makes writes fail (faults.c). The full disk is a small tmpfs where mounting is
allowed, and a limit of the file's size where it is not.
"""

import errno
import mmap
import os
import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import arguments
from load import PASSWORD, SETTINGS, Client, smtp
from program import Server, binary
from sink import Sink

SAYS_SO = "We can’t save right now"
# How long a recovery is waited for; how soon it comes is printed.
RECOVERS = 20.0


class Site:
    """The program with one member who has a code, and everybody who was told that they are registered."""

    def __init__(self, folder: Path, **environment: str):
        self.folder = folder
        self.sink = Sink()
        self.server = Server(binary(), folder, SETTINGS | smtp(self.sink) | environment)
        self.registered: list[str] = []
        self._number = 0

    def __enter__(self) -> "Site":
        self.server.start()
        assert self.register() == 202
        token = self.sink.arrived.get(timeout=30).link.rsplit("/", 1)[1]
        api = Client(self.server)
        assert api.api("POST", "/api/v1/activate", {"token": token})[0] == 200
        status, answer = api.api("POST", "/api/v1/login", {"email": self.registered[0], "password": PASSWORD})
        assert status == 200
        self.bearer = answer["access_token"]
        status, answer = api.api("POST", "/api/v1/codes", {}, self.bearer)
        assert status == 201
        self.code = answer["code"]
        return self

    def __exit__(self, *_) -> None:
        self.server.end()

    def register(self, by_page: bool = False) -> int:
        self._number += 1
        email = f"person{self._number}@example.org"
        fields = {"firstname": "Somebody", "email": email, "password": PASSWORD}
        if by_page:
            status, text = Client(self.server).form("/register", **fields, password2=PASSWORD)
        else:
            status, text = Client(self.server).ask(
                "POST", "/api/v1/register", '{"firstname":"Somebody","email":"%s","password":"%s"}' % (email, PASSWORD),
                "application/json",
            )
        if status in (202, 303):
            self.registered.append(email)
        else:
            assert status == 503 and SAYS_SO in text, f"{status} {text}"
        return status

    def reads(self) -> None:
        visitor = Client(self.server)
        for path, bearer in (("/", ""), ("/register", ""), (f"/{self.code}", ""), ("/healthz", ""), ("/api/v1/me", self.bearer)):
            status, text = visitor.ask("GET", path, bearer=bearer)
            assert status == 200, f"{path}: {status} {text}"

    def recovers(self) -> float:
        """Seconds until writing works again."""
        begun = time.monotonic()
        while self.register() != 202:
            assert time.monotonic() - begun < RECOVERS, "it does not recover"
            time.sleep(0.01)
        return time.monotonic() - begun

    def holds_everything(self) -> None:
        """Now, and after a kill."""
        for kill in (False, True):
            if kill:
                self.server.kill9()
                self.server.start()
            said = self.server.run("verify")
            assert said.startswith("ok\n"), said
            with sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True) as db:
                people = {email for (email,) in db.execute("SELECT email FROM users")}
            db.close()
            lost = [email for email in self.registered if email not in people]
            assert not lost, f"acknowledged and lost: {lost}"

    def error_lines(self) -> int:
        return sum(" ERROR " in line for line in self.server.log().splitlines())


class Faults:
    """The library that makes writes fail, and what it is told."""

    def __init__(self, folder: Path):
        self._library = folder / "faults.so"
        source = Path(__file__).with_name("faults.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self._library, source, "-ldl"], check=True)
        self._file = folder / "faults"
        self._file.write_bytes(bytes(32))
        with self._file.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 32)
        self.mend()

    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self._library), "FAULTS": str(self._file)}

    def fail(self, after: int, times: int, error: int) -> None:
        """Lets `after` writes pass, then `times` fail (-1: all until it is mended)."""
        self._map[0:24] = struct.pack("qqq", -1, 0, error)
        self._map[8:16] = struct.pack("q", times)
        self._map[0:8] = struct.pack("q", after)

    def mend(self) -> None:
        self._map[0:8] = struct.pack("q", -1)

    def were_met(self) -> bool:
        good, bad = struct.unpack("qq", self._map[0:16])
        return good == 0 and bad <= 0

    def count(self) -> int:
        return struct.unpack("q", self._map[24:32])[0]


def every_write(folder: Path, points: int) -> None:
    """The n-th write fails, once or from then on, for every n that a registration gets to."""
    faults = Faults(folder)
    with Site(folder, **faults.environment()) as site:
        assert faults.count() > 0, "the library sees the program's writes"
        refused, slowest = 0, 0.0
        for error in (errno.ENOSPC, errno.EIO):
            for times in (1, -1):
                for point in range(points):
                    faults.fail(point, times, error)
                    refused += site.register(by_page=point % 2 == 0) == 503
                    site.reads()
                    faults.mend()
                    slowest = max(slowest, site.recovers())
        assert refused >= points, f"only {refused} refused"
        site.holds_everything()
        print(f"every write: {4 * points} faults, {refused} registrations refused with 503, {len(site.registered)} acknowledged and kept; "
              f"writing again after {slowest * 1000:.0f} ms at most")


def read_only(folder: Path) -> None:
    """What the system answers after it has taken a failing disk read-only."""
    faults = Faults(folder)
    with Site(folder, **faults.environment()) as site:
        faults.fail(0, -1, errno.EROFS)
        before = site.error_lines()
        begun = time.monotonic()
        refused = 0
        while time.monotonic() - begun < 2:
            assert site.register(by_page=refused % 2 == 0) == 503
            site.reads()
            refused += 1
        lines = site.error_lines() - before
        assert lines <= refused + 4, f"{lines} lines in the log for {refused} refusals"
        faults.mend()
        again = site.recovers()
        site.holds_everything()
        print(f"read-only: {refused} writes refused with 503, writing again {again * 1000:.0f} ms after it was over")


@contextmanager
def small_disk(folder: Path, may_mount: bool):
    """A folder with room for 4 MiB, and how the room is limited."""
    place = folder / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place]
    if not may_mount or subprocess.run(mount, capture_output=True).returncode:
        yield place, False
        return
    try:
        yield place, True
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def full(folder: Path, may_mount: bool = True) -> None:
    with small_disk(folder, may_mount) as (place, is_mounted):
        with Site(place) as site:
            ballast = place / "ballast"
            if is_mounted:
                _fill(ballast)
            else:
                size = (place / "referral.db-wal").stat().st_size
                resource.prlimit(site.server.pid, resource.RLIMIT_FSIZE, (size + 8192, resource.RLIM_INFINITY))
            begun, refused = time.monotonic(), 0
            while refused < 50:
                assert time.monotonic() - begun < 30, "the disk does not get full"
                refused += site.register(by_page=refused % 2 == 0) == 503
                site.reads()
            if is_mounted:
                rewrite = subprocess.run([binary(), "compact"], cwd=place, env={}, capture_output=True, text=True)
                assert (rewrite.returncode, rewrite.stdout) == (1, ""), rewrite
                assert "the file is as it was" in rewrite.stderr, rewrite.stderr
                ballast.unlink()
                assert site.server.run("compact").startswith("referral.db: rewritten")
            else:
                resource.prlimit(site.server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            again = site.recovers()
            site.holds_everything()
            how = "a tmpfs of 4 MiB" if is_mounted else "a limit of the file's size"
            print(f"full ({how}): {refused} writes refused with 503, writing again after {again * 1000:.0f} ms")


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError as error:
            assert error.errno == errno.ENOSPC


def vanished(folder: Path) -> None:
    with Site(folder) as site:
        site.reads()
        for name in ("referral.db", "referral.db-wal"):
            file, elsewhere = folder / name, folder / "elsewhere"
            file.rename(elsewhere)
            for by_page in (False, True):
                assert site.register(by_page) == 503, f"{name} is gone, and nothing is told to be kept in it"
            site.reads()
            assert not site.server.answers("/readyz"), f"ready without {name}"
            file.write_bytes(b"")
            assert site.register() == 503, f"another file is in the place of {name}"
            elsewhere.rename(file)
            site.recovers()
            assert site.server.answers("/readyz")
        site.holds_everything()
    print("vanished: without its database or the log beside it, writes get 503, reads 200 and /readyz 503; back again, all is well")


def damaged(folder: Path) -> None:
    with Site(folder) as site:
        site.server.run("backup", "copy.db")
        site.server.stop()
        whole = site.server.database.read_bytes()
        for what, damage in {
            "the header": b"x" * 100 + whole[100:], "the schema": whole[:100] + b"x" * 3996 + whole[4096:],
            "half of it": whole[: len(whole) // 2], "most of it": whole[:4096] + b"x" * (len(whole) - 4096),
        }.items():
            site.server.database.write_bytes(damage)
            refused = subprocess.run([binary(), "--listen", "127.0.0.1:0"], cwd=folder, env={}, capture_output=True, text=True, timeout=30)
            assert refused.returncode == 1 and "`referral restore FILE`" in refused.stderr, f"{what}: {refused}"
        said = site.server.run("restore", "copy.db")
        assert "is restored" in said
        site.server.start()
        site.holds_everything()
    print("damaged: refused at the start with the command that restores the backup, which then works")


NOBODY = 65534


def closed(folder: Path) -> None:
    """Started where nothing can be written: by a user who is not root, and on a disk that is mounted read-only."""
    is_root = os.geteuid() == 0
    user = NOBODY if is_root else os.geteuid()
    place = folder / "place"
    place.mkdir()
    folder.chmod(0o755)
    # A copy, because the checkout may be where nobody else may look.
    program = folder / "referral"
    shutil.copyfile(binary(), program)
    program.chmod(0o755)
    subprocess.run([program, "migrate", "--database", "referral.db"], cwd=place, env={}, capture_output=True, check=True)
    for path in (place, *place.iterdir()):
        os.chown(path, user, -1)
    database, lock = place / "referral.db", place / "referral.db.lock"

    def refused(says: str, user: int = user) -> None:
        starting = [program, "--listen", "127.0.0.1:0"]
        tried = subprocess.run(starting, cwd=place, env={}, user=user, capture_output=True, text=True, timeout=30)
        one = len(tried.stderr.splitlines()) == 1
        assert tried.returncode == 1 and one and says in tried.stderr, f"not «{says}»: {tried}"

    database.chmod(0o400)
    refused("the database cannot be written")
    for beside in place.glob("referral.db-*"):
        beside.unlink()
    database.chmod(0)
    refused("the database cannot be opened")
    database.chmod(0o600)
    place.chmod(0o500)
    refused("the database cannot be written")
    place.chmod(0o700)
    lock.unlink()
    place.chmod(0o500)
    refused("this user may not write its folder")
    place.chmod(0o700)
    mounted = False
    if is_root and not subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True).returncode:
        try:
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            refused("its file system is mounted read-only", user=0)
            mounted = True
        finally:
            subprocess.run(["umount", "-l", place], check=True)
    what = "a file, a folder and a mount" if mounted else "a file and a folder"
    print(f"closed: {what} that cannot be written are refused at the start with one sentence each")


def everybodys_folder() -> str:
    """Where temporary folders can be got to by a user who is not root."""
    places = [tempfile.gettempdir(), "/tmp", "/var/tmp"]
    open_to_all = lambda place: all(path.stat().st_mode & 0o001 for path in (Path(place), *Path(place).parents))
    return next(filter(open_to_all, places), places[0])


def main() -> int:
    options = arguments.parser(__doc__).parse_args()
    points = 12 if options.short else 40
    full_by_limit = partial(full, may_mount=False)
    for part in (partial(every_write, points=points), read_only, full, full_by_limit, vanished, closed, damaged):
        with tempfile.TemporaryDirectory(prefix="referral-disk-", dir=everybodys_folder()) as folder:
            part(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
