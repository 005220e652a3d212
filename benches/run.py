#!/usr/bin/env python3
"""How fast the program is, measured against the bare wire in one run.

    python3 benches/run.py                      every row of the table, size, memory, start, and PocketBase
    python3 benches/run.py --scale              and all of it again with a million people in the file
    python3 benches/run.py --short              that everything here works; its figures say nothing
    python3 benches/run.py --rows main,code     some rows only
    python3 benches/run.py --events 5000000     and events once more in a file that has five million

Needs cargo, and Debian's wrk, which it installs. The rows take turns, round after round, so that whatever else the
machine does falls on all of them; each figure is the median of its rounds, each ratio that of the ratios within a round.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import events
import others
import peer
import programs
import rows
import wrk
from report import Report

NAMES = rows.NAMES + events.NAMES


def main():
    options = arguments()
    wrk.install()
    program, yardstick = programs.build(optimised=not options.short)
    if options.program:
        program = options.program.resolve()
    # In the build folder, because a temporary folder may be in memory, where writing costs nothing.
    place = Path(tempfile.mkdtemp(prefix="bench-", dir=programs.ROOT / "target"))
    report = Report(machine(), program, options)
    try:
        measure(options, program, yardstick, place, report)
    except KeyboardInterrupt:
        print("stopped; what there is:", flush=True)
    finally:
        subprocess.run(["rm", "-rf", place], check=True)
    report.end()
    sys.exit(bool(report.failed()) and not options.short)


def measure(options, program, yardstick, place, report):
    bench = rows.Bench(program, yardstick, place, options)
    if not options.rows or set(options.rows) - set(events.NAMES):
        pages(bench, options, report)
    events.measure(bench, report)
    if not options.rows:
        others.measure(bench, report)
        if not options.without_peer:
            peer.measure(bench, report)


def pages(bench, options, report):
    with bench.running():
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", flush=True)
            bench.round(report)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="under a minute; checks that everything works")
    parser.add_argument("--rows", type=lambda text: text.split(","), help="only these: " + ", ".join(NAMES))
    parser.add_argument("--rounds", type=int, help="how often each row is measured (7)")
    parser.add_argument("--seconds", type=float, help="how long each time (3)")
    parser.add_argument("--scale", action="store_true", help="also with a full database, made the first time")
    parser.add_argument("--full", type=Path, help="where that database is kept (target/full.db)")
    parser.add_argument("--people", type=int, help="how many are in it (1,000,000)")
    parser.add_argument("--events", type=int, help="also tell events to a file that has this many, made the first time")
    parser.add_argument("--without-peer", action="store_true", help="leave PocketBase out")
    parser.add_argument("--program", type=Path, help="another build of the program")
    parser.add_argument("--markdown", type=Path, help="write the tables to this file, too")
    options = parser.parse_args()
    short = options.short
    options.rounds = options.rounds or (1 if short else 7)
    options.seconds = int(options.seconds or (1 if short else 3))
    options.people = options.people or (1_000 if short else 1_000_000)
    options.full = options.full or programs.ROOT / "target" / ("full-short.db" if short else "full.db")
    if options.rows and (unknown := set(options.rows) - set(NAMES)):
        parser.error(f"no such rows: {', '.join(unknown)}")
    return options


def machine():
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "?")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {platform.release()}"


if __name__ == "__main__":
    main()
