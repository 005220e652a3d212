"""What programs tell: events one by one, in batches of 100, and participants, each against a bare writer of the same rows.

The two take turns on copies of one database. The bare writer commits 32 requests at a time, as 32 clients can.
"""

import subprocess

import programs
import rows
import wrk

PEOPLE = 10_000
BATCH = 100
PURCHASE = '{"type":"purchase","id":"in_{x}","participant":"u_{m}","amount":4900,"currency":"USD"}'
SIGNUP = '{"type":"signup","id":"signup-{x}","participant":"s_{x}","code":"PAIR{m}"}'
PERSON = '{"email":"v{x}@example.com","name":"Anastasia"}'

# Name, what it is called, what the bare writer writes, the request, how many at once, and the least share of the writer.
ROWS = [
    ("purchases", "`POST /api/v1/events`: purchase, reward, message", "purchases", ("POST", "/api/v1/events", PURCHASE), 1, 0.5),
    ("signups", "`POST /api/v1/events`: signup, referral, message", "signups", ("POST", "/api/v1/events", SIGNUP), 1, 0.5),
    ("participants", "`PUT /api/v1/participants/{id}`", "participants", ("PUT", "/api/v1/participants/v_{x}", PERSON), 1, 0.5),
    ("batches", "events a second in batches of 100 purchases", "purchases", ("POST", "/api/v1/events", PURCHASE), BATCH, 0.8),
]
NAMES = [row[0] for row in ROWS]


def measure(bench, report):
    """One after the other, in rounds: the bare writer, the program, on the empty file and, if asked for, on the full one."""
    wanted = [row for row in ROWS if bench.wanted(row[0])]
    if not wanted:
        return
    options = bench.options
    sizes = {"fresh": (PEOPLE, 0)}
    if options.events:
        sizes["full"] = (max(PEOPLE, options.events // 5), options.events)
    for size, (people, events) in sizes.items():
        source = filled(bench, size, people, events)
        folder = bench.place / f"events-{size}"
        for name in ("program", "bare"):
            (folder / name).mkdir(parents=True)
            subprocess.run(["cp", "--reflink=auto", source, folder / name / "referral.db"], check=True)
        subprocess.run(["sync"], check=True)
        server = programs.referral(
            bench.program, folder / "program", limits__enabled="false", webhooks__allow_private="true",
            program__key_requests_per_minute=1_000_000,
        )
        with programs.running(server):
            key = server.run("key", "new", "benches", "--preset", "all").strip()
            for _ in range(options.rounds):
                for row in wanted:
                    one(bench, report, server, folder / "bare", key, size, people, row)
        bench.forget(folder)


def filled(bench, size, people, events):
    """The database that is copied; the full one is kept, because millions of events take minutes."""
    if size == "fresh":
        source = bench.place / "pairs.db"
    else:
        source = bench.options.full.with_name(f"events-{events}.db")
    if not source.exists():
        print(f"filling {source} with {2 * people} people and {events} events", flush=True)
        subprocess.run([bench.yardstick, "pairs", source, str(people), str(events)], check=True)
    return source


def one(bench, report, server, bare_folder, key, size, people, row):
    name, what, written, (method, path, body), at_once, least = row
    seconds = bench.options.seconds
    line = [bench.yardstick, "write", bare_folder / "referral.db", written, str(people), str(seconds)]
    alone = float(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    headers = (f"Authorization: Bearer {key}",)
    arguments = (method, path, body, str(people), str(at_once))
    load = wrk.load(server.url, seconds, headers=headers, script="events.lua", arguments=arguments, server=server)
    rows.good(name, load, server)
    report.against(size, name, what, load, at_once, alone, least, 3000)

