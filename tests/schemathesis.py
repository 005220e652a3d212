#!/usr/bin/env python3
"""Schemathesis against the running program, by the reference that it serves: it makes requests that fit the reference
and requests that do not, and holds every answer against it.

    cargo build --release && /usr/bin/python3 tests/schemathesis.py [--short]

Needs python3-venv (Debian); Schemathesis itself comes from PyPI into target/ at the first run, and what it needs in the
versions of schemathesis.lock. All its checks are on, as a stranger, as a member and as an admin. `--short` is for every
change: fewer examples, the same each time, half a minute.

    PROGRAM   the program instead of target/release/referral
    SEED      the seed of an earlier run, which makes the same requests again
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parent / "python"))

from program import REPOSITORY, Server, binary

PACKAGE = "schemathesis==4.32.5"
CONSTRAINTS = Path(__file__).with_suffix(".lock")
INSTALLED = REPOSITORY / "target" / PACKAGE.replace("==", "-")
# A change that is right must not fail by requests that another change's run did not make.
SHORT_SEED = "1"
PASSWORD = "correct horse battery"

# Each with how it is said; a stranger brings no token.
WHO = {"stranger": "a stranger", "member": "a member", "admin": "an admin"}

# These end the session or the account that the tool asks with, so that all that follows would be refused.
ENDING = ["/api/v1/logout", "/api/v1/remove"]


def main() -> int:
    is_short = "--short" in sys.argv[1:]
    examples = 15 if is_short else 100
    seed = os.environ.get("SEED", SHORT_SEED if is_short else None)
    _install()
    with tempfile.TemporaryDirectory(prefix="referral-schemathesis-") as folder:
        program = Server(binary(), Path(folder), {
            "REFERRAL_LIMITS__ENABLED": "false",
            # Thousands of sign-ins are tried.
            "REFERRAL_ACCOUNTS__SCRYPT_LOG_N": "1",
            "REFERRAL_ACCOUNTS__SECOND_FACTOR": "optional",
            "REFERRAL_STRIPE__SIGNING_SECRET": "a secret of this test",
        })
        try:
            program.start()
            good = all([_holds(program, who, examples, seed) for who in WHO])
        finally:
            program.end()
        if not good:
            print(program.log()[-4000:])
    return 0 if good else 1


def _install() -> None:
    if not (INSTALLED / "bin/schemathesis").exists():
        subprocess.run([sys.executable, "-m", "venv", INSTALLED], check=True)
        subprocess.run([INSTALLED / "bin/pip", "install", "--quiet", "--constraint", CONSTRAINTS, PACKAGE], check=True)


def _holds(program: Server, who: str, examples: int, seed: str | None) -> bool:
    print(f"== as {WHO[who]}", flush=True)
    token = [] if who == "stranger" else [f"--header=Authorization: Bearer {_token(program, who)}"]
    command = [
        INSTALLED / "bin/schemathesis", "--config-file", Path(__file__).with_suffix(".toml"), "run",
        f"{program.url}/api/openapi.json", "--checks=all", "--no-color", *token, f"--max-examples={examples}", "--continue-on-failure",
        "--generation-database=none", "--suppress-health-check=all", "--request-timeout=20",
        *[f"--exclude-path={path}" for path in ENDING],
        *([f"--seed={seed}"] if seed else []),
    ]
    return subprocess.run(command, cwd=program.folder, stdin=subprocess.DEVNULL).returncode == 0


def _token(program: Server, who: str) -> str:
    email = f"{who}@example.org"
    program.call("POST", "/api/v1/register", {"firstname": "Anna", "email": email, "password": PASSWORD})
    program.run("user", "activate", email)
    if who == "admin":
        program.run("user", "make-admin", email)
    return program.call("POST", "/api/v1/login", {"email": email, "password": PASSWORD})[1]["access_token"]


if __name__ == "__main__":
    sys.exit(main())
