"""What every reader of a result must find (readers_files.py): shapes, sums, first values.

A reader is a class with `paths(file)` and `read(file, path)`, which gives an array in the order of
the file; `find_all` compares all tables of all files and complains of everything at once."""

import csv
import math
import os
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(os.environ["MIXFLOW_READERS"])


def rows():
    csv.field_size_limit(sys.maxsize)
    with open(FOLDER / "expected.tsv", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def group_of(path):
    group, _, name = path.rpartition("/")
    return group, name


def wrong_with(row, values):
    values = np.asarray(values)
    shape = tuple(map(int, row["shape"].split(",")))
    if values.shape != shape:
        return f"shape {values.shape}, not {shape}"
    flat = values.ravel()
    if row["kind"] == "text":
        texts = [str(text) for text in flat]
        total, first = sum(len(text.encode()) for text in texts), texts[:1] == [row["first"]]
    else:
        flat = flat.astype("f8")
        total = math.fsum(flat[~np.isnan(flat)])
        first = not flat.size or repr(float(flat[0])) == row["first"]
    if not math.isclose(total, float(row["sum"]), rel_tol=1e-12):
        return f"sum {total}, not {row['sum']}"
    return None if first or not flat.size else f"first value {flat[0]}, not {row['first']}"


def find_all(read):
    """`read(file, path)` of every table; ends the program with what is wrong."""
    n, wrong = 0, []
    for row in rows():
        n += 1
        try:
            said = wrong_with(row, read(row["file"], row["path"]))
        except Exception as error:  # every reader has its own; all are told at once
            said = f"{type(error).__name__}: {error}"
        if said:
            wrong.append(f"{row['file']}.h5: {row['path']}: {said}")
    print("\n".join(wrong))
    print(f"{n} tables, {len(wrong)} wrong")
    if wrong or n < 200:
        sys.exit(1)
