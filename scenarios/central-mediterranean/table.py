#!/usr/bin/env python3
"""What each package changes: the tables of this folder's README.

usage: table.py BASELINE.h5 OTHER.h5 ...    (needs python3-h5py and python3-numpy)

Of 2015 to 2019: the difference to the baseline of the same replicate, mean (least to most);
* where not all replicates agree on the sign.  The first row is the baseline itself."""

import sys
from pathlib import Path

import h5py

FIRST = 1  # the year 2015 among the years
TABLES = (
    (("crossings", "outcome", "sea_arrivals"), ("deaths, all", "outcome", "deaths"),
     ("in Libya at the end", "place", "LY_"), ("returns by choice", "outcome", "returns"),
     ("smugglers, million EUR", "million", "smugglers"),
     ("policies, million EUR", "million", "cost_all")),
    (("admitted from outside", "outcome", "admitted"), ("visas", "outcome", "granted"),
     ("claims in Europe", "outcome", "claims"), ("protected in Europe", "protected", ""),
     ("open claims at the end", "end", "backlog_asylum"),
     ("person-years in limbo", "sum", "limbo_years")),
)


def words(file, name):
    return [str(word) for word in file[name].asstr()[:]]


def values(file, how, name):
    """One value for each replicate."""
    outcomes, indicators = words(file, "outcome"), words(file, "indicator")
    value, by_year = file["outcomes/value"][:, FIRST:], file["indicators/by_year"][:, FIRST:]
    if how == "protected":
        kinds = ("recognised", "subsidiary", "humanitarian", "appeals_won")
        return sum(value[:, :, outcomes.index(kind)].sum(axis=1) for kind in kinds)
    if how == "place":
        at = [i for i, place in enumerate(words(file, "place")) if place.startswith(name)]
        return file["stocks/stock"][:, -1][:, at].sum(axis=(1, 2, 3))
    if how == "end":
        return by_year[:, -1, indicators.index(name)]
    if name in outcomes:
        series = value[:, :, outcomes.index(name)]
    else:
        series = by_year[:, :, indicators.index(name)]
    return series.sum(axis=1) / (1e6 if how == "million" else 1.0)


def number(x, sign):
    unit = 100 if abs(x) >= 10000 else 10 if abs(x) >= 1000 else 1
    x = round(x / unit) * unit
    return f"{x:+,}".replace("-", "−") if sign and x else f"{x:,}"


def cell(x, sign):
    agree = not sign or (x > 0).all() or (x < 0).all() or (x == 0).all()
    if x.min() == x.max():
        return number(float(x[0]), sign)
    low, high = number(float(x.min()), sign), number(float(x.max()), sign)
    return f"{number(float(x.mean()), sign)} ({low} to {high})" + ("" if agree else " *")


def main(paths):
    files = [h5py.File(path) for path in paths]
    for table in TABLES:
        print("| 2015–19, persons | " + " | ".join(title for title, _, _ in table) + " |")
        print("|---|" + "---:|" * len(table))
        base = [values(files[0], how, name) for _, how, name in table]
        print("| baseline | " + " | ".join(cell(x, False) for x in base) + " |")
        for path, file in zip(paths[1:], files[1:]):
            cells = [cell(values(file, how, name) - x, True)
                     for x, (_, how, name) in zip(base, table)]
            print(f"| `{Path(path).stem}` | " + " | ".join(cells) + " |")
        print()


main(sys.argv[1:])
