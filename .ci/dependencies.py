"""Holds what `cargo metadata` prints on standard input, a line for each target, to the rules of a deny.toml."""

import json
import re
import sys
import tomllib

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"


def main(rules_file: str) -> int:
    with open(rules_file, "rb") as file:
        rules = tomllib.load(file)
    wrong, seen = set(), set()
    for line in sys.stdin:
        wrong |= set(check(json.loads(line), rules, seen))
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
