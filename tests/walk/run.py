#!/usr/bin/env python3
"""Walks the whole path without a browser: the release binary, and a mail server that is not ours.

    cargo build --release && /usr/bin/python3 tests/walk/run.py

Needs openssl and the Python package aiosmtpd; .ci/run installs them from Debian. Everything is made in a temporary folder
that is gone afterwards, like every process that was started. tests/browser walks the path in a browser.

    PROGRAM  the program instead of target/release/referral
"""

import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parents[1] / "hardship"))

import by_program
from letters import PASSWORD, USERNAME, Authority, MailServer
from server import Server, binary
from steps import Steps


def main() -> int:
    # So that every `finally` runs.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begun = time.monotonic()
    steps = Steps()
    with tempfile.TemporaryDirectory(prefix="referral-walk-") as folder:
        if not _walk(Path(folder), steps):
            return 1
    print(f"walked {steps.count} steps in {time.monotonic() - begun:.0f} s")
    return 0


def _walk(folder: Path, steps: Steps) -> bool:
    authority = Authority(folder)
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
        # On a machine under load a step may take as long as a link lives; that links die is tested where time stands still.
        "REFERRAL_ACCOUNTS__ACTIVATION_SECONDS": "86400",
    })
    try:
        by_program.walk(program, mail, steps)
        return True
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print(f"FAILED after step {steps.count}. The program's log:\n{program.log()}")
        return False
    finally:
        program.end()
        mail.stop()


if __name__ == "__main__":
    sys.exit(main())
