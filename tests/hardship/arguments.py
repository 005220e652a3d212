"""What each part takes at the command line; it says of itself what its first lines say."""

import argparse
import sys
from pathlib import Path

# Every part imports this module first; the starter of programs is shared with the benchmark.
sys.path.insert(1, str(Path(__file__).parents[1] / "python"))


def parser(about: str) -> argparse.ArgumentParser:
    """`--short` alone; a part adds what else it takes. `about` is the part's own documentation."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--short", action="store_true", help="the size that the checks run")
    return options
