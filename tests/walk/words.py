"""The sentences that people see, by name, from the program's own language files."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "lang"


class Words:
    def __init__(self, lang: str):
        self.lang = lang
        self._sentences = {}
        for line in (FOLDER / f"{lang}.ftl").read_text(encoding="utf-8").splitlines():
            found = re.match(r"([a-z][a-z0-9-]*) = (.+)", line)
            if found:
                self._sentences[found[1]] = found[2].strip()

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence of this name, its variables filled in; plurals are beyond this reader."""
        text = re.sub(r"\{ *\$(\w+) *\}", lambda variable: str(values[variable[1]]), self._sentences[sentence])
        if "{" in text:
            raise ValueError(f"{sentence} is more than text and variables")
        return text
