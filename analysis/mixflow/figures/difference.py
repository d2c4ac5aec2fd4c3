"""What other runs differ from the baseline by, replicate by replicate."""

from __future__ import annotations

from typing import Iterator, Sequence

import pandas as pd

from ..bands import band_frame, bands
from ..pair import NotAPair, Pair
from ..picture import CannotDraw, Picture, script
from ..run import Run
from ..series import SERIES
from ..style import INK, PIXEL, caption, looks, plain_axes, ribbon, room, sheet, styled, year_axis
from .over_time import name_ends, name_room

TITLE = "What changes against the baseline"
WHAT = ("Each run less the baseline, of the same people under the same luck: where a band "
        "crosses zero, chance could turn the sign.")


def check(runs: Sequence[Run]) -> None:
    """CannotDraw unless all runs are pairs of the first."""
    if len(runs) < 2:
        raise CannotDraw("needs a second run, of the same people under another policy")
    for other in runs[1:]:
        try:
            Pair(runs[0], other)
        except NotAPair as reason:
            raise CannotDraw(str(reason)) from None


@styled
def _figure(runs: Sequence[Run], found: dict, told: str):
    figure = sheet(TITLE, told)
    left, bottom, width, height = room(figure, left=0.075)
    others = runs[1:]
    gutter = name_room(others)
    for i, series in enumerate(SERIES):
        axes = figure.add_axes([left + i % 2 * (width + 0.075) / 2,
                                bottom + 0.055 + (1 - i // 2) * height / 2,
                                (width - 0.075) / 2 - gutter, height / 2 - 0.115])
        axes.set_title(f"{series.title}, {series.unit}", pad=8)
        axes.axhline(0, color=INK, linewidth=2 * PIXEL)
        for run, look in zip(others, looks(len(runs))[1:]):
            ribbon(axes, run.dates(), bands(found[run, series]), look)
        plain_axes(axes)
        year_axis(axes, runs[0].dates(), most=4)
        name_ends(axes, others, [bands(found[run, series])["median"] for run in others],
                  looks(len(runs))[1:])
    return figure


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    check(runs)
    base = {series: series.of(runs[0]) for series in SERIES}
    found = {(run, series): series.of(run) - base[series] for run in runs[1:] for series in SERIES}
    told = caption(runs, WHAT)
    frames = [band_frame(values, pd.Index(run.dates(), name="time")).reset_index()
              .assign(run=run.label, baseline=runs[0].label, series=series.name, unit=series.unit)
              for (run, series), values in found.items()]
    yield Picture("difference", TITLE, told, _figure(runs, found, told), pd.concat(frames))


if __name__ == "__main__":
    script(draw)
