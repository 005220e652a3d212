"""The programs that are measured: built, started, looked at, ended."""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


def build(optimised=True):
    """The release build and the yardstick: the paths of both. Honours CARGO_TARGET_DIR and CARGO_PROFILE_RELEASE_…

    Where no figure counts the yardstick is not optimised: that takes seconds instead of minutes.
    """
    if optimised:
        found = cargo("--release", "--bin", "referral", "--bench", "yardstick")
    else:
        found = cargo("--release", "--bin", "referral") | cargo("--bench", "yardstick")
    return Path(found["referral"]), Path(found["yardstick"])


def cargo(*what):
    """Builds something: the executables by their names."""
    line = ["cargo", "build", "--locked", *what, "--message-format=json-render-diagnostics"]
    done = subprocess.run(line, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    built = [json.loads(text) for text in done.stdout.splitlines() if text.startswith("{")]
    # The yardstick brings an unoptimised program along, which is not the one that is measured.
    wanted = [name for flag, name in zip(what, what[1:]) if flag in ("--bin", "--bench")]
    return {m["target"]["name"]: m["executable"] for m in built if m.get("executable") and m["target"]["name"] in wanted}


class Server:
    """A running program that serves HTTP."""

    def __init__(self, line, ready, environment=None, log=None, folder=None):
        """`ready` finds the address in what the program says; `log` is the file it says it in."""
        self.log = Path(log)
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                line, stdout=out, stderr=out, env={**os.environ, **(environment or {})}, cwd=folder
            )
        address = self.waits_for(ready)
        self.url = f"http://{address}"

    def waits_for(self, ready):
        for _ in range(20_000):
            found = re.search(ready, self.log.read_text(errors="replace"))
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                raise RuntimeError(self.log.read_text(errors="replace"))
            time.sleep(0.001)
        raise RuntimeError(f"not ready: {self.log.read_text(errors='replace')}")

    def memory(self, kind="VmRSS"):
        """In MB (10^6 bytes)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{kind}:\s+(\d+) kB", status).group(1)) * 1024 / 1e6

    def cpu(self):
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def settles(self):
        """Waits until it does nothing any more: hashes go on when those who asked for them have left."""
        # More than once, because a machine that stands still for a moment looks like it.
        before, calm = self.cpu(), 0
        for _ in range(100):
            time.sleep(0.2)
            now = self.cpu()
            calm = calm + 1 if now - before < 0.02 else 0
            if calm == 3:
                return
            before = now

    def stop(self):
        end(self.process)


@contextmanager
def running(*servers):
    try:
        yield servers
    finally:
        for server in servers:
            server.stop()


def referral(program, database, log, **settings):
    """The program at its defaults but for `settings`, such as `accounts__scrypt_log_n=1`."""
    environment = {f"REFERRAL_{key.upper()}": str(value) for key, value in settings.items()}
    # A configuration of the folder it is started in must not have a say.
    line = [program, "--listen", "127.0.0.1:0", "--database", database]
    return Server(line, r"listens +(\S+)\n", environment, log, folder=Path(log).parent)


def bare(yardstick, which, log):
    """`which`: the arguments of the yardstick's `bare`."""
    return Server([yardstick, "bare", *which], r"(127\.0\.0\.1:\d+)\n", log=log)


def start_seconds(line, folder=None, path="/healthz"):
    """From the start of a program to its first answer. `line` is given the port; somebody else may take it before the
    program does, so another one is tried then."""
    for _ in range(5):
        port = free_port()
        seconds = one_start(line(port), folder, f"http://127.0.0.1:{port}{path}")
        if seconds is not None:
            return seconds
    raise RuntimeError(f"{line(port)} ended")


def one_start(line, folder, url):
    """None where it ended before it answered."""
    begun = time.perf_counter()
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        while time.perf_counter() - begun < START_SECONDS:
            try:
                urllib.request.urlopen(url, timeout=START_SECONDS).read()
                return time.perf_counter() - begun
            except OSError:
                if process.poll() is not None:
                    return None
                time.sleep(0.0005)
        raise RuntimeError(f"{line} does not answer in {START_SECONDS} s")
    finally:
        end(process)


def end(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
