#!/usr/bin/env python3
"""Walks the whole site as people do: the release binary, a real mail server, a real browser.

    cargo build --release && /usr/bin/python3 tests/walk/run.py

Needs openssl, zbarimg, the Python package aiosmtpd, chromium and chromedriver; .ci/run installs them from Debian. axe-core
comes from npm at the first run.
Everything is made in a temporary folder that is gone afterwards, like every process that was started.

    PROGRAM           the program instead of target/release/referral
    WALK_SCREENSHOTS  a folder that gets a picture of every page; none are kept otherwise
    WALK_ONLY         `program`, `browser`, `three` or `axe`: a part of the walk
"""

import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parents[1] / "hardship"))

import by_axe
import by_browser
import by_program
import by_three
from letters import PASSWORD, USERNAME, Authority, MailServer
from server import Server, binary
from steps import Steps


def main() -> int:
    # So that every `finally` runs.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begun = time.monotonic()
    steps = Steps()
    walks = {"program": _program, "browser": _browser, "three": by_three.walk, "axe": by_axe.walk}
    only = os.environ.get("WALK_ONLY")
    with tempfile.TemporaryDirectory(prefix="referral-walk-") as folder:
        authority = Authority(Path(folder))
        for name in [only] if only else walks:
            place = Path(folder) / name
            place.mkdir()
            steps.where = ""
            if not _walk(walks[name], place, authority, steps):
                return 1
    print(f"walked {steps.count} steps in {time.monotonic() - begun:.0f} s")
    return 0


def _walk(walk, folder: Path, authority: Authority, steps: Steps) -> bool:
    secret = folder / "mail-password"
    secret.write_text(PASSWORD + "\n")
    mail = MailServer(authority)
    program = Server(binary(), folder, {
        "REFERRAL_SERVER__TRUSTED_PROXIES": "127.0.0.1",
        "REFERRAL_MAIL__MODE": "smtp",
        "REFERRAL_MAIL__HOST": "localhost",
        "REFERRAL_MAIL__PORT": str(mail.port),
        "REFERRAL_MAIL__SECURITY": "starttls",
        "REFERRAL_MAIL__USERNAME": USERNAME,
        "REFERRAL_MAIL__PASSWORD_FILE": str(secret),
        "REFERRAL_MAIL__ROOT_CA": str(authority.root),
        "REFERRAL_MAIL__FROM": "referral@example.org",
    })
    try:
        walk(program, mail, steps)
        return True
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print(f"FAILED after {steps.where}step {steps.count}. The program's log:\n{program.log()}")
        return False
    finally:
        program.end()
        mail.stop()


def _program(program: Server, mail: MailServer, steps: Steps) -> None:
    by_program.walk(program, mail, steps)


def _browser(program: Server, mail: MailServer, steps: Steps) -> None:
    # Eight visitors from one address are more than its limits take for people.
    program.set("REFERRAL_LIMITS__ENABLED", "false")
    by_browser.walk(program, mail, steps)


if __name__ == "__main__":
    sys.exit(main())
