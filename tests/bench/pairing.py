#!/usr/bin/env python3
"""What pairing is worth: the standard error of a difference, of pairs and of independent runs.

usage: pairing.py [REPLICATES [PACKAGE [PEOPLE]]]    (needs python3-h5py and python3-numpy)

Runs the main scenario without and with a package and writes tests/bench/pairing.tsv.  Replicate r
of both has the same seed; independent runs would have the spread of both added up."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy

ROOT = Path(__file__).resolve().parents[2]
MIXFLOW = os.environ.get("MIXFLOW", ROOT / "build/release/mixflow")
SCENARIO = ROOT / "scenarios/central-mediterranean/central-mediterranean.cfg"
MEASURES = ("departures", "sea_arrivals", "deaths", "claims", "admitted", "smugglers", "protection_gap",
            "limbo_years", "di_status", "fn_status", "cost_all")


def start(path, replicates, people, *words):
    sized = ["--people", str(people)] if people else []
    return subprocess.Popen([MIXFLOW, "run", SCENARIO, "-o", path, "--quiet", "--sample", "0", "--set",
                             "outputs.events=false", "--replicates", str(replicates), *sized, *words])


def values(file, name):
    """Of all years, one for each replicate; and the unit."""
    for scale, table in (("outcome", "outcomes/total"), ("indicator", "indicators/all_years")):
        words = list(file[scale].asstr()[:])
        if name in words:
            at = words.index(name)
            return file[table][:, at], file[f"{scale}_unit"].asstr()[at]
    raise SystemExit(f"{name}: neither outcome nor indicator")


def shown(x):
    return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.3g}"


def row(base, other, name):
    (before, unit), (after, _) = values(base, name), values(other, name)
    n = len(before)
    apart = after - before
    paired = apart.std(ddof=1) / numpy.sqrt(n)
    unpaired = numpy.sqrt((before.var(ddof=1) + after.var(ddof=1)) / n)
    times = f"{(unpaired / paired) ** 2:.1f}" if paired > 0 else "-"
    return name, unit, shown(apart.mean()), shown(paired), shown(unpaired), times


def main(replicates=20, package="near_home_pledges", people=0):
    with tempfile.TemporaryDirectory() as folder:
        base, other = Path(folder) / "base.h5", Path(folder) / "other.h5"
        both = (start(base, replicates, people), start(other, replicates, people, "--package", package))
        if any([one.wait() != 0 for one in both]):
            raise SystemExit("a run failed")
        with h5py.File(base) as one, h5py.File(other) as two:
            rows = [row(one, two, name) for name in MEASURES]
            present = int(one["cohort_people"][:].sum())
    head = (f"`{package}`, {replicates} replicates of {present:,} people", "unit", "difference", "error, paired",
            "error, unpaired", "runs saved, times")
    text = "".join("\t".join(line) + "\n" for line in (head, *rows))
    (ROOT / "tests/bench/pairing.tsv").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main(*(kind(word) for kind, word in zip((int, str, int), sys.argv[1:])))
