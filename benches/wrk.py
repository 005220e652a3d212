"""The load: Debian's wrk, and what it says."""

import re
import resource
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent / "wrk"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass
class Load:
    """What one call of wrk found: answers a second of the wanted kind, others, the 99th percentile in ms, and the
    processor time that one answer cost the client and, where asked for, the server, in µs."""

    rate: float
    refused: int
    p99: float
    client: float = 0.0
    server: float = 0.0

    @property
    def both(self):
        return self.client + self.server


def install():
    """Debian's package, unless there is one."""
    if shutil.which("wrk") is None:
        print("installing wrk", flush=True)
        subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "wrk"], check=True)


def command(url, seconds, connections=32, threads=2, headers=(), script=None, arguments=()):
    line = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "60s"]
    for header in headers:
        line += ["-H", header]
    if script:
        line += ["-s", str(SCRIPTS / script)]
    line.append(url)
    return line + (["--", *arguments] if arguments else [])


def load(url, seconds, server=None, **how):
    mine, theirs = children(), server.cpu_seconds() if server else 0
    done = subprocess.run(command(url, seconds, **how), capture_output=True, text=True, check=True)
    found, answers = read(done.stdout)
    found.client = (children() - mine) / answers * 1e6
    found.server = (server.cpu_seconds() - theirs) / answers * 1e6 if server else 0
    return found


def children():
    """Seconds of processor time of the programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def read(said):
    requests, seconds = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s|m)", said).group(1, 2)
    unit = re.search(r"requests in [\d.]+(us|ms|s|m)", said).group(1)
    seconds = float(seconds) * UNITS[unit] / 1000
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    refused = int(refused.group(1)) if refused else 0
    broken = re.search(r"Socket errors: (.*)", said)
    if broken and any(int(n) for n in re.findall(r"\d+", broken.group(1))):
        print(f"  wrk: {broken.group(0)}", flush=True)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", said)
    p99 = float(p99.group(1)) * UNITS[p99.group(2)] if p99 else float("nan")
    return Load((int(requests) - refused) / seconds, refused, p99), max(int(requests), 1)
