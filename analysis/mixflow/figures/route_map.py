"""Where people pass, as legs on a map; and, of a second run, where more or fewer pass."""

from __future__ import annotations

from typing import Iterator, Optional, Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import Circle, Polygon

from ..maps import View, dots, leg, names, panels, round_below, widths
from ..picture import CannotDraw, Picture, script
from ..places import abroad, alive, places
from ..run import Run
from ..series import months
from ..style import BLUE, GREY, PIXEL, caption, halo, persons, sheet, styled
from .difference import check

TITLE = "By which ways people go"
WHAT = ("Legs: passages a year, wide where they begin, narrow where they end. Circles: persons "
        "there from other countries, mean over time. Land without borders.")
DRAWN = "the dark core of a leg is the 5 % quantile, its pale rim the 95 %"
TITLE_CHANGE = "Where more people pass than in the baseline, and where fewer"
WHAT_CHANGE = ("Passages a year, run less baseline, mean over replicates. Filled: more, hollow: "
               "fewer, hatched: fewer than 9 in 10 replicates agree on the sign.")
MORE, FEWER = "#5e3c99", "#1b7837"
WIDEST, LARGEST = 26.0, 30.0  # pixels: of legs, and radius of circles
THINNEST = 0.6                # pixels: thinner legs are not drawn


def passages(run: Run) -> np.ndarray:
    """Passages begun a year, [replicate, link]."""
    flow = run.dataset("flows/flow")[:, :, :, run.words("fate").index("begun"), :]
    return flow.sum(axis=(1, 3), dtype=float) * 12 / np.nansum(months(run))


def strangers(run: Run) -> np.ndarray:
    """Persons alive at each place from other countries, mean over time: [replicate, place]."""
    return (alive(run) * abroad(run)).sum(axis=3).mean(axis=1)


def _legs(run: Run, known: pd.DataFrame, view: View) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Number, begin and end of each link that a panel shows."""
    at = pd.DataFrame(view.at(known.lon, known.lat), index=known.index)
    for i, ends in enumerate(zip(run.words("link_from"), run.words("link_to"))):
        if set(ends) <= set(at.index):
            yield (i, *at.loc[list(ends)].to_numpy())


def _busy(run: Run, flow: np.ndarray) -> pd.Series:
    """Passages that begin or end at each place."""
    total = pd.Series(0.0, index=run.words("place"))
    for name in ("link_from", "link_to"):
        total = total.add(pd.Series(flow).groupby(run.words(name)).sum(), fill_value=0.0)
    return total


@styled
def _map(run: Run, known: pd.DataFrame, told: str):
    figure = sheet(TITLE, told)
    found, flow = panels(figure, known), passages(run)
    low, high = np.quantile(flow, 0.05, axis=0), np.quantile(flow, 0.95, axis=0)
    unit = WIDEST / max(high.max(), 1e-9)
    there = pd.Series(strangers(run).mean(axis=0), index=run.words("place"))[known.index]
    for panel in found:
        for i, a, b in _legs(run, known, panel.view):
            if high[i] * unit < THINNEST:
                continue
            panel.axes.add_patch(Polygon(leg(a, b, max(high[i] * unit, 1.5)), facecolor=BLUE,
                                         alpha=0.35, linewidth=0, zorder=3))
            panel.axes.add_patch(Polygon(leg(a, b, low[i] * unit), facecolor=BLUE, linewidth=0,
                                         zorder=4))
        _circles(panel, known, there)
        dots(panel, known)
    step, look = round_below(flow.max()), {"facecolor": BLUE, "linewidth": 0}
    widths(found[0], unit, [(step, "passages a year", look), (step / 5, "", look)])
    _circle_scale(found[0], there)
    names(found, known, _busy(run, flow.mean(axis=0))[known.index] + there)
    return figure


def _radius(value: float, most: float) -> float:
    return LARGEST * float(np.sqrt(max(value, 0.0) / max(most, 1e-9)))


def _circle(axes, at, radius: float) -> None:
    axes.add_patch(Circle(at, max(radius, 3.0), facecolor=GREY, alpha=0.45, zorder=5,
                          edgecolor="white", linewidth=1 * PIXEL))


def _circles(panel, known: pd.DataFrame, there: pd.Series) -> None:
    for place, at in zip(known.index, panel.view.at(known.lon, known.lat)):
        _circle(panel.axes, at, _radius(there[place], there.max()))


def _circle_scale(panel, there: pd.Series) -> None:
    value = round_below(there.max())
    radius = _radius(value, there.max())
    _circle(panel.axes, (42, 78 + radius), radius)
    panel.axes.text(82, 78 + radius, f"{persons(value)} persons there", va="center",
                    zorder=8).set_path_effects([halo()])


@styled
def _change(base: Run, other: Run, known: pd.DataFrame, told: str):
    figure = sheet(f"{TITLE_CHANGE}: {other.label}", told)
    found, change = panels(figure, known), passages(other) - passages(base)
    mean = change.mean(axis=0)
    unit = WIDEST / max(np.abs(mean).max(), 1e-9)
    sure = (np.sign(change) == np.sign(mean)).mean(axis=0) >= 0.9
    looks = {True: {"facecolor": MORE, "edgecolor": MORE, "linewidth": 2 * PIXEL},
             False: {"facecolor": "white", "edgecolor": FEWER, "linewidth": 2 * PIXEL}}
    unsure = {"facecolor": "white", "hatch": "/////"}
    for panel in found:
        for i, a, b in _legs(base, known, panel.view):
            if abs(mean[i]) * unit >= THINNEST:
                look = {**looks[mean[i] > 0], **({} if sure[i] else unsure)}
                panel.axes.add_patch(Polygon(leg(a, b, max(abs(mean[i]) * unit, 5.0)), zorder=4, **look))
        dots(panel, known)
    step = round_below(np.abs(mean).max())
    widths(found[0], unit, [(step, "more a year", looks[True]), (step, "fewer a year", looks[False])])
    names(found, known, _busy(base, np.abs(mean))[known.index])
    return figure


def _located(run: Run) -> pd.DataFrame:
    known = places(run)
    known = known[np.isfinite(known.lon) & np.isfinite(known.lat)]
    if known[["lon", "lat"]].drop_duplicates().shape[0] < 2:
        raise CannotDraw("the places have no longitude and latitude")
    return known


def _frame(run: Run, values: np.ndarray, baseline: Optional[Run] = None) -> pd.DataFrame:
    n, links = values.shape
    return pd.DataFrame({"run": run.label, "baseline": baseline.label if baseline else "",
                         "replicate": np.repeat(np.arange(n), links),
                         **{name: np.tile(run.words(table), n) for name, table in
                            (("link", "link"), ("from", "link_from"), ("to", "link_to"))},
                         "value": values.reshape(-1), "unit": "passages/year"})


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    base, known = runs[0], _located(runs[0])
    told = caption(runs, WHAT, DRAWN)
    yield Picture("route_map", TITLE, told, _map(base, known, told), _frame(base, passages(base)))
    if len(runs) > 1:
        check(runs)
    for other in runs[1:]:
        told = caption(runs, WHAT_CHANGE, "means of pairs")
        yield Picture(f"route_map_{other.label}", TITLE_CHANGE, told,
                      _change(base, other, known, told),
                      _frame(other, passages(other) - passages(base), base))


if __name__ == "__main__":
    script(draw)
