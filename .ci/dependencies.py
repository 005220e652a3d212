"""Holds what `cargo metadata` prints on standard input, a line for each target, to the rules of a deny.toml."""

import datetime
import json
import re
import sys
import tomllib

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"


def main(rules_file: str) -> int:
    with open(rules_file, "rb") as file:
        text = file.read().decode()
    rules = tomllib.loads(text)
    wrong, seen = set(), set()
    for line in sys.stdin:
        wrong |= set(check(json.loads(line), rules, seen))
    wrong |= set(advisories(text, rules, {name.split(" ")[0] for name in seen}))
    print(f"{len(seen)} packages, {len(wrong)} against the rules")
    print("".join(f"  {sentence}\n" for sentence in sorted(wrong)), end="")
    return 1 if wrong or not seen else 0


def check(tree: dict, rules: dict, seen: set[str]):
    packages = {package["id"]: package for package in tree["packages"]}
    users: dict[str, set[str]] = {}
    for node in tree["resolve"]["nodes"]:
        for needed in node["dependencies"]:
            users.setdefault(packages[needed]["name"], set()).add(packages[node["id"]]["name"])
    banned = {rule["crate"]: rule for rule in rules["bans"]["deny"]}
    allowed = set(rules["licenses"]["allow"])
    excepted = {rule["crate"]: set(rule["allow"]) for rule in rules["licenses"]["exceptions"]}
    for node in tree["resolve"]["nodes"]:
        package = packages[node["id"]]
        name = package["name"]
        seen.add(f"{name} {package['version']}")
        if not may_be_passed_on(package["license"] or "", allowed | excepted.get(name, set())):
            yield f"{name}: the licence {package['license']} is not allowed"
        if package["source"] not in (None, CRATES_IO):
            yield f"{name}: comes from {package['source']}"
        if name in banned and (strangers := users.get(name, set()) - set(banned[name].get("wrappers", []))):
            yield f"{name}: banned ({banned[name]['reason']}), but {', '.join(sorted(strangers))} needs it"
        if package["source"] is None and any(need["req"] == "*" for need in package["dependencies"]):
            yield f"{name}: depends on something in any version"


def advisories(text: str, rules: dict, names: set[str]):
    """
    What can be said without a database: that the advisories which are known and ignored are of crates that are still here, and
    that they were looked at lately. Whether there are newer ones, only cargo-deny or cargo-audit can say.
    """
    known = rules["advisories"]["ignore"]
    for advisory in known:
        crate = advisory["reason"].split(":")[0]
        if crate not in names:
            yield f"{advisory['id']}: {crate} is in the tree no more; take it out of deny.toml"
    dates = re.search(r"Looked at on (\d{4}-\d\d-\d\d);.* by (\d{4}-\d\d-\d\d) at the latest", text)
    if not dates:
        yield "deny.toml does not say when advisories were looked at"
        return
    print(f"advisories: {len(known)} known and ignored, looked at on {dates[1]}; no database here to ask for newer ones")
    if datetime.date.today() > datetime.date.fromisoformat(dates[2]):
        yield f"advisories were to be looked at again by {dates[2]}: run `cargo deny check advisories`"


def may_be_passed_on(expression: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be met with the allowed licences (SPDX 2.3, annex D)."""
    # Old manifests write a slash for OR.
    words = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def either() -> bool:
        met = both()
        while words[:1] == ["OR"]:
            words.pop(0)
            met = both() or met
        return met

    def both() -> bool:
        met = one()
        while words[:1] == ["AND"]:
            words.pop(0)
            met = one() and met
        return met

    def one() -> bool:
        word = words.pop(0) if words else ""
        if word == "(":
            met = either()
            words[:1] = []
            return met
        if words[:1] == ["WITH"]:
            word = " ".join([word, words.pop(0), words.pop(0)])
        return word in allowed

    return either() and not words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
