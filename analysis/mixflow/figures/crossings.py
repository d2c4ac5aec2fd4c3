"""The chart of the README: yearly sea crossings by nationality, simulated and counted.

    python -m mixflow.figures.crossings RUN.h5 scenarios/central-mediterranean

Counted figures are read from the table "Against the counts" of the scenario's README; the chart is
written beside it, as crossings.svg.  It belongs to the main scenario and not to the gallery."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from ..run import Run
from ..style import BLUE, INK, PALE, PIXEL, persons, styled

YEARS = (2014, 2015, 2016)
SHORT = {"OWA": "rest of West Africa", "SYR": "Syria", "SAS": "Bangladesh, Pakistan",
         "OTH": "Maghreb, Egypt, others", "SDN": "Sudan"}
LOW, HIGH = 250, 60000  # of the axis, persons a year
TITLE = "Sea crossings a year by nationality, counted and simulated"


def counted(readme: str) -> dict[str, tuple[str, list[float]]]:
    """Cohort -> (name, counted persons of each year), in the order of the README's table, which
    has three columns a year: counted, simulated, and their ratio."""
    rows = {}
    table = readme[readme.index("## Against the counts"):].split("\n## ")[0]
    for name, cohort, cells in re.findall(r"^\| ([^|]*?) \((\w{3})\) \|(.*)\|$", table, re.M):
        numbers = [cell.strip().replace(",", "") for cell in cells.split("|")]
        rows[cohort] = (SHORT.get(cohort, name), [float(numbers[3 * i]) for i in range(3)])
    return rows


def simulated(run: Run) -> np.ndarray:
    """Persons, [replicate, year, cohort]."""
    outcome = run.words("outcome").index("sea_arrivals")
    years = [list(run.array("year")).index(year) for year in YEARS]
    return run.array("outcomes/modelled")[:, years, outcome] * run.array("weight")


@styled
def chart(rows: dict[str, tuple[str, list[float]]], run: Run) -> Figure:
    """A panel for each year: a ring for what was counted, a dot for the median of replicates and
    a line from 5 to 95 %."""
    figure = Figure(figsize=(8.2, 4.4))
    model, cohorts = simulated(run), run.words("cohort")
    for i, axes in enumerate(figure.subplots(1, 3, sharey=True)):
        for row, (cohort, (_, numbers)) in enumerate(rows.items()):
            found = model[:, i, cohorts.index(cohort)]
            axes.plot(np.clip(np.quantile(found, (0.05, 0.95)), LOW, None), [row, row], color=BLUE,
                      linewidth=5 * PIXEL, alpha=0.5, solid_capstyle="butt")
            axes.plot(max(np.median(found), LOW), row, "o", color=BLUE, markersize=7 * PIXEL)
            axes.plot(numbers[i], row, "o", markersize=13 * PIXEL, markerfacecolor="none",
                      markeredgecolor=INK, markeredgewidth=1.4 * PIXEL)
        axes.set(xscale="log", xlim=(LOW, HIGH), ylim=(len(rows) - 0.5, -0.5), xticks=[1000, 10000],
                 xticklabels=[persons(1000), persons(10000)])
        axes.minorticks_off()
        axes.set_title(str(YEARS[i]), size=14 * PIXEL, weight="bold", loc="center")
        axes.set_yticks(range(len(rows)), [name for name, _ in rows.values()])
        axes.tick_params(length=0, labelsize=13 * PIXEL)
        axes.grid(axis="x", color=PALE, linewidth=1 * PIXEL)
        axes.spines[:].set_visible(False)
    figure.suptitle("Sea crossings, persons a year (logarithmic): rings counted; dots simulated, "
                    "median and 5–95 %", size=13 * PIXEL, x=0.02, ha="left")
    figure.subplots_adjust(left=0.22, right=0.98, top=0.86, bottom=0.07, wspace=0.1)
    return figure


@styled
def main(result: str, scenario: str) -> Path:
    out = Path(scenario) / "crossings.svg"
    rows = counted((Path(scenario) / "README.md").read_text(encoding="utf-8"))
    with Run(result) as run:
        figure = chart(rows, run)
    FigureCanvasSVG(figure).print_svg(out, metadata={"Title": TITLE, "Date": None})
    return out


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(main(*sys.argv[1:]))
