"""What was found: on the screen as it comes, at the end as tables."""

import statistics
from collections import defaultdict


class Report:
    def __init__(self, machine, program, options):
        self.machine, self.program, self.options = machine, program, options
        self.found = defaultdict(list)
        self.facts = {}

    def add(self, name, what, value, unit="/s"):
        self.facts[name] = (what, unit, [])
        self.found[name].append(value)
        print(f"  {name:24} {value:12,.0f} {unit}", flush=True)

    def row(self, size, row, rate, r, t):
        name = row.name if size == "fresh" else f"{row.name}, full"
        wanted = [("R", row.of_r)] + ([("T", row.of_t)] if row.of_t else []) if row.of_r else []
        self.facts[name] = (row.what, "/s", wanted)
        self.found[name].append(rate)
        self.found[name, "R"].append(rate / r)
        self.found[name, "T"].append(rate / t)
        print(f"  {name:24} {rate:12,.0f} /s {rate / r:8.2f} R {rate / t:8.2f} T", flush=True)

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
            else:
                found = statistics.median(self.found[name, kind])
                unit = "" if kind == "alone" else f" {kind}"
                yield f"{found:.2f}{unit}", f"≥ {wanted}{unit}", found >= wanted
        if name.endswith(", full"):
            empty = name.removesuffix(", full")
            slower = statistics.median(e / f for e, f in zip(self.found[empty], self.found[name]))
            slower = 1 / slower if self.facts[name][1] in ("ms", "MB") else slower
            yield f"{slower:.2f} × empty", "≤ 1.25", slower <= 1.25

    def failed(self):
        return [name for name in self.facts if not all(met for _, _, met in self.verdicts(name))]

    def tables(self):
        yield f"{self.machine}; {self.options.rounds} rounds of {self.options.seconds} s, medians."
        yield ""
        yield "| what | median | lowest – highest | found | wanted | |"
        yield "|---|---:|---:|---:|---:|---|"
        for name, (what, unit, _) in self.facts.items():
            values = self.found[name]
            digits = 0 if max(values) >= 100 else 1 if max(values) >= 10 else 2
            number = lambda value: f"{value:,.{digits}f}"
            spread = f"{number(min(values))} – {number(max(values))}" if len(values) > 1 else ""
            verdicts = list(self.verdicts(name))
            label = f"**{name}**: {what}" if name in ("R", "T") else what
            label += ", 1 M people" if name.endswith(", full") else ""
            yield (
                f"| {label} | {number(statistics.median(values))} {unit} | {spread} | "
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
