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
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
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
    start, *rest = textwrap.wrap(title, 94)
    title = f"{start} …" if rest else start
    size = TITLE * min(1.0, 72 / len(title))  # long names of runs make it smaller
    figure.text(0.02, 0.972, title, size=size, weight="bold", va="top")
    lines = textwrap.wrap(caption, 124)
    figure.text(0.02, 0.018, "\n".join(lines), color=GREY, va="bottom", linespacing=1.25)
    figure.mixflow_floor = 0.035 + 0.0325 * len(lines)
    return figure


def key(figure: Figure, runs: Sequence[Run], y: float = 0.895) -> None:
    """Names of several runs with their marks, in a line below the title."""
    x = 0.02
    for run, look in zip(runs, looks(len(runs)) if len(runs) > 1 else ()):
        line = Line2D([x, x + 0.04], [y, y], color=look.colour, linestyle=look.dash,
                      marker=look.marker, markevery=[0], transform=figure.transFigure)
        figure.add_artist(line)
        figure.text(x + 0.047, y, name(run), color=look.colour, va="center")
        x += 0.085 + 0.0095 * len(name(run))


def name(run: Run) -> str:
    """The name of a run where there is little room."""
    return run.label if len(run.label) <= 16 else run.label[:8] + "…" + run.label[-7:]


def wrapped(words: str, width: int = 18) -> str:
    """A name in at most two lines."""
    lines = textwrap.wrap(words, width)
    return "\n".join(lines if len(lines) < 3 else [lines[0], lines[1][:width - 1].rstrip() + "…"])


def room(figure: Figure, left: float = 0.02, right: float = 0.98, top: float = 0.90) \
        -> tuple[float, float, float, float]:
    """left, bottom, width, height of what title and caption leave, as shares of the picture."""
    return left, figure.mixflow_floor, right - left, top - figure.mixflow_floor


def caption(runs: Sequence[Run], what: str, drawn: str = "") -> str:
    """What is shown, of how many people, how chance is drawn, and what it is not."""
    run = runs[0]
    n, people = run.replicates, f"{run.people:,} modelled people"
    chance = drawn or "lines medians, bands 25–75 % and 5–95 % of replicates"
    chance = f"{n} replicates: {chance}" if n > 1 else \
        "one replicate, so chance is not shown (mixflow run --replicates)"
    text = f"{what} N = {people}; {chance}. {NOT_A_FORECAST}"
    for apart in (" %", "N = ", " replicates", "not a forecast"):  # what a line must not part
        text = text.replace(apart, apart.replace(" ", "\N{NO-BREAK SPACE}"))
    return text


def halo():
    """A pale rim that keeps text readable on whatever lies below."""
    return withStroke(linewidth=4 * PIXEL, foreground="white", alpha=0.85)


def persons(value: float, _: Optional[int] = None) -> str:
    """12,345 as `12.3k`: more figures than three such numbers are not good for."""
    return _figures(value, 3)


def _figures(value: float, most: int) -> str:
    """A number with so many figures and a letter for thousands, millions, billions."""
    if not np.isfinite(value):
        return "-"
    value = float(f"{value:.{most - 1}e}") if value else 0.0
    factor, letter = next(((f, x) for f, x in ((1e9, "bn"), (1e6, "M"), (1e3, "k"), (1.0, ""))
                           if abs(value) >= f), (1.0, ""))
    return f"{value / factor:g}{letter}" if abs(value) < 10 or factor > 1 else f"{value:.0f}"


def interval(values: np.ndarray) -> str:
    """Median and, of more than one replicate, 5 to 95 % as text."""
    values = np.asarray(values)[np.isfinite(values)]
    if not len(values):
        return "-"
    middle = persons(float(np.median(values)))
    if len(values) < 2:
        return middle
    return f"{middle} ({range_of(values)})"


def range_of(values: np.ndarray) -> str:
    """5 to 95 %: two figures, or three where they lie close together."""
    low, high = np.quantile(values, (0.05, 0.95))
    most = 2 if high - low > 0.1 * abs(high) else 3
    return f"{_figures(low, most)}–{_figures(high, most)}"


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
    axes.tick_params(axis="x", pad=10 * PIXEL)
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
