#!/usr/bin/env python3
"""Everything that must not knock the program over, one part after the other.

    cargo build --release && /usr/bin/python3 tests/hardship/run.py [--short] [PART…]

`--short` is what the checks run; without it a part runs at the size that its figures in BENCHMARKS.md come from.
Each part is a program of its own and says at its top what it does and what it needs.

    PROGRAM  the program instead of target/release/referral
"""

import subprocess
import sys
import time
from pathlib import Path

import arguments

PARTS = [
    "wire.py",
    "slow.py",
    "stop.py",
    "restart.py",
    "slowhttptest.py",
    "hash_queue.py",
    "kill.py",
    "spare.py",
    "rewards.py",
    "webhooks.py",
    "disk.py",
    "contention.py",
    "foreign_mail.py",
]


def main() -> int:
    options = arguments.parser(__doc__)
    options.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = options.parse_args()
    flags = ["--short"] if options.short else []
    for part in options.parts or PARTS:
        print(f"-- {part}", flush=True)
        begun = time.monotonic()
        code = subprocess.run([sys.executable, "-B", Path(__file__).with_name(part), *flags]).returncode
        if code != 0:
            print(f"{part} failed ({code})")
            return 1
        print(f"-- {part} took {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
