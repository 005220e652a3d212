"""Tells what was walked, as it goes."""


class Steps:
    def __init__(self):
        self.count = 0

    def done(self, sentence: str) -> None:
        self.count += 1
        print(f"  ok  {sentence}", flush=True)

    def note(self, sentence: str) -> None:
        print(f"      {sentence}", flush=True)
