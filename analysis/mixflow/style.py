"""How pictures look: 1280 x 720, nothing smaller than 18 pixels, safe for the colour-blind.

Lines differ by colour, dash and marker and are named where they end; the colours are those of
Okabe and Ito that stand out on white.  People are blue and grey, never red."""

from __future__ import annotations

import textwrap
from typing import NamedTuple, Optional, Sequence

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .run import Run

INCHES, DPI = (12.8, 7.2), 100
PIXEL = 72 / DPI  # points
TEXT, TITLE = 18 * PIXEL, 26 * PIXEL
INK, GREY, PALE, LAND = "#222222", "#595959", "#d9d9d9", "#e9e9e6"
BLUE, PURPLE, GREEN, VERMILLION = "#0072B2", "#CC79A7", "#009E73", "#D55E00"
NOT_A_FORECAST = "Modelled people, not a forecast."


class Look(NamedTuple):
    """Of one run among several."""

    colour: str
    dash: object
    marker: str


ALONE = Look(BLUE, "-", "o")
BASELINE = Look(GREY, (0, (3, 1.2)), "o")
OTHERS = (Look(BLUE, "-", "s"), Look(VERMILLION, (0, (5, 1, 1, 1)), "^"), Look(GREEN, (0, (1, 1)), "D"))
MOST = 1 + len(OTHERS)  # runs in one picture

RULES = {
    "font.family": "DejaVu Sans", "font.size": TEXT, "axes.titlesize": TEXT,
    "axes.labelsize": TEXT, "xtick.labelsize": TEXT, "ytick.labelsize": TEXT,
    "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.edgecolor": GREY, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlelocation": "left", "lines.linewidth": 4 * PIXEL, "lines.markersize": 11 * PIXEL,
    "hatch.linewidth": 2 * PIXEL, "figure.dpi": DPI, "savefig.dpi": DPI,
    "svg.hashsalt": "mixflow", "svg.fonttype": "none", "path.simplify": True,
}


def looks(n: int) -> Sequence[Look]:
    """Looks of n runs, the baseline first; ValueError if there are too many to tell apart."""
    if n > MOST:
        raise ValueError(f"{n} runs in one picture cannot be told apart; at most {MOST}")
    return (ALONE,) if n == 1 else (BASELINE, *OTHERS[:n - 1])


def styled(function):
    """Runs a drawing function under the rules above."""
    def inside(*args, **more):
        with matplotlib.rc_context(RULES):
            return function(*args, **more)
    inside.__doc__, inside.__name__ = function.__doc__, function.__name__
    return inside


def sheet(title: str, caption: str) -> Figure:
    """An empty picture with its title above and its caption below; `room(figure)` is between."""
    figure = Figure(figsize=INCHES, dpi=DPI)
    figure.text(0.02, 0.972, title, size=TITLE, weight="bold", va="top")
    lines = textwrap.wrap(caption, 124)
    figure.text(0.02, 0.018, "\n".join(lines), color=GREY, va="bottom", linespacing=1.25)
    figure.mixflow_floor = 0.035 + 0.0325 * len(lines)
    return figure


def room(figure: Figure, left: float = 0.02, right: float = 0.98, top: float = 0.90) \
        -> tuple[float, float, float, float]:
    """left, bottom, width, height of what title and caption leave, as shares of the picture."""
    return left, figure.mixflow_floor, right - left, top - figure.mixflow_floor


def caption(runs: Sequence[Run], what: str, drawn: str = "") -> str:
    """What is shown, of how many people, how chance is drawn, and what it is not."""
    run = runs[0]
    n, people = run.replicates, f"{run.people:,} modelled people"
    chance = drawn or "lines medians, bands 25-75 % and 5-95 % of replicates"
    chance = f"{n} replicates: {chance}" if n > 1 else \
        "one replicate, so chance is not shown: use --replicates"
    return f"{what} N = {people}; {chance}. {NOT_A_FORECAST}"


def persons(value: float, _: Optional[int] = None) -> str:
    """12,345 as `12.3k`: three figures are more than such numbers are good for."""
    if not np.isfinite(value):
        return "-"
    size = abs(value)
    for factor, letter in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if size >= factor * 0.9995:
            digits = 0 if size >= 99.95 * factor else 1
            text = f"{value / factor:.{digits}f}"
            return (text[:-2] if text.endswith(".0") else text) + letter
    return f"{value:.0f}" if size >= 10 or size == round(size, 0) else f"{value:.1f}"


def interval(values: np.ndarray) -> str:
    """Median and, of more than one replicate, 5 to 95 % as text."""
    values = np.asarray(values)[np.isfinite(values)]
    if not len(values):
        return "-"
    middle = persons(float(np.median(values)))
    if len(values) < 2:
        return middle
    low, high = np.quantile(values, (0.05, 0.95))
    return f"{middle} ({persons(low)}–{persons(high)})"


def plain_axes(axes: Axes, ticks: int = 4) -> None:
    """Few ticks, numbers short, faint lines across."""
    axes.yaxis.set_major_locator(MaxNLocator(ticks))
    axes.yaxis.set_major_formatter(FuncFormatter(persons))
    axes.grid(axis="y", color=PALE, linewidth=1 * PIXEL)
    axes.set_axisbelow(True)


def year_axis(axes: Axes, dates, most: int = 6) -> None:
    """Years below an axis of dates, at most so many."""
    years = np.arange(dates[0].year, dates[-1].year + 2)
    every = int(np.ceil(len(years) / most))
    ticks = [f"{year}-01-01" for year in years[::every]]
    axes.set_xlim(dates[0], dates[-1])
    axes.set_xticks(np.asarray(ticks, "datetime64[D]"))
    axes.set_xticklabels([tick[:4] for tick in ticks])
    axes.set_xlim(dates[0], dates[-1])


def ribbon(axes: Axes, x, bands: dict, look: Look, marks: int = 6) -> None:
    """Median, 25-75 % and 5-95 % along x."""
    axes.fill_between(x, bands["low"], bands["high"], color=look.colour, alpha=0.22, linewidth=0)
    axes.fill_between(x, bands["quarter"], bands["three_quarters"], color=look.colour, alpha=0.22,
                      linewidth=0)
    every = max(1, len(x) // marks)
    axes.plot(x, bands["median"], color=look.colour, linestyle=look.dash, marker=look.marker,
              markevery=(every // 2, every), solid_capstyle="butt")


def spread_labels(wanted: Sequence[float], least: float, low: float, high: float) -> np.ndarray:
    """Positions as near as may be to those wanted, at least so far apart, within bounds."""
    order = np.argsort(wanted)
    at = np.asarray(wanted, float)[order]
    for _ in range(200):
        gap = np.diff(at)
        tight = np.flatnonzero(gap < least - 1e-9)
        if not len(tight):
            break
        for i in tight:
            push = (least - (at[i + 1] - at[i])) / 2
            if push > 0:
                at[i] -= push
                at[i + 1] += push
        at = np.clip(at, low + least * np.arange(len(at)),
                     high - least * np.arange(len(at))[::-1])
    found = np.empty(len(at))
    found[order] = at
    return found
