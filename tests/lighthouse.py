#!/usr/bin/env python3
"""Lighthouse on every public page, on the phone and the network that it imagines, against the release binary.

    cargo build --release && /usr/bin/python3 tests/lighthouse.py [PATH…]

Needs chromium, node and npm (Debian: apt-get install chromium nodejs npm); Lighthouse itself is installed into
target/lighthouse at the first run. Not part of .ci/run: it takes two minutes, and what it measures is the machine too.

    PROGRAM           the program instead of target/release/referral
    LIGHTHOUSE_KEEP   a folder that gets the reports; none are kept otherwise
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parent / "python"))

from program import REPOSITORY, Server, binary

PACKAGE = "lighthouse@12.8.2"
INSTALLED = REPOSITORY / "target/lighthouse"

# The least that each category may give, of 100.
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


@dataclass
class Page:
    path: str
    # Audits that ask for the opposite of what the page is for.
    without: tuple[str, ...] = ()


# Every page that anybody can open. `CODE` stands for a code that works.
PAGES = [
    Page("/"),
    Page("/register"),
    Page("/login"),
    Page("/activate"),
    Page("/repeat_token"),
    Page("/password/forgot"),
    Page("/leaderboard"),
    # It names a person, so search engines are asked not to keep it.
    Page("/CODE", without=("is-crawlable",)),
    Page("/api/docs"),
    # That it is not there is what this page says, to browsers by its status.
    Page("/no/such/page", without=("http-status-code", "errors-in-console")),
]

EMAIL, PASSWORD = "anna@example.com", "correct horse battery"


def main() -> int:
    pages = [page for page in PAGES if len(sys.argv) < 2 or page.path in sys.argv[1:]]
    _install()
    with tempfile.TemporaryDirectory(prefix="referral-lighthouse-") as folder:
        program = Server(binary(), Path(folder))
        try:
            program.start()
            code = _code(program)
            print(f"{'':18}" + "".join(f"{category:>16}" for category in WANTED))
            failed = [page.path for page in pages if not _is_good(program, page, code, Path(folder))]
        finally:
            program.end()
    print(f"less than wanted: {', '.join(failed)}" if failed else f"{len(pages)} pages are as good as wanted")
    return 1 if failed else 0


def _install() -> None:
    if not (INSTALLED / "node_modules/.bin/lighthouse").exists():
        subprocess.run(
            ["npm", "install", "--prefix", INSTALLED, "--no-audit", "--no-fund", "--loglevel=error", PACKAGE],
            check=True, stdin=subprocess.DEVNULL,
        )


def _code(program: Server) -> str:
    """Somebody's code, made the way a program does."""
    newcomer = {"firstname": "Анна", "email": EMAIL, "password": PASSWORD}
    assert program.call("POST", "/api/v1/register", newcomer)[0] == 202
    program.run("user", "activate", EMAIL)
    token = program.call("POST", "/api/v1/login", {"email": EMAIL, "password": PASSWORD})[1]["access_token"]
    status, code = program.call("POST", "/api/v1/codes", {"description": "Книги, чай и разговоры"}, token)
    assert status == 201, code
    return code["code"]


def _is_good(program: Server, page: Page, code: str, folder: Path) -> bool:
    report = _report(program.url + page.path.replace("CODE", code), page.without, folder)
    keep = os.environ.get("LIGHTHOUSE_KEEP")
    if keep:
        Path(keep).mkdir(parents=True, exist_ok=True)
        name = page.path.strip("/").replace("/", "-") or "home"
        (Path(keep) / f"{name}.json").write_text(json.dumps(report))
    # Truncated like the report's own pages show it, never rounded up to what is wanted.
    scores = {name: int((report["categories"][name]["score"] or 0) * 100 + 0.001) for name in WANTED}
    print(f"{page.path:18}" + "".join(f"{score:16}" for score in scores.values()))
    short = [name for name, least in WANTED.items() if scores[name] < least]
    for name in short:
        for audit in report["categories"][name]["auditRefs"]:
            found = report["audits"][audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 1:
                print(f"    {name}: {found['id']}: {found['title']} {found.get('displayValue', '')}")
    return not short


def _report(url: str, without: tuple[str, ...], folder: Path) -> dict:
    file = folder / f"report-{time.monotonic_ns()}.json"
    chromium = shutil.which("chromium")
    assert chromium, "chromium is needed (Debian: apt-get install chromium)"
    command = [
        INSTALLED / "node_modules/.bin/lighthouse", url, "--quiet", "--output=json", f"--output-path={file}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
        f"--only-categories={','.join(WANTED)}", "--ignore-status-code",
        *[f"--skip-audits={audit}" for audit in without],
    ]
    # A busy machine's browser may be too slow to be found in time.
    for _ in range(3):
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180,
            env=os.environ | {"CHROME_PATH": chromium, "HOME": str(folder), "TMPDIR": str(folder), "CI": "1"},
        )
        # It leaves a browser behind that it did not find.
        end_those_at(folder)
        if "Unable to connect to Chrome" not in done.stderr:
            break
    assert done.returncode == 0, f"Lighthouse on {url}: {done.stderr}"
    report = json.loads(file.read_text())
    assert "runtimeError" not in report, report["runtimeError"]
    return report


def end_those_at(home: Path) -> None:
    """Ends every process that is known by the home it was given."""
    known = f"HOME={home}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if known in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass


if __name__ == "__main__":
    sys.exit(main())
