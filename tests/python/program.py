"""Programs under test, started, asked, looked at, stopped and killed: the one way in which Python starts a program here."""

import json
import os
import re
import resource
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

START_SECONDS = 20
# The program promises to stop within 5 s; the rest is for a slow machine.
STOP_SECONDS = 10


def binary() -> Path:
    """The program: what PROGRAM names, or the release build of this checkout."""
    return Path(os.environ.get("PROGRAM", REPOSITORY / "target/release/referral")).resolve()


class Process:
    """A program that serves HTTP, and what the system knows of it. `log_file` gets its stdout and stderr."""

    def __init__(self, line: list, ready: str, log_file: Path, folder: Path | None = None):
        """Starts it; returns when `ready` finds its address in what it says."""
        self.log_file = Path(log_file)
        self._begin(line, ready, folder, None)

    def _begin(self, line, ready, folder, environment, prepare=None) -> None:
        begun = time.monotonic()
        with self.log_file.open("ab") as log:
            written = log.tell()
            self._process = subprocess.Popen(
                line, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=prepare
            )
        while not (found := re.search(ready, self.log_file.read_bytes()[written:].decode(errors="replace"))):
            if self._process.poll() is not None:
                raise AssertionError(f"the program ended at its start with {self._process.returncode}\n{self.log()}")
            if time.monotonic() - begun > START_SECONDS:
                raise AssertionError(f"not ready in {START_SECONDS} s\n{self.log()}")
            time.sleep(0.001)
        self.address = found[1]

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])

    @property
    def pid(self) -> int:
        return self._process.pid

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

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        self.end()

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

    def cpu_seconds(self) -> float:
        """Processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def settles(self) -> None:
        """Waits until it uses no processor time: hashes go on when the clients that asked for them have left."""
        # Three times in a row, because a machine that pauses for a moment looks the same.
        before, calm = self.cpu_seconds(), 0
        for _ in range(100):
            time.sleep(0.2)
            now = self.cpu_seconds()
            calm = calm + 1 if now - before < 0.02 else 0
            if calm == 3:
                return
            before = now

    def kept_waiting(self) -> dict[str, float]:
        """For how many seconds each of its threads was ready to run and did not, because the processors were taken."""
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
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""


class Server(Process):
    """`referral serve` in a folder of its own: it starts at a port of the system's choice, and again at the same."""

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
        self.log_file = folder / "program.log"
        self.address = "127.0.0.1:0"
        self._environment = {"PATH": os.environ["PATH"], **(env or {})}
        self._open_files = open_files
        self._process: subprocess.Popen | None = None

    def set(self, name: str, value: str) -> None:
        """One more environment variable, from the next start on."""
        self._environment[name] = value

    @property
    def database(self) -> Path:
        return self.folder / "referral.db"

    def start(self, path: str = "/readyz") -> float:
        """Starts serving; gives the seconds until `path` was answered 200."""
        begun = time.monotonic()
        self._begin(
            [self.binary, "--listen", self.address, *self.flags], r"(?m)^ +listens +(\S+)\n", self.folder,
            self._environment, self._limit if self._open_files else None,
        )
        while not self.answers(path):
            if not self.is_alive() or time.monotonic() - begun > START_SECONDS:
                raise AssertionError(f"no {path} within {START_SECONDS} s\n{self.log()}")
            time.sleep(0.002)
        return time.monotonic() - begun

    def _limit(self) -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, self._open_files)

    def answers(self, path: str = "/healthz") -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def call(self, method: str, path: str, body: object = None, token: str | None = None) -> tuple[int, object]:
        """One call of the API, by a bearer token if one is given: the status, and the JSON if there is any."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None

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


class TestServer(Server):
    """`referral serve --test` in memory."""

    def start(self, path: str = "/readyz") -> float:
        line = [self.binary, "serve", "--test", "--listen", self.address, "--database", ":memory:"]
        self._begin(line, r"(?m)^ +listens +(\S+)\n", self.folder, self._environment)
        while not self.answers(path):
            time.sleep(0.002)
        return 0
