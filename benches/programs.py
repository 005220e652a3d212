"""The programs that are measured: built and started."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(1, str(ROOT / "tests/python"))

from program import Process, Server

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


@contextmanager
def running(*servers):
    try:
        yield servers
    finally:
        for server in servers:
            server.end()


def referral(program, folder, **settings):
    """The program on the database of a folder, at its defaults but for `settings`, such as `accounts__scrypt_log_n=1`."""
    server = Server(Path(program), folder, {f"REFERRAL_{key.upper()}": str(value) for key, value in settings.items()})
    server.start()
    return server


def bare(yardstick, which, log_file):
    """`which`: the arguments of the yardstick's `bare`."""
    return Process([yardstick, "bare", *which], r"(127\.0\.0\.1:\d+)\n", log_file)


def start_seconds(line, folder=None, path="/healthz"):
    """From the start of a program to its first answer. `line` is given the port. Another program may take it
    first; then another port is tried."""
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
