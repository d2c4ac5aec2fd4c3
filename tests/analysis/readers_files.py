"""Makes what the readers read: FOLDER/*.h5, and what should be found in them.

usage: readers_files.py FOLDER

run.h5 has replicates, a sample and packages; quiet.h5 asks for events and a sample and has not
one row of either; lives.h5 keeps every life; comparison.h5 is mixflow compare's.  expected.tsv has a row for each table
under its own name: file, path, kind, shape, sum (of lengths in bytes, of texts), first value."""

import math
import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np

MIXFLOW = os.environ["MIXFLOW"]
SMALL = Path(os.environ["MIXFLOW_SOURCE"]) / "tests/scenarios/small.cfg"
FILES = "run", "quiet", "comparison"


def mixflow(*words):
    subprocess.run([MIXFLOW, *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def make(to):
    few = "--people", 2500, "--replicates", 2, "--sample", 0.05, "--quiet", "--force"
    mixflow("run", SMALL, *few, "--package", "fence", "-o", to / "run.h5")
    mixflow("run", SMALL, *few, "-o", to / "base.h5")
    mixflow("run", SMALL, *few, "--sample", 1, "-o", to / "lives.h5")
    mixflow("run", SMALL, "--people", 1, "--sample", 1e-4, "--quiet", "--force", "-o",
            to / "quiet.h5", "--set", 'calendar.end="2016-01-15"',
            *(f"--set=interventions.{policy}.on=false" for policy in ("patrols", "truth", "near_home")))
    mixflow("compare", to / "base.h5", to / "run.h5", "--force", "-o", to / "comparison.h5")


def tables(file):
    """Every dataset of the root and of its groups by the name under which it lives."""
    homes = {}
    for group in ["", *(name for name in file if isinstance(file[name], h5py.Group))]:
        for name in file[group or "/"]:
            path = f"{group}/{name}".lstrip("/")
            if group != "provenance" and isinstance(file[path], h5py.Dataset):
                homes.setdefault(h5py.h5o.get_info(file[path].id).addr, path)
    return homes.values()


def expected(file, path):
    data = file[path]
    shape = ",".join(map(str, data.shape))
    if h5py.check_string_dtype(data.dtype):
        texts = data.asstr()[...].ravel()
        return "text", shape, str(sum(len(text.encode()) for text in texts)), \
            texts[0] if len(texts) else ""
    values = data[...].astype("f8").ravel()
    finite = values[~np.isnan(values)]
    return "number", shape, repr(math.fsum(finite)), repr(float(values[0])) if len(values) else ""


def write_expected(to):
    with open(to / "expected.tsv", "w", encoding="utf-8") as out:
        out.write("file\tpath\tkind\tshape\tsum\tfirst\n")
        for name in FILES:
            with h5py.File(to / f"{name}.h5") as file:
                for path in tables(file):
                    out.write("\t".join((name, path, *expected(file, path))) + "\n")
    with h5py.File(to / "quiet.h5") as quiet:
        assert len(quiet["events/event"]) == 0 and len(quiet["trajectories/moment"]) == 0


if __name__ == "__main__":
    FOLDER = Path(sys.argv[1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    make(FOLDER)
    write_expected(FOLDER)
