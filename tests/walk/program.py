"""The program under test: its release binary, started, stopped, killed and asked from the command line."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

START_SECONDS = 20
# What the program promises for a stop is 5 s; the rest is a slow machine's.
STOP_SECONDS = 10


class Program:
    def __init__(self, binary: Path, folder: Path, settings: dict[str, str]):
        """`settings` are environment variables; nothing of the caller's environment reaches the program."""
        self._binary = binary
        self.folder = folder
        self._environment = {"PATH": os.environ["PATH"], **settings}
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
    def database(self) -> Path:
        return self.folder / "referral.db"

    def start(self) -> float:
        """Starts serving, at the port it had before if it had one; gives the seconds until it was ready."""
        begun = time.monotonic()
        with self._log.open("ab") as log:
            written = log.tell()
            self._process = subprocess.Popen(
                [self._binary, "--listen", self.address], cwd=self.folder, env=self._environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        while True:
            listens = re.search(rb"^ +listens +(\S+)$", self._log.read_bytes()[written:], re.MULTILINE)
            if listens:
                self.address = listens[1].decode()
                if self._is_ready():
                    return time.monotonic() - begun
            if self._process.poll() is not None:
                raise AssertionError(f"the program ended at its start with {self._process.returncode}\n{self.log()}")
            if time.monotonic() - begun > START_SECONDS:
                raise AssertionError(f"not ready in {START_SECONDS} s\n{self.log()}")
            time.sleep(0.002)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except urllib.error.URLError:
            return False

    def stop(self) -> None:
        """SIGTERM, which must end it in time and with 0."""
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(STOP_SECONDS)
        assert code == 0, f"the exit code after SIGTERM is 0, not {code}\n{self.log()}"

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Whatever happened, it does not outlive the walk."""
        if self._process and self._process.poll() is None:
            self.kill()

    def forget(self) -> None:
        """The next start is the first one, on a machine where it never ran."""
        for file in (*self.folder.glob("referral.db*"), self._log):
            file.unlink()

    def run(self, *arguments: str, code: int = 0) -> str:
        """A command with the server's own settings; gives what it printed on stdout."""
        done = subprocess.run(
            [self._binary, "--listen", self.address, *arguments], cwd=self.folder, env=self._environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        )
        assert done.returncode == code, (
            f"`referral {' '.join(arguments)}` exits with {code}, not {done.returncode}: {done.stderr}"
        )
        return done.stdout

    def memory_kib(self) -> int:
        """What it holds in memory now."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)[1])

    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""
