"""A map of land and places, with a closer look at where places crowd.

Equirectangular about the middle latitude; lengths in pixels of a picture 1280 wide."""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle

from . import land
from .style import GREY, INK, LAND, PIXEL, halo, persons, room

COAST = "#cfcfca"
CLOSE = 0.2           # height of the closer look, as a share of the map's
CROWD = 4             # places that are worth a closer look
NAMES, LETTER = 9, 10.4  # names on a panel; pixels of a letter
BEND, TAPER = 0.10, 0.67


class View(NamedTuple):
    """Pixels of a panel from degrees: x = (lon - west) * x_scale, y = (lat - south) * y_scale."""

    west: float
    south: float
    x_scale: float
    y_scale: float
    width: float
    height: float

    def at(self, lon, lat) -> np.ndarray:
        return np.stack([(np.asarray(lon) - self.west) * self.x_scale,
                         (np.asarray(lat) - self.south) * self.y_scale], axis=-1)

    def inside(self, points: np.ndarray, margin: float = 0.0) -> np.ndarray:
        return ((points > margin) & (points < (self.width - margin, self.height - margin))).all(-1)


class Panel(NamedTuple):
    axes: Axes
    view: View


def _view(west, east, south, north, width, height, fill) -> View:
    cosine = np.cos(np.radians((south + north) / 2))
    y = fill * min(width / max((east - west) * cosine, 0.5), height / max(north - south, 0.5))
    x = y * cosine
    return View((west + east) / 2 - width / 2 / x, (south + north) / 2 - height / 2 / y, x, y,
                width, height)


def _crowded(known: pd.DataFrame, width: float, height: float) -> Optional[View]:
    """The closer view with the most places, if there are enough of them."""
    tall = (known.lat.max() - known.lat.min()) * CLOSE
    best, most = None, CROWD - 1
    for lon, lat in zip(known.lon, known.lat):
        cosine = np.cos(np.radians(lat))
        wide = tall * width / height / cosine
        near = known[((known.lon - lon).abs() < wide * 0.4) & ((known.lat - lat).abs() < tall * 0.4)]
        if len(near) > most:
            most = len(near)
            lon, lat = ((near.lon.min() + near.lon.max()) / 2, (near.lat.min() + near.lat.max()) / 2)
            best = _view(lon - wide / 2, lon + wide / 2, lat - tall / 2, lat + tall / 2, width,
                         height, 1.0)
    return best


def panels(figure: Figure, known: pd.DataFrame) -> list[Panel]:
    """The map, and where places crowd a second panel; land is drawn."""
    left, bottom, width, height = room(figure)
    bottom, tall = bottom + 0.005, height * 720
    close = _crowded(known, width * 0.35 * 1280, tall)
    share = 0.635 if close else 1.0
    views = [_view(known.lon.min(), known.lon.max(), known.lat.min(), known.lat.max(),
                   width * share * 1280, tall, 0.86)] + ([close] if close else [])
    found = []
    for view, x, part in zip(views, (left, left + width * 0.65), (share, 0.35)):
        axes = figure.add_axes([x, bottom, width * part, height])
        axes.set_xlim(0, view.width)
        axes.set_ylim(0, view.height)
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set(visible=True, color=COAST, linewidth=1 * PIXEL)
        _land(axes, view)
        found.append(Panel(axes, view))
    if close:
        main = views[0]
        a = main.at(close.west, close.south)
        b = main.at(close.west + close.width / close.x_scale, close.south + close.height / close.y_scale)
        found[0].axes.add_patch(Rectangle(a, *(b - a), facecolor="none", edgecolor=GREY, zorder=8,
                                          linewidth=1.5 * PIXEL, linestyle=(0, (3, 2))))
    return found


def _land(axes: Axes, view: View) -> None:
    for ring, water in land.rings():
        points = view.at(ring[:, 0], ring[:, 1])
        if (points.max(axis=0) > 0).all() and (points.min(axis=0) < (view.width, view.height)).all():
            axes.add_patch(Polygon(points, edgecolor=COAST, linewidth=0.8 * PIXEL,
                                   facecolor="white" if water else LAND))


def leg(a: np.ndarray, b: np.ndarray, width: float) -> np.ndarray:
    """Outline of a leg from a to b, bent a little to its left, tapering to a third."""
    t = np.linspace(0, 1, 25)[:, None]
    along = b - a
    bend = (a + b) / 2 + BEND * np.asarray([-along[1], along[0]])
    line = (1 - t) ** 2 * a + 2 * t * (1 - t) * bend + t ** 2 * b
    tangent = np.gradient(line, axis=0)
    side = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    side /= np.maximum(np.hypot(*side.T), 1e-9)[:, None]
    half = width / 2 * (1 - TAPER * t)
    return np.concatenate([line + side * half, (line - side * half)[::-1]])


def dots(panel: Panel, known: pd.DataFrame) -> None:
    """A small dot for each place."""
    for at in panel.view.at(known.lon, known.lat):
        panel.axes.add_patch(Circle(at, 3.0, facecolor=INK, zorder=6, linewidth=0))


def names(found: Sequence[Panel], known: pd.DataFrame, weight: pd.Series) -> None:
    """Names of the busiest places where there is room, each on the closest panel that has it."""
    rest = list(weight.sort_values(ascending=False).index)
    for panel in reversed(found):
        at = pd.DataFrame(panel.view.at(known.lon, known.lat), index=known.index)
        here = [place for place in rest if panel.view.inside(at.loc[place].to_numpy())]
        _place_names(panel, known, at, [place for place in here if weight[place] > 0])
        rest = [place for place in rest if place not in here]


def _place_names(panel: Panel, known: pd.DataFrame, at: pd.DataFrame, order: list[str]) -> None:
    points = at.to_numpy()
    taken: list[tuple[float, ...]] = [(x - 4, y - 4, x + 4, y + 4) for x, y in points]
    done = 0
    for place in order:
        x, y = at.loc[place]
        wide = LETTER * len(known.short[place])
        for dx, dy in ((10, -10), (-10 - wide, -10), (-wide / 2, 8), (-wide / 2, -28), (8, 4),
                       (-8 - wide, 4), (8, -24), (-8 - wide, -24)):
            box = (x + dx, y + dy, x + dx + wide, y + dy + 20)
            free = not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3]
                           for b in taken)
            if free and panel.view.inside(np.asarray(box).reshape(2, 2), 2).all():
                text = panel.axes.text(box[0], box[1] + 3, known.short[place], zorder=9)
                text.set_path_effects([halo()])
                taken.append(box)
                done += 1
                break
        if done >= NAMES:
            return


def widths(panel: Panel, unit: float, rows: Sequence[tuple[float, str, dict]]) -> None:
    """What widths mean: legs of round numbers, below left.  Rows: persons, words, looks."""
    for i, (value, words, look) in enumerate(reversed(rows)):
        y = 22.0 + 32 * i
        panel.axes.add_patch(Polygon(leg(np.asarray([12.0, y]), np.asarray([72.0, y]), value * unit),
                                     zorder=8, **look))
        text = panel.axes.text(82, y, f"{persons(value)} {words}".strip(), va="center", zorder=8)
        text.set_path_effects([halo()])


def round_below(value: float) -> float:
    """1, 2 or 5 times a power of ten, not above."""
    power = 10.0 ** np.floor(np.log10(max(value, 1e-9)))
    return power * max(step for step in (1, 2, 5) if step * power <= value * (1 + 1e-9))
