"""The program under test: its release binary, started, asked, stopped and killed."""

import os
import re
import resource
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

START_SECONDS = 20
# What the program promises for a stop is 5 s; the rest is a slow machine's.
STOP_SECONDS = 10


def binary() -> Path:
    """The program: what PROGRAM names, or the release build of this checkout."""
    return Path(os.environ.get("PROGRAM", REPOSITORY / "target/release/referral")).resolve()


class Server:
    def __init__(
        self, binary: Path, folder: Path, env: dict[str, str] | None = None, flags: tuple[str, ...] = (),
        open_files: tuple[int, int] | None = None,
    ):
        """
        `env` is the program's whole environment but for PATH: nothing of the caller's reaches it. `flags` follow
        `--listen`, for a start and for every command. `open_files` are its soft and hard limit of descriptors.
        """
        self.binary = binary
        self.folder = folder
        self.flags = flags
        self._environment = {"PATH": os.environ["PATH"], **(env or {})}
        self._open_files = open_files
        self._log = folder / "program.log"
        self._process: subprocess.Popen | None = None
        self.address = "127.0.0.1:0"

    def set(self, name: str, value: str) -> None:
        """One more environment variable, from the next start on."""
        self._environment[name] = value

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def database(self) -> Path:
        return self.folder / "referral.db"

    def start(self, path: str = "/readyz") -> float:
        """Starts serving, at the port it had before if it had one; gives the seconds until `path` was answered 200."""
        begun = time.monotonic()
        with self._log.open("ab") as log:
            written = log.tell()
            self._process = subprocess.Popen(
                [self.binary, "--listen", self.address, *self.flags], cwd=self.folder, env=self._environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=self._limit if self._open_files else None,
            )
        while True:
            listens = re.search(rb"^ +listens +(\S+)\n", self._log.read_bytes()[written:], re.MULTILINE)
            if listens:
                self.address = listens[1].decode()
                if self.answers(path):
                    return time.monotonic() - begun
            if self._process.poll() is not None:
                raise AssertionError(f"the program ended at its start with {self._process.returncode}\n{self.log()}")
            if time.monotonic() - begun > START_SECONDS:
                raise AssertionError(f"not ready in {START_SECONDS} s\n{self.log()}")
            time.sleep(0.002)

    def _limit(self) -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, self._open_files)

    def answers(self, path: str = "/healthz") -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def is_alive(self) -> bool:
        """Whether the process that was started last still runs."""
        return self._process is not None and self._process.poll() is None

    def signal(self, number: int = signal.SIGTERM) -> None:
        self._process.send_signal(number)

    def wait(self, seconds: float = STOP_SECONDS) -> int:
        """The exit code, once it has ended."""
        return self._process.wait(seconds)

    def stop(self) -> int:
        """SIGTERM; gives the exit code."""
        self.signal()
        return self.wait()

    def kill9(self) -> None:
        """SIGKILL, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Whatever happened, it does not outlive its test."""
        if self.is_alive():
            self.kill9()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_) -> None:
        self.end()

    def run(self, *arguments: str, code: int = 0) -> str:
        """A command with the server's own settings; gives what it printed on stdout."""
        done = subprocess.run(
            [self.binary, "--listen", self.address, *self.flags, *arguments], cwd=self.folder, env=self._environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        )
        assert done.returncode == code, (
            f"`referral {' '.join(arguments)}` exits with {code}, not {done.returncode}: {done.stderr}"
        )
        return done.stdout

    def rss(self) -> int:
        """Bytes it holds in memory now."""
        return self._status("VmRSS")

    def peak_rss(self) -> int:
        """The most bytes it has held in memory since its start, or since `forget_peak`."""
        return self._status("VmHWM")

    def forget_peak(self) -> None:
        """Lets `peak_rss` begin anew."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def _status(self, name: str) -> int:
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)[1]) * 1024

    def kept_waiting(self) -> dict[str, float]:
        """For how many seconds each of its threads was ready to run by now and did not, because others had the processors."""
        waited = {}
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            try:
                waited[thread.name] = int((thread / "schedstat").read_text().split()[1]) / 1e9
            except (OSError, IndexError):
                pass  # It has ended, or the kernel does not count.
        return waited

    def files(self) -> list[int]:
        """The descriptors it has open now."""
        return sorted(int(name) for name in os.listdir(f"/proc/{self.pid}/fd"))

    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""
