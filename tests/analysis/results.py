"""Results for the tests in this folder: small runs, made once a test program.

Three runs of the small world: a baseline and a package with three replicates each, and one with
another seed and other people, which is no pair of them."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5py  # noqa: F401
    import matplotlib  # noqa: F401
    import pandas  # noqa: F401
except ImportError as missing:
    print(f"{missing}: left out")
    sys.exit(77)

SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
MIXFLOW = os.environ["MIXFLOW"]
sys.path.insert(0, str(SOURCE / "analysis"))
_FOLDER = tempfile.TemporaryDirectory()
FOLDER = Path(_FOLDER.name)


def run(name, *words):
    """A result of the small world: its path."""
    path = FOLDER / f"{name}.h5"
    if not path.exists():
        subprocess.run([MIXFLOW, "run", SOURCE / "tests/scenarios/small.cfg", "-o", path, "--quiet",
                        "--people", "2500", "--sample", "0.3", *map(str, words)], check=True)
    return path


def base():
    return run("base", "--replicates", 3)


def opened():
    return run("open", "--replicates", 3, "--package", "open")


def stranger():
    return run("stranger", "--replicates", 2, "--seed", 7, "--people", 2000)
