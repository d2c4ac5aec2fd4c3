"""The chart of the README: yearly sea crossings by nationality, simulated and counted.

usage: readme_figure.py RESULT.h5    (of the main scenario; needs python3-h5py)

Counted figures are read from the table "Against the counts" of the scenario's README. Writes
scenarios/central-mediterranean/crossings.svg."""

import math
import re
import sys
from pathlib import Path

import h5py
import numpy

SCENARIO = Path(__file__).resolve().parents[1] / "scenarios/central-mediterranean"
YEARS = (2014, 2015, 2016)
SHORT = {"OWA": "rest of West Africa", "SYR": "Syria", "SAS": "Bangladesh, Pakistan",
         "OTH": "Maghreb, Egypt, others", "SDN": "Sudan"}
LEFT, TOP, PANEL, GAP, ROW = 166, 64, 178, 20, 19
LOW, HIGH = 250, 60000  # of the axis, persons a year
INK, GREY, BLUE = "#222", "#888", "#1f6fb2"


def counted():
    """Cohort -> (name, counted persons of each year), in the order of the README's table."""
    rows = {}
    text = (SCENARIO / "README.md").read_text(encoding="utf-8")
    table = text[text.index("## Against the counts"):]
    for name, cohort, cells in re.findall(r"^\| ([^|]*?) \((\w{3})\) \|(.*)\|$", table, re.M):
        numbers = [cell.strip().replace(",", "") for cell in cells.split("|")]
        rows[cohort] = (SHORT.get(cohort, name), [float(numbers[2 * i]) for i in range(3)])
    return rows


def simulated(path):
    """Cohort -> simulated persons of each year, the mean over replicates."""
    with h5py.File(path) as result:
        def words(name):
            return [str(each) for each in result[name].asstr()[:]]

        outcome = words("outcome").index("sea_arrivals")
        years = [list(result["year"][:]).index(year) for year in YEARS]
        persons = numpy.nanmean(result["outcomes/modelled"][:], axis=0)[:, outcome, :]
        persons = persons * result["weight"][:]
        return {cohort: [float(persons[year, k]) for year in years]
                for k, cohort in enumerate(words("cohort"))}


def text(x, y, words, size=12, anchor="start", fill=INK, weight="normal"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
            f'fill="{fill}" font-weight="{weight}">{words}</text>')


def dot(x, y, filled):
    """A dot for what is simulated, a wider ring for what was counted, so that both are seen."""
    look = f'r="3.5" fill="{BLUE}"' if filled else f'r="6" fill="none" stroke="{INK}" stroke-width="1.4"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" {look}/>'


def along(left, persons):
    share = math.log(max(persons, LOW) / LOW) / math.log(HIGH / LOW)
    return left + share * PANEL


def panel(i, rows, model):
    left = LEFT + i * (PANEL + GAP)
    bottom = TOP + len(rows) * ROW
    yield text(left + PANEL / 2, TOP - 26, YEARS[i], 14, "middle", weight="bold")
    for tick, label in ((1000, "1,000"), (10000, "10,000")):
        x = along(left, tick)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{bottom}" stroke="#ddd"/>'
        yield text(x, TOP - 11, label, 10, "middle", GREY)
    for row, (cohort, (name, numbers)) in enumerate(rows.items()):
        y = TOP + (row + 0.5) * ROW
        a, b = along(left, numbers[i]), along(left, model[cohort][i])
        if i == 0:
            yield text(LEFT - 10, y + 4, name, 12, "end")
        yield f'<line x1="{a:.1f}" x2="{b:.1f}" y1="{y}" y2="{y}" stroke="{BLUE}" stroke-width="1.5"/>'
        yield dot(a, y, False)
        yield dot(b, y, True)


def chart(rows, model):
    width, height = LEFT + 3 * PANEL + 2 * GAP + 16, TOP + len(rows) * ROW + 12
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
           f'viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif">')
    yield "<title>Sea crossings a year by nationality, counted and simulated</title>"
    yield f'<rect width="{width}" height="{height}" fill="white"/>'
    yield text(12, 20, "Sea crossings a year, persons (logarithmic)", 13)
    yield dot(LEFT + 2 * PANEL, 16, False) + text(LEFT + 2 * PANEL + 10, 20, "counted")
    yield dot(LEFT + 2 * PANEL + 84, 16, True) + text(LEFT + 2 * PANEL + 94, 20, "simulated")
    for i in range(len(YEARS)):
        yield from panel(i, rows, model)
    yield "</svg>\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    OUT = SCENARIO / "crossings.svg"
    OUT.write_text("\n".join(chart(counted(), simulated(sys.argv[1]))), encoding="utf-8")
    print(OUT)
