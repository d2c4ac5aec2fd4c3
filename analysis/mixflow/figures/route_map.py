"""Where people pass, as legs on a map; and, of a second run, where more or fewer pass."""

from __future__ import annotations

from typing import Iterator, NamedTuple, Optional, Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import Circle, Polygon

from .. import land
from ..picture import CannotDraw, Picture, script
from ..places import abroad, places
from ..run import Run
from ..series import months
from ..style import (BLUE, GREY, INK, LAND, PIXEL, TEXT, caption, persons, room, sheet, styled)
from .difference import check

TITLE = "By which ways people go"
WHAT = ("Legs: passages a year, wide where they begin, narrow where they end. Circles: persons "
        "there from other countries, mean over time. Land without borders.")
DRAWN = "dark core of a leg the 5 % quantile, pale rim the 95 %"
TITLE_CHANGE = "Where more people pass than in the baseline, and where fewer"
WHAT_CHANGE = ("Legs: passages a year, run less baseline, mean over replicates; filled: more, "
               "hollow: fewer; hatched: the sign differs between replicates (fewer than 9 in 10 agree).")
MORE, FEWER = "#5e3c99", "#1b7837"
WIDEST, LARGEST, NAMES = 26.0, 30.0, 12  # pixels, pixels, labels
LEAST = 0.004  # of the widest leg: thinner ones are not drawn


class View(NamedTuple):
    """Degrees to pixels: equirectangular about the middle latitude."""

    lon: float
    lat: float
    x: float
    y: float  # pixels a degree

    def at(self, lon, lat) -> np.ndarray:
        return np.stack([(np.asarray(lon) - self.lon) * self.x,
                         (np.asarray(lat) - self.lat) * self.y], axis=-1)


def passages(run: Run) -> np.ndarray:
    """Passages begun a year, [replicate, link]."""
    flow = run.dataset("flows/flow")[:, :, :, run.words("fate").index("begun"), :]
    return flow.sum(axis=(1, 3), dtype=float) * 12 / np.nansum(months(run))


def strangers(run: Run) -> np.ndarray:
    """Persons alive present at each place from other countries, mean over time, [replicate, place]."""
    stock = run.sum("stocks/stock", over=["status"])
    if "dead" in run.words("status"):
        at = run.words("status").index("dead")
        stock = stock - run.dataset("stocks/stock")[:, :, :, at, :]
    return (stock * abroad(run)).sum(axis=3).mean(axis=1)


def _view(known: pd.DataFrame, width: float, height: float) -> View:
    west, east, south, north = (known.lon.min(), known.lon.max(), known.lat.min(), known.lat.max())
    cosine = np.cos(np.radians((south + north) / 2))
    y = 0.86 * min(width / max((east - west) * cosine, 1.0), height / max(north - south, 1.0))
    x = y * cosine
    return View((west + east) / 2 - width / 2 / x, (south + north) / 2 - height / 2 / y, x, y)


def _base(figure, known: pd.DataFrame):
    left, bottom, width, height = room(figure)
    axes = figure.add_axes([left, bottom + 0.005, width, height])
    wide, high = width * 1280, height * 720
    view = _view(known, wide, high)
    for ring in land.rings():
        points = view.at(ring[:, 0], ring[:, 1])
        if (points.max(axis=0) > 0).all() and (points.min(axis=0) < (wide, high)).all():
            axes.add_patch(Polygon(points, facecolor=LAND, edgecolor="#cfcfca",
                                   linewidth=0.8 * PIXEL))
    axes.set_xlim(0, wide)
    axes.set_ylim(0, high)
    axes.set_axis_off()
    return axes, view, (wide, high)


def _leg(a: np.ndarray, b: np.ndarray, width: float) -> np.ndarray:
    """Outline of a leg from a to b, bent a little to its left, tapering to a third."""
    t = np.linspace(0, 1, 25)[:, None]
    along = b - a
    normal = np.asarray([-along[1], along[0]])
    bend = (a + b) / 2 + 0.10 * normal
    line = (1 - t) ** 2 * a + 2 * t * (1 - t) * bend + t ** 2 * b
    tangent = np.gradient(line, axis=0)
    side = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    side /= np.maximum(np.hypot(*side.T), 1e-9)[:, None]
    half = width / 2 * (1 - 0.67 * t)
    return np.concatenate([line + side * half, (line - side * half)[::-1]])


def _ends(run: Run, known: pd.DataFrame, view: View):
    at = pd.DataFrame(view.at(known.lon, known.lat), index=known.index)
    for i, (a, b) in enumerate(zip(run.words("link_from"), run.words("link_to"))):
        if a in at.index and b in at.index:
            yield i, at.loc[a].to_numpy(), at.loc[b].to_numpy()


def _names(axes, known: pd.DataFrame, view: View, weight: pd.Series, size) -> None:
    """Names of the busiest places where there is room, without leaders."""
    taken: list[tuple[float, float, float, float]] = []
    at = pd.DataFrame(view.at(known.lon, known.lat), index=known.index)
    for place in weight.sort_values(ascending=False).index:
        if len(taken) >= NAMES or weight[place] <= 0:
            break
        name, (x, y) = known.short[place], at.loc[place]
        wide = 10.6 * len(name)
        for dx, dy in ((14, -9), (-14 - wide, -9), (-wide / 2, 16), (-wide / 2, -34), (14, 10),
                       (-14 - wide, 10), (14, -28), (-14 - wide, -28)):
            box = (x + dx, y + dy, x + dx + wide, y + dy + 20)
            if min(box[:2]) > 2 and box[2] < size[0] - 2 and box[3] < size[1] - 2 and \
                    not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3]
                            for b in taken):
                text = axes.text(box[0], box[1] + 2, name, size=TEXT, color=INK, zorder=9)
                text.set_path_effects([_halo()])
                taken.append(box)
                break


def _halo():
    from matplotlib.patheffects import withStroke

    return withStroke(linewidth=4 * PIXEL, foreground="white", alpha=0.85)


def _scale(axes, unit: float, size, colour: str, what: str) -> None:
    """What a width means: two legs of round numbers, below left."""
    top = 10 ** np.floor(np.log10(WIDEST / unit)) if unit > 0 else 1.0
    for row, value in enumerate((top, top / 5)):
        y = 52 - 34 * row
        axes.add_patch(Polygon(_leg(np.asarray([16.0, y]), np.asarray([86.0, y]), value * unit),
                               facecolor=colour, zorder=8))
        axes.text(98, y - 2, f"{persons(value)} {what}" if row == 0 else persons(value),
                  va="center", zorder=8).set_path_effects([_halo()])


@styled
def _map(run: Run, known: pd.DataFrame, told: str):
    figure = sheet(TITLE, told)
    axes, view, size = _base(figure, known)
    flow = passages(run)
    low, high = np.quantile(flow, 0.05, axis=0), np.quantile(flow, 0.95, axis=0)
    unit = WIDEST / max(high.max(), 1e-9)
    for i, a, b in sorted(_ends(run, known, view), key=lambda leg: -high[leg[0]]):
        if high[i] < LEAST * high.max():
            continue
        axes.add_patch(Polygon(_leg(a, b, max(high[i] * unit, 1.5)), facecolor=BLUE, alpha=0.35,
                               linewidth=0, zorder=3))
        axes.add_patch(Polygon(_leg(a, b, low[i] * unit), facecolor=BLUE, linewidth=0, zorder=4))
    there = pd.Series(strangers(run).mean(axis=0), index=run.words("place"))[known.index]
    _circles(axes, known, view, there)
    _scale(axes, unit, size, BLUE, "passages a year")
    _names(axes, known, view, there + _busy(run, flow.mean(axis=0))[known.index], size)
    return figure


def _busy(run: Run, flow: np.ndarray) -> pd.Series:
    """Passages that begin or end at each place."""
    total = pd.Series(0.0, index=run.words("place"))
    for name in ("link_from", "link_to"):
        total = total.add(pd.Series(flow).groupby(run.words(name)).sum(), fill_value=0.0)
    return total


def _circles(axes, known: pd.DataFrame, view: View, there: pd.Series) -> None:
    for place, (x, y) in zip(known.index, view.at(known.lon, known.lat)):
        radius = LARGEST * np.sqrt(max(there[place], 0.0) / max(there.max(), 1e-9))
        axes.add_patch(Circle((x, y), max(radius, 3.0), facecolor=GREY, alpha=0.45, zorder=5,
                              edgecolor="white", linewidth=1 * PIXEL))
        axes.add_patch(Circle((x, y), 3.0, facecolor=INK, zorder=6, linewidth=0))


@styled
def _change(base: Run, other: Run, known: pd.DataFrame, told: str):
    figure = sheet(f"{TITLE_CHANGE}: {other.label}", told)
    axes, view, size = _base(figure, known)
    change = passages(other) - passages(base)
    mean = change.mean(axis=0)
    unit = WIDEST / max(np.abs(mean).max(), 1e-9)
    sure = (np.sign(change) == np.sign(mean)).mean(axis=0) >= 0.9
    for i, a, b in _ends(base, known, view):
        if abs(mean[i]) * unit < 1.0:
            continue
        shape, more = _leg(a, b, max(abs(mean[i]) * unit, 4.0)), mean[i] > 0
        axes.add_patch(Polygon(shape, facecolor=MORE if more and sure[i] else "white",
                               edgecolor=MORE if more else FEWER, linewidth=2 * PIXEL,
                               hatch=None if sure[i] else "/////", zorder=4))
    for x, y in view.at(known.lon, known.lat):
        axes.add_patch(Circle((x, y), 3.0, facecolor=INK, zorder=6, linewidth=0))
    _scale(axes, unit, size, MORE, "more a year")
    _names(axes, known, view, _busy(base, np.abs(mean))[known.index], size)
    return figure


def _located(run: Run) -> pd.DataFrame:
    known = places(run)
    known = known[np.isfinite(known.lon) & np.isfinite(known.lat)]
    if known[["lon", "lat"]].drop_duplicates().shape[0] < 2:
        raise CannotDraw("the places have no longitude and latitude")
    return known


def _frame(run: Run, values: np.ndarray, unit: str, baseline: Optional[Run] = None) -> pd.DataFrame:
    n, links = values.shape
    return pd.DataFrame({"run": run.label, "baseline": baseline.label if baseline else "",
                         "replicate": np.repeat(np.arange(n), links),
                         "link": np.tile(run.words("link"), n),
                         "from": np.tile(run.words("link_from"), n),
                         "to": np.tile(run.words("link_to"), n),
                         "value": values.reshape(-1), "unit": unit})


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    base, known = runs[0], _located(runs[0])
    told = caption(runs, WHAT, DRAWN)
    yield Picture("route_map", TITLE, told, _map(base, known, told),
                  _frame(base, passages(base), "passages/year"))
    if len(runs) > 1:
        check(runs)
    for other in runs[1:]:
        told = caption(runs, WHAT_CHANGE, "the mean")
        yield Picture(f"route_map_{other.label}", TITLE_CHANGE, told,
                      _change(base, other, known, told),
                      _frame(other, passages(other) - passages(base), "passages/year", base))


if __name__ == "__main__":
    script(draw)
