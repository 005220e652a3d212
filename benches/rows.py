"""The rows of the table: what is asked for, on which server, and what is expected."""

import json
import os
import subprocess
import urllib.request
from collections import namedtuple
from contextlib import contextmanager
from pathlib import Path

import programs
import wrk

# `of_r`: at least this many times the empty page by the program's own wire; `of_t`: by rouille's server.
Row = namedtuple("Row", "name what server path headers script of_r of_t", defaults=[(), None, None, None])

# The empty file has one code, and the full one as many as people.
UNLIKE = ["codes"]

# With these rows: the same bytes from the wire alone, which is as fast as any program behind it could be.
LIMITED = ["main", "asset"]
SAME = "· the limit: the same bytes by the bare wire"

# What a browser calls itself: asked for with every row, the two empty pages among them, so that all read as long a request.
AGENT = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

R, T = "R", "T"
NAMES = ["main", "asset", "packed", "code", "codes", "landing", "profile", "me", "registrations", "busy", "sign-ins"]
LANDING = "https://shop.example/"
CLICKS_EACH = 10


class Bench:
    """The servers under test, and one round of all rows."""

    def __init__(self, program, yardstick, place, options):
        self.program, self.yardstick, self.place, self.options = program, yardstick, place, options
        self.servers = {}
        self.fresh = place / "fresh.db"
        self.known = {"fresh": fill(yardstick, self.fresh, 0)}
        if options.scale:
            self.known["full"] = filled(yardstick, program, options)

    @contextmanager
    def running(self):
        """R, T, and the program once as it is and once with a landing page; all of that again on the full database."""
        servers = {
            R: programs.bare(self.yardstick, ["hyper"], self.place / "R.log"),
            T: programs.bare(self.yardstick, ["rouille"], self.place / "T.log"),
        }
        for size in self.known:
            servers[size, "site"] = self.serve(size, "site")
            servers[size, "landing"] = self.serve(size, "landing", referrals__landing_url=LANDING)
            servers[size, "cheap"] = self.serve(size, "cheap", accounts__scrypt_log_n=1, limits__enabled="false")
        self.servers = servers
        for row in self.rows("fresh"):
            if row.name in LIMITED:
                address = servers["fresh", row.server].url.removeprefix("http://")
                same = programs.bare(self.yardstick, ["same", address, row.path], self.place / f"same-{row.name}.log")
                servers["fresh", f"same {row.name}"] = same
        # The copies are to be on the disk before others want to write.
        os.sync()
        with programs.running(*servers.values()):
            yield

    def serve(self, size, name, **settings):
        """The program on a copy of a database."""
        folder = self.copy(size, name)
        return programs.referral(self.program, folder, **settings)

    def copy(self, size, name):
        """A folder with a copy of a database, for one use."""
        folder = self.place / f"{size}-{name}"
        folder.mkdir()
        source = self.fresh if size == "fresh" else self.options.full
        subprocess.run(["cp", "--reflink=auto", source, folder / "referral.db"], check=True)
        return folder

    def forget(self, folder):
        subprocess.run(["rm", "-rf", folder], check=True)

    @contextmanager
    def copies(self, name):
        """Such a folder of each database, by its size, when all are on the disk: who writes then waits for no copy."""
        folders = {size: self.copy(size, name) for size in self.known}
        os.sync()
        yield folders
        for folder in folders.values():
            self.forget(folder)

    def rows(self, size):
        known = self.known[size]
        cookie, bearer = f"Cookie: user_token={known['cookie']}", f"Authorization: Bearer {known['bearer']}"
        code, packed = f"/{known['code']}", "Accept-Encoding: gzip, deflate, br"
        rows = [
            Row("main", "`GET /`", "site", "/", (AGENT,), None, 0.70, 1.4),
            Row("asset", "`GET /assets/style-….css`", "site", self.asset(size), (AGENT,), None, 0.65),
            Row("packed", "the same with gzip, as browsers ask for it", "site", self.asset(size), (AGENT, packed)),
            Row("code", "`GET /{code}`: click recorded, cookie signed", "site", code, (), "clicks.lua", 0.35),
            Row("codes", "the same, any of many codes", "site", known["codes"], (), "clicks.lua"),
            Row("landing", "`GET /{code}` as 302, click recorded", "landing", code, (), "clicks.lua", 0.50),
            Row("profile", "`GET /profile`, 20 referees on it", "site", "/profile", (AGENT, cookie), None, 0.25),
            Row("me", "`GET /api/v1/me` by bearer", "site", "/api/v1/me", (AGENT, bearer), None, 0.35),
        ]
        return [row for row in rows if self.wanted(row.name)]

    def wanted(self, name):
        return not self.options.rows or name in self.options.rows

    def asset(self, size):
        page = urllib.request.urlopen(self.servers[size, "site"].url).read().decode()
        return page.split('rel="stylesheet" href="')[1].split('"')[0]

    def round(self, report):
        """Everything once. The two empty pages are measured between any two rows, so that whatever slows the whole machine
        for a while slows them and the row next to them alike."""
        bare = {which: [self.empty_page(which)] for which in (R, T)}
        found = {}
        for number, rows in enumerate(zip(*(self.rows(size) for size in self.known))):
            # The same row on both databases, one after the other.
            for size, row in zip(self.known, rows):
                found[size, row] = number, self.load(size, row)
                if size == "fresh" and row.name in LIMITED:
                    same = Row(f"same-{row.name}", SAME, f"same {row.name}", "/", row.headers)
                    found[size, same] = number, self.load(size, same)
            for which, loads in bare.items():
                loads.append(self.empty_page(which))
        report.yardstick("R", "empty page, the program's wire", Yard(bare[R]))
        report.yardstick("T", "empty page, rouille's server, pool of 8", Yard(bare[T]))
        for (size, row), (number, load) in found.items():
            r, t = (Yard(bare[which][number : number + 2]) for which in (R, T))
            report.row(size, row, load, r, t)
        for size in self.known:
            self.writes(size, report)

    def empty_page(self, which):
        server = self.servers[which]
        return wrk.load(server.url + "/", max(1, self.options.seconds // 2), headers=(AGENT,), server=server)

    def load(self, size, row):
        server = self.servers[size, row.server]
        arguments = (row.path,) if row.script else ()
        url = server.url + ("/" if row.script else row.path)
        how = dict(headers=row.headers, script=row.script, arguments=arguments, server=server)
        load = wrk.load(url, self.options.seconds, **how)
        if row.script:
            # The clicks of a row take a moment to be written, which must not slow the next one.
            server.settles()
        return good(row.name, load, server)

    def writes(self, size, report):
        """What has to reach the disk, and what has to wait for a hash."""
        seconds, known = self.options.seconds, self.known[size]
        if self.wanted("registrations"):
            body = '{"firstname":"Anastasia","email":"new{n}@example.com","password":"correct horse battery staple"}'
            server = self.servers[size, "cheap"]
            # No more than may wait for their hash where there is one core.
            clients = min(32, 16 * len(os.sched_getaffinity(0)))
            load = wrk.load(server.url, seconds, connections=clients, script="posts.lua", arguments=("/api/v1/register", body))
            good("registrations", load, server)
            report.rate(size, "registrations", "registrations, durable, 32 clients, cheapest scrypt", load, 3000)
            # Their emails too.
            server.settles()
        if size != "fresh":
            return
        sign_in = json.dumps({"email": "sign-in{n}@example.com", "password": known["password"]})
        server = self.servers[size, "site"]
        url, arguments = server.url, ("/api/v1/login", sign_in, str(len(known["emails"])))
        long = max(seconds * 3, 8)
        if self.wanted("sign-ins"):
            ours = wrk.load(url, long, connections=4, threads=1, script="posts.lua", arguments=arguments)
            good("sign-ins", ours, server)
            line = [self.yardstick, "scrypt", "15", str(long)]
            alone = float(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
            report.share("sign-ins", "sign-ins a second, of what bare scrypt yields", ours.rate, alone, 0.95)
        if self.wanted("busy"):
            behind = wrk.command(url, long + 1, 50, 1, script="posts.lua", arguments=arguments)
            crowd = subprocess.Popen(behind, stdout=subprocess.PIPE, text=True)
            load = wrk.load(url + "/", long - 1, connections=4, threads=1)
            # At this rate of sign-ins some are told to come back later, but not all.
            behind, _ = wrk.read(crowd.communicate()[0])
            if not behind.rate:
                raise RuntimeError(f"busy: no sign-in succeeds; see {server.log_file}")
            good("busy", load, server)
            report.p99("busy", "p99 of `GET /` while 50 clients sign in, ms", load.p99, 25)
            server.settles()


def good(name, load, server):
    """The load, if there were answers and all of them of the wanted kind."""
    if load.refused or not load.rate:
        raise RuntimeError(f"{name}: {load.refused} answers of a wrong kind, {load.rate:.0f} good ones a second; see {server.log_file}")
    return load


class Yard:
    """One of the two empty pages, as it was at some moments of a round."""

    def __init__(self, loads):
        self.rate = sum(load.rate for load in loads) / len(loads)
        self.both = sum(load.both for load in loads) / len(loads)
        self.server = sum(load.server for load in loads) / len(loads)


def filled(yardstick, program, options):
    """The full database, made unless it is there: what is known of it is in a JSON file next to it."""
    notes = Path(f"{options.full}.json")
    if not notes.exists():
        options.full.unlink(missing_ok=True)
        print(f"filling {options.full} with {options.people} people", flush=True)
        known = fill(yardstick, options.full, options.people)
        notes.write_text(json.dumps(known))
    # It may have been made by an earlier version of the program.
    line = [program, "migrate", "--database", options.full]
    subprocess.run(line, cwd=notes.parent, stdout=subprocess.DEVNULL, check=True)
    return json.loads(notes.read_text())


def fill(yardstick, database, people):
    links = Path(f"{database}.links")
    line = [yardstick, "fill", database, str(people), str(people * CLICKS_EACH), links]
    known = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    return known | {"codes": f"@{links}"}
