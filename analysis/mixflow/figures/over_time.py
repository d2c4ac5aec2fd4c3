"""Stocks and flows over time, with bands over replicates."""

from __future__ import annotations

from typing import Iterator, Sequence

import numpy as np
import pandas as pd

from ..bands import band_frame, bands
from ..picture import Picture, script
from ..run import Run
from ..series import SERIES
from ..style import (Look, caption, looks, name, plain_axes, ribbon, room, sheet, spread_labels,
                     styled, year_axis)

TITLE = "Where people are, and what happens to them"
WHAT = "Persons at the end of each record, and per month between two."


@styled
def _figure(runs: Sequence[Run], found: dict, told: str):
    figure = sheet(TITLE, told)
    left, bottom, width, height = room(figure, left=0.065)
    gutter = name_room(runs) if len(runs) > 1 else 0.015
    for i, series in enumerate(SERIES):
        axes = figure.add_axes([left + i % 2 * (width + 0.065) / 2,
                                bottom + 0.055 + (1 - i // 2) * height / 2,
                                (width - 0.065) / 2 - gutter, height / 2 - 0.115])
        axes.set_title(f"{series.title}, {series.unit}", pad=8)
        for run, look in zip(runs, looks(len(runs))):
            ribbon(axes, run.dates(), bands(found[run, series]), look)
        axes.set_ylim(bottom=0)
        plain_axes(axes)
        year_axis(axes, runs[0].dates(), most=4)
        if len(runs) > 1:
            name_ends(axes, runs, [bands(found[run, series])["median"] for run in runs],
                      looks(len(runs)))
    return figure


def name_room(runs: Sequence[Run]) -> float:
    """Share of the picture's width that the longest name takes."""
    return 0.008 + 0.0092 * max(len(name(run)) for run in runs)


def name_ends(axes, runs: Sequence[Run], lines: Sequence[np.ndarray], how: Sequence[Look]) -> None:
    """The name of each run where its line ends."""
    low, high = axes.get_ylim()
    least = (high - low) * 0.13
    at = spread_labels([line[np.isfinite(line)][-1] for line in lines], least,
                       low + least / 3, high - least / 3)
    for run, y, look in zip(runs, at, how):
        axes.annotate(f" {name(run)}", (1, y), xycoords=("axes fraction", "data"),
                      color=look.colour, va="center", annotation_clip=False)


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    found = {(run, series): series.of(run) for run in runs for series in SERIES}
    told = caption(runs, WHAT)
    frames = [band_frame(values, pd.Index(run.dates(), name="time")).reset_index()
              .assign(run=run.label, series=series.name, unit=series.unit)
              for (run, series), values in found.items()]
    yield Picture("over_time", TITLE, told, _figure(runs, found, told), pd.concat(frames))


if __name__ == "__main__":
    script(draw)
