#!/usr/bin/env python3
"""Tables of this folder's README: counted against simulated, and what each other result changes.

usage: table.py BASELINE.h5 [OTHER.h5 ...]    (needs python3-h5py and python3-numpy)

Means over the replicates of a result.  Where the counted figures are from: README.md."""

import sys
from datetime import date, timedelta
from pathlib import Path

import h5py

COHORTS = ("ALB", "XKX", "SRB", "MKD", "BIH", "MNE")
CLAIMS = {  # lodged in Germany in 2013 to 2016
    "ALB": (1245, 7865, 53805, 14853), "XKX": (3395, 6910, 33427, 4978),
    "SRB": (11460, 17170, 16700, 6399), "MKD": (6210, 5615, 9083, 4835),
    "BIH": (3325, 5705, 4634, 1914), "MNE": (260, 935, 3233, 1381)}
MONTHS = (("XKX", 2015, 2, 6913), ("XKX", 2015, 3, 11147), ("XKX", 2015, 5, 1781),
          ("XKX", 2015, 7, 1205), ("ALB", 2015, 4, 4743), ("ALB", 2015, 8, 8234),
          ("ALB", 2015, 10, 4549), ("ALB", 2015, 12, 1760))
EMBASSIES = {"BIH": 0.241, "XKX": 0.243, "MKD": 0.188, "SRB": 0.185, "ALB": 0.143}


class Result:
    def __init__(self, path):
        with h5py.File(path) as file:
            def words(name):
                return [str(word) for word in file[name].asstr()[:]]

            self.kinds, self.countries = words("kind"), words("country")
            self.cohorts, self.links, self.fates = words("cohort"), words("link"), words("fate")
            self.happened = file["happened/happened"][:].mean(axis=0).sum(axis=-1)
            self.flow = file["flows/flow"][:].mean(axis=0).sum(axis=-1)
            statuses = words("status")
            at = [statuses.index(status) for status in ("registered", "claimant", "appeal")]
            self.open = file["stocks/stock"][:].mean(axis=0)[:, :, at].sum(axis=(1, 2, 3))
            first = date.fromisoformat("2013-01-01") - timedelta(days=float(file["step_time"][0]))
            self.spans = [(first + timedelta(days=float(a)), first + timedelta(days=float(b)))
                          for a, b in file["time_bounds"][:]]

    def sum(self, series, begin, end):
        """Of a series by interval, from one day to another; intervals cut by them in proportion."""
        total = 0.0
        for value, (a, b) in zip(series, self.spans):
            inside = (min(b, end) - max(a, begin)).days
            if inside > 0:
                total += value * inside / (b - a).days
        return total

    def series(self, kind, cohort=None, country=None, abroad=None):
        x = self.happened[:, self.kinds.index(kind)]
        if country:
            x = x[:, self.countries.index(country)]
        elif abroad:
            x = x.sum(axis=1) - x[:, self.countries.index(abroad)]
        else:
            x = x.sum(axis=1)
        return x[:, self.cohorts.index(cohort)] if cohort else x.sum(axis=1)

    def year(self, year, series):
        return self.sum(series, date(year, 1, 1), date(year + 1, 1, 1))

    def claims(self, cohort=None):
        """Claims lodged: the first office in Germany passed."""
        return self.series("approved", cohort, country="DEU")

    def open_claims(self, day):
        """Persons with an open claim at the end of the interval that a day lies in."""
        return float(self.open[[a <= day < b for a, b in self.spans].index(True)])

    def crossings(self):
        x = self.flow[:, self.links.index("SUB_BUD")]
        return x[:, self.fates.index("arrived")] + x[:, self.fates.index("intercepted")]


def row(name, *pairs):
    cells = []
    for counted, simulated in pairs:
        cells += ["–" if counted is None else f"{counted:,.0f}", f"{simulated:,.0f}"]
    print(f"| {name} | " + " | ".join(cells) + " |")


def against_counts(r):
    print("| | 2013 counted | simulated | 2014 counted | simulated | 2015 counted | simulated "
          "| 2016 counted | simulated |\n|---|" + "---:|" * 8)
    for c in COHORTS:
        row(f"claims lodged, {c}", *((n, r.year(2013 + i, r.claims(c))) for i, n in enumerate(CLAIMS[c])))
    row("**claims lodged, all six**", *((sum(n[i] for n in CLAIMS.values()), r.year(2013 + i, r.claims()))
                                        for i in range(4)))
    rest = [("asked for asylum (registered), without MNE", (None, None, 143119, None),
             r.series("lodges") - r.series("lodges", "MNE")),
            ("Kosovars over the Serbian-Hungarian border", (None, 22059, 23786, None), r.crossings()),
            ("deported", (None, None, 15800, 17800), r.series("removed")),
            ("gone by choice", (None, None, 32300, 36600), r.series("returns")),
            ("approvals of the labour offices", (None, None, None, None), r.series("approved", abroad="DEU"))]
    for name, counted, series in rest:
        row(name, *((n, r.year(2013 + i, series)) for i, n in enumerate(counted)))
    print("\n| | counted | simulated |\n|---|---:|---:|")
    for year, counted in ((2016, 19000), (2017, 25341)):
        row(f"visas for work, {year}", (counted, r.year(year, r.series("granted"))))
    window = (date(2015, 11, 1), date(2017, 10, 1))
    row("approvals of the labour offices, November 2015 to September 2017",
        (101000, r.sum(r.series("approved", abroad="DEU"), *window)))
    visas = {c: r.sum(r.series("granted", c), date(2017, 1, 1), date(2017, 10, 1)) for c in EMBASSIES}
    for c, share in EMBASSIES.items():
        row(f"share of visas, January to September 2017, {c}, per cent",
            (100 * share, 100 * visas[c] / sum(visas.values())))
    for cohort, year, month, counted in MONTHS:
        simulated = r.sum(r.claims(cohort), date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))
        row(f"claims lodged, {cohort}, {year}-{month:02d}", (counted, simulated))


PARTS = ("asked for asylum 2015–16, XKX", "ALB", "other four", "asked for asylum 2017–19",
         "open claims, end of 2016", "deported 2015–16", "gone by choice 2015–16", "visas 2016–17")


def summary(r):
    spell = (date(2015, 1, 1), date(2017, 1, 1))
    asked = {c: r.sum(r.series("lodges", c), *spell) for c in COHORTS}
    return [asked["XKX"], asked["ALB"], sum(asked.values()) - asked["XKX"] - asked["ALB"],
            r.sum(r.series("lodges"), date(2017, 1, 1), date(2020, 1, 1)),
            r.open_claims(date(2017, 1, 1)),
            r.sum(r.series("removed"), *spell), r.sum(r.series("returns"), *spell),
            r.sum(r.series("granted"), date(2016, 1, 1), date(2018, 1, 1))]


def main():
    paths = sys.argv[1:]
    if not paths or paths[0] in ("-h", "--help"):
        sys.exit(__doc__)
    base = Result(paths[0])
    against_counts(base)
    if len(paths) > 1:
        print(f"\n| | {' | '.join(PARTS)} |\n|---|" + "---:|" * len(PARTS))
        here = summary(base)
        print("| baseline | " + " | ".join(f"{x:,.0f}" for x in here) + " |")
        for path in paths[1:]:
            change = [b - a for a, b in zip(here, summary(Result(path)))]
            print(f"| {Path(path).stem.replace('_', ' ')} | " + " | ".join(f"{x:+,.0f}" for x in change) + " |")


main()
