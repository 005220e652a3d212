"""What was found: on the screen as it comes, at the end as tables."""

import statistics
from collections import defaultdict

from rows import UNLIKE


class Report:
    def __init__(self, machine, program, options):
        self.machine, self.program, self.options = machine, program, options
        self.found = defaultdict(list)
        self.facts = {}

    def yardstick(self, name, what, yard):
        self.facts[name] = (what, "/s", [])
        self.found[name].append(yard.rate)
        self.found[name, "cpu"].append(yard.server)
        print(f"  {name:24} {yard.rate:12,.0f} /s {yard.server:38.1f} µs", flush=True)

    def row(self, size, row, load, r, t):
        name = row.name if size == "fresh" else f"{row.name}, full"
        wanted = [("R", row.of_r)] if row.of_r and size == "fresh" else []
        wanted += [("T", row.of_t)] if row.of_t and size == "fresh" else []
        self.facts[name] = (row.what, "/s", wanted)
        self.found[name].append(load.rate)
        self.found[name, "R"].append(load.rate / r.rate)
        self.found[name, "T"].append(load.rate / t.rate)
        self.found[name, "cpu"].append(load.server)
        self.found[name, "R by cpu"].append(r.both / load.both)
        shares = f"{load.rate / r.rate:8.2f} R {load.rate / t.rate:6.2f} T {r.both / load.both:6.2f} R by cpu"
        print(f"  {name:24} {load.rate:12,.0f} /s {shares} {load.server:6.1f} µs", flush=True)

    def rate(self, size, name, what, load, least):
        name = name if size == "fresh" else f"{name}, full"
        self.facts[name] = (what, "/s", [("least", least)])
        self.found[name].append(load.rate)
        print(f"  {name:24} {load.rate:12,.0f} /s  refused {load.refused}  p99 {load.p99:.0f} ms", flush=True)

    def p99(self, name, what, value, most):
        self.most(name, what, value, most, "ms")

    def most(self, name, what, value, most, unit):
        self.facts[name] = (what, unit, [("most", most)])
        self.found[name].append(value)
        print(f"  {name:24} {value:12,.1f} {unit}", flush=True)

    def share(self, name, what, ours, alone, least):
        self.facts[name] = (what, "/s", [("alone", least)])
        self.found[name].append(ours)
        self.found[name, "alone"].append(ours / alone)
        print(f"  {name:24} {ours:12,.2f} /s {ours / alone:8.2f} of {alone:.2f}", flush=True)

    def against(self, size, name, what, load, at_once, alone, share, least):
        """A rate of what reaches the disk, `at_once` in each request, against the rate of a bare writer next to it."""
        full = f"{name}, full"
        rate = load.rate * at_once
        self.found[name if size == "fresh" else full].append(rate)
        self.found[name if size == "fresh" else full, "alone"].append(rate / alone)
        if size == "fresh":
            self.facts[name] = (what, "/s", [("least", least), ("alone", share)])
        else:
            self.facts[full] = (f"{what}, file full of events", "/s", [("alone", share), ("empty", 0.6)])
        print(f"  {name:24} {rate:12,.0f} /s {rate / alone:8.2f} of {alone:,.0f}  p99 {load.p99:.0f} ms", flush=True)

    def median_of(self, name, size, what, value, most, unit):
        name = name if size == "fresh" else f"{name}, full"
        self.facts[name] = (what, unit, [("most", most)] if most else [])
        self.found[name].append(value)
        print(f"  {name:24} {value:12,.1f} {unit}", flush=True)

    def note(self, name, what, value, unit):
        """A figure that nothing is asked of."""
        self.facts[name] = (what, unit, [])
        self.found[name].append(value)
        print(f"  {name:24} {value:12,.1f} {unit}", flush=True)

    def verdicts(self, name):
        """Each demand of a row: what was found, what was wanted, whether it is met."""
        for kind, wanted in self.facts[name][2]:
            if kind == "least":
                found = statistics.median(self.found[name])
                yield f"{found:,.0f}", f"≥ {wanted:,}", found >= wanted
            elif kind == "most":
                found = statistics.median(self.found[name])
                yield f"{found:,.1f}", f"≤ {wanted:,}", found <= wanted
            elif kind == "empty":
                found = statistics.median(self.found[name]) / statistics.median(self.found[name.removesuffix(", full")])
                yield f"{found:.2f} × empty", f"≥ {wanted}", found >= wanted
            else:
                found = statistics.median(self.found[name, kind])
                unit = "" if kind == "alone" else f" {kind}"
                yield f"{found:.2f}{unit}", f"≥ {wanted}{unit}", found >= wanted
        is_like = name.removesuffix(", full") not in UNLIKE and "empty" not in dict(self.facts[name][2])
        if name.endswith(", full") and is_like:
            empty = name.removesuffix(", full")
            slower = statistics.median(self.found[empty]) / statistics.median(self.found[name])
            if self.facts[name][1] == "/s":
                # In the same round, side by side.
                slower = statistics.median(e / f for e, f in zip(self.found[empty], self.found[name]))
            else:
                slower = 1 / slower
            yield f"{slower:.2f} × empty", "≤ 1.25", slower <= 1.25

    def failed(self):
        return [name for name in self.facts if not all(met for _, _, met in self.verdicts(name))]

    def tables(self):
        yield f"{self.machine}; {self.options.rounds} rounds of {self.options.seconds} s, medians."
        yield ""
        yield "«µs» is the server's processor time for one answer; «by cpu» compares the processor time of client and server,"
        yield "which other programs on the machine disturb far less than the clock."
        yield ""
        yield "| what | median | lowest – highest | µs | by cpu | found | wanted | |"
        yield "|---|---:|---:|---:|---:|---:|---:|---|"
        for name, (what, unit, _) in self.facts.items():
            values = self.found[name]
            digits = 0 if max(values) >= 100 else 1 if max(values) >= 10 else 2
            number = lambda value: f"{value:,.{digits}f}"
            spread = f"{number(min(values))} – {number(max(values))}" if len(values) > 1 else ""
            verdicts = list(self.verdicts(name))
            label = f"**{name}**: {what}" if name in ("R", "T") else what
            label += ", 1 M people" if name.endswith(", full") and ", file full" not in what else ""
            cpu = self.found.get((name, "cpu"))
            cpu = f"{statistics.median(cpu):.1f}" if cpu else ""
            share = self.found.get((name, "R by cpu"))
            share = f"{statistics.median(share):.2f} R" if share else ""
            yield (
                f"| {label} | {number(statistics.median(values))} {unit} | {spread} | {cpu} | {share} | "
                + f"{'; '.join(f for f, _, _ in verdicts)} | {'; '.join(w for _, w, _ in verdicts)} | "
                + f"{'' if not verdicts else 'yes' if all(m for _, _, m in verdicts) else '**no**'} |"
            )

    def end(self):
        if not self.found:
            return
        text = "\n".join(self.tables())
        print(f"\n{text}", flush=True)
        if self.options.markdown:
            self.options.markdown.write_text(text + "\n")
        for name in self.failed():
            print(f"not met: {name}", flush=True)
