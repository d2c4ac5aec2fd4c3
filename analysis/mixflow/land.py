"""Land without borders, for maps to lie on.

`land.csv` is made from Natural Earth's land, 1:50m, version 4.1, which is in the public domain,
as the npm package world-atlas 2.0.2 has it; it is thinned to about 0.2 degrees, around the
Mediterranean to 0.05, and small islands elsewhere are left out.  Longitudes run on beyond 180 where
land does.  `python -m mixflow.land land-50m.json` makes it anew."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd

FILE = Path(__file__).with_name("land.csv")
THIN, THIN_HERE = 0.2, 0.05     # degrees
SMALL, SMALL_HERE = 0.5, 0.01   # square degrees that are kept
HERE = (-10, 30, 37, 46)        # west, south, east, north of where small things matter


def rings() -> list[tuple[np.ndarray, bool]]:
    """Outlines, each [n, 2]: longitude and latitude in degrees, not closed; and whether it is of
    water inside land, which runs counterclockwise."""
    frame = pd.read_csv(FILE)
    found = [part[["lon", "lat"]].to_numpy() for _, part in frame.groupby("ring", sort=True)]
    return [(ring, _signed_area(np.vstack([ring, ring[:1]])) > 0) for ring in found]


# ------------------------------------------------------------ how the file is made


def _outlines(topology: dict):
    """Rings of a TopoJSON file whose arcs are differences of whole numbers."""
    scale, move = (np.asarray(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + move.astype(float) for arc in topology["arcs"]]
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for ring in polygon:  # a list of arcs, backwards where negative
                parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
                line = np.concatenate([part[min(n, 1):] for n, part in enumerate(parts)])
                line[:, 0] = np.unwrap(line[:, 0], period=360)
                line[:, 0] = line[:, 0] - 360 * np.round(line[:, 0].mean() / 360)
                yield line


def _signed_area(ring: np.ndarray) -> float:
    """Of a closed ring, in square degrees at the equator; negative if it runs clockwise."""
    x, y = ring[:, 0], ring[:, 1]
    twice = x[:-1] * y[1:] - x[1:] * y[:-1]
    return twice.sum() / 2 * math.cos(math.radians(y.mean()))


def _thin(line: np.ndarray) -> np.ndarray:
    """Douglas and Peucker's choice: points too far from the line between those kept are kept."""
    keep, open_ends = {0, len(line) - 1}, [(0, len(line) - 1)]
    flat = line * [math.cos(math.radians(line[:, 1].mean())), 1.0]
    while open_ends:
        a, b = open_ends.pop()
        if b - a < 2:
            continue
        along, off = flat[b] - flat[a], flat[a + 1:b] - flat[a]
        length = math.hypot(*along)
        away = np.abs(along[0] * off[:, 1] - along[1] * off[:, 0]) / length if length > 1e-9 \
            else np.hypot(*off.T)
        away = away * np.where(_here(line[a + 1:b]), THIN / THIN_HERE, 1.0)
        if away.max() > THIN:
            far = a + 1 + int(away.argmax())
            keep.add(far)
            open_ends += [(a, far), (far, b)]
    return line[sorted(keep)]


def _here(points: np.ndarray) -> np.ndarray:
    return ((points > HERE[:2]) & (points < HERE[2:])).all(axis=1)


def _kept(ring: np.ndarray) -> bool:
    return ring[:, 1].mean() > -60 and \
        abs(_signed_area(ring)) > (SMALL_HERE if _here(ring).all() else SMALL)


def make(topojson: Path) -> pd.DataFrame:
    """The table of land.csv from a TopoJSON file of Natural Earth's land."""
    found = []
    for ring in filter(_kept, _outlines(json.loads(topojson.read_text(encoding="utf-8")))):
        far = int(((ring - ring[0]) ** 2).sum(axis=1).argmax())
        thin = np.concatenate([_thin(ring[:far + 1])[:-1], _thin(ring[far:])])
        if len(thin) < 5:  # an island too small for that: five points will do
            thin = np.concatenate([ring[:-1:max(1, len(ring) // 5)], ring[:1]])
        found.append(np.round(thin[:-1], 2))
    return pd.concat([pd.DataFrame({"ring": i, "lon": ring[:, 0], "lat": ring[:, 1]})
                      for i, ring in enumerate(found)])


if __name__ == "__main__":
    make(Path(sys.argv[1])).to_csv(FILE, index=False, float_format="%g")
