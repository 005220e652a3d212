"""What is not asked for over and over: size, memory, start, sweep, and what doing nothing costs."""

import json
import subprocess
import time

import programs
import rows
import wrk

STARTS = 15
SWEEPS = 9
CLICKS = 1_000_000


def measure(bench, report):
    short = bench.options.short
    report.most("size", "the executable, MB (10^6 bytes)", bench.program.stat().st_size / 1e6, 13, "MB")
    starts(bench, report, 3 if short else STARTS)
    sweeps(bench, report)
    at_rest(bench, report)
    after_clicks(bench, report, 10_000 if short else CLICKS)


def starts(bench, report, times):
    """From the start of the process to the first answer of `/readyz`, which asks the database. In turns, as sweeps are."""
    with bench.copies("start") as folders:
        for size, folder in list(folders.items()) * times:
            line = lambda port: [bench.program, "--listen", f"127.0.0.1:{port}", "--database", folder / "referral.db"]
            seconds = programs.start_seconds(line, folder=folder, path="/readyz")
            report.median_of("start", size, "from start to the first answer, ms", seconds * 1000, 100, "ms")


def sweeps(bench, report):
    """In turns, because what takes some hundredths of a millisecond takes half as long again while the machine is slower."""
    with bench.copies("sweep") as folders:
        for size, folder in list(folders.items()) * SWEEPS:
            line = [bench.yardstick, "sweep", folder / "referral.db"]
            said = subprocess.run(line, capture_output=True, text=True, check=True).stdout
            first, later = json.loads(said)
            report.median_of("sweep", size, "one sweep, ms", later * 1000, None, "ms")
            report.median_of("first", size, "the first sweep of a process, ms", first * 1000, None, "ms")


def at_rest(bench, report):
    """A server that has answered a page and then nothing for five seconds."""
    folder = bench.copy("fresh", "rest")
    server = programs.referral(bench.program, folder)
    with programs.running(server):
        wrk.load(server.url + "/", 1, connections=1, threads=1)
        time.sleep(1)
        before = server.cpu_seconds()
        time.sleep(2 if bench.options.short else 10)
        report.most("rest", "memory at rest, MB", server.rss() / 1e6, 14, "MB")
        report.note("idle", "processor time of 10 s without requests, ms", (server.cpu_seconds() - before) * 1000, "ms")
    bench.forget(folder)


def after_clicks(bench, report, clicks):
    """`clicks` clicks of unique visitors."""
    folder = bench.copy("fresh", "clicks")
    server = programs.referral(bench.program, folder)
    code = f"/{bench.known['fresh']['code']}"
    done = 0
    with programs.running(server):
        while done < clicks:
            seconds = 1 if bench.options.short else 5
            load = wrk.load(server.url, seconds, script="clicks.lua", arguments=(code,))
            done += rows.good("clicks", load, server).rate * seconds
        report.most("clicks", f"memory after {clicks:,} clicks, MB", server.rss() / 1e6, 40, "MB")
        report.note("peak", "the most it had until then, MB", server.peak_rss() / 1e6, "MB")
    bench.forget(folder)
