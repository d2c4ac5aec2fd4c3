"""Queues and capacity: who waits, and whether those served are all that could be."""

from __future__ import annotations

from typing import Iterator, Sequence

import numpy as np
import pandas as pd

from ..bands import band_frame, bands
from ..picture import CannotDraw, Picture, script
from ..run import Run
from ..series import months
from ..style import (INK, PIXEL, caption, key, looks, plain_axes, ribbon, room, sheet, styled, year_axis)

TITLE = "Where people wait, and what the offices can do"
WHAT = ("Above: persons waiting, in the busiest queues. Below: persons served a month; thin steps: "
        "capacity, policies included.")
MOST = 4


def waiting(run: Run) -> np.ndarray:
    """Persons who wait, [replicate, time, queue]."""
    return run.sum("queues/waiting", over=["cohort"])


def served(run: Run) -> np.ndarray:
    """Persons served a month, [replicate, time, queue]; NaN at the start."""
    return run.sum("queues/served", over=["cohort"]) / months(run)[:, None]


@styled
def _figure(runs: Sequence[Run], busy: np.ndarray, found: dict, told: str):
    figure = sheet(TITLE, told)
    key(figure, runs)
    left, bottom, width, height = room(figure, left=0.065, right=1.025,
                                       top=0.90 if len(runs) < 2 else 0.87)
    names = runs[0].words("queue")
    for column, q in enumerate(busy):
        for row, (what, values) in enumerate(found.items()):
            axes = figure.add_axes([left + column * width / len(busy),
                                    bottom + 0.05 + (1 - row) * (height + 0.02) / 2,
                                    width / len(busy) - 0.06, height / 2 - 0.10])
            for run, look in zip(runs, looks(len(runs))):
                ribbon(axes, run.dates(), bands(values[run][:, :, q]), look, marks=4)
                if what == "served":
                    capacity = np.median(run.array("queues/capacity")[:, :, q], axis=0)
                    axes.step(run.dates(), capacity, where="pre", color=look.colour if len(runs) > 1
                              else INK, linewidth=1.5 * PIXEL)
            axes.set_ylim(bottom=0)
            plain_axes(axes, 3)
            year_axis(axes, runs[0].dates(), most=3)
            axes.set_title("served a month" if row else names[q].replace("_", " "), pad=8,
                           weight="normal" if row else "bold")
    return figure


def _busiest(run: Run) -> np.ndarray:
    size = waiting(run).mean(axis=(0, 1))
    return [q for q in np.argsort(-size, kind="stable")[:MOST] if size[q] > 0]


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    if not runs[0].has("queues/waiting") or not len(busy := _busiest(runs[0])):
        raise CannotDraw("nobody waits in any queue")
    if any(run.words("queue") != runs[0].words("queue") for run in runs):
        raise CannotDraw("the runs have other queues")
    found = {"waiting": {run: waiting(run) for run in runs},
             "served": {run: served(run) for run in runs}}
    told = caption(runs, WHAT)
    frames = [band_frame(values[:, :, q], pd.Index(run.dates(), name="time")).reset_index()
              .assign(run=run.label, queue=runs[0].words("queue")[q], series=what,
                      unit="persons" if what == "waiting" else "persons/month")
              for what, of in found.items() for run, values in of.items() for q in busy]
    yield Picture("queues", TITLE, told, _figure(runs, busy, found, told), pd.concat(frames))


if __name__ == "__main__":
    script(draw)
