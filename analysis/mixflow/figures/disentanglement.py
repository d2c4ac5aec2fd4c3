"""Where on the journey are those in need told apart from others, and with what errors?"""

from __future__ import annotations

from typing import Iterator, Sequence

import numpy as np
import pandas as pd

from ..picture import Picture, script
from ..run import Run
from ..style import GREY, PALE, PIXEL, caption, key, looks, room, sheet, styled

TITLE = "Where people in need are told apart, and with what errors"
WHAT = ("Filled: everybody; hollow: the third with the most mixed motives. Stages from home to "
        "decision, then the whole journey. Who is in need is an assumption.")
DRAWN = "dots medians, thick bars 25–75 %, thin 5–95 % of replicates"
STAGES = {"before_departure": "before departure", "first_asylum": "first asylum",
          "transit": "in transit", "arrival": "on arrival", "decision": "first decision",
          "channel": "channel in the end", "status": "last decision"}
PANELS = {"di": "disentanglement\n0 mixed, 1 sorted by need",
          "fn": "in need, but\nnot protected (share)",
          "fp": "protected, but\nnot in need (share)"}


def values(run: Run) -> pd.DataFrame:
    """Tidy: replicate, measure (di, fn, fp), stage, mixed (the most mixed third), value."""
    frame = run.indicators()
    parts = []
    for measure in PANELS:
        for stage in STAGES:
            for mixed in (False, True):
                name = f"{measure}_{stage}{'_mixed' if mixed else ''}"
                part = frame.loc[frame.indicator == name, ["replicate", "value", "unit"]]
                parts.append(part.assign(measure=measure, stage=stage, mixed=mixed))
    return pd.concat(parts, ignore_index=True).assign(run=run.label)


@styled
def _figure(runs: Sequence[Run], frame: pd.DataFrame, told: str):
    figure = sheet(TITLE, told)
    key(figure, runs)
    left, bottom, width, height = room(figure, left=0.165, right=0.985, top=0.79)
    for column, (measure, title) in enumerate(PANELS.items()):
        axes = figure.add_axes([left + column * width / 3, bottom + 0.06, width / 3 - 0.03,
                                height - 0.06])
        axes.set_title(title, pad=8, linespacing=1.1)
        for row, stage in enumerate(STAGES):
            axes.axhline(row, color=PALE, linewidth=1 * PIXEL, zorder=0)
            _dots(axes, frame[(frame.measure == measure) & (frame.stage == stage)], runs, row)
        axes.axhline(4.5, color=GREY, linewidth=1 * PIXEL, linestyle=":")
        axes.set_xlim(-0.03, 1.03)
        axes.set_ylim(len(STAGES) - 0.5, -0.5)
        axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.set_yticks(range(len(STAGES)), list(STAGES.values()) if column == 0 else [])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
    return figure


def _dots(axes, frame: pd.DataFrame, runs: Sequence[Run], row: int) -> None:
    lines = [(run, mixed) for run in runs for mixed in (False, True)]
    step = min(0.26, 0.8 / len(lines))
    for i, (run, mixed) in enumerate(lines):
        look = looks(len(runs))[list(runs).index(run)]
        found = frame.value[(frame.run == run.label) & (frame.mixed == mixed)].dropna()
        if found.empty:
            continue
        y = row + (i - (len(lines) - 1) / 2) * step
        low, quarter, middle, three, high = np.quantile(found, (0.05, 0.25, 0.5, 0.75, 0.95))
        axes.plot([low, high], [y, y], color=look.colour, linewidth=2 * PIXEL)
        axes.plot([quarter, three], [y, y], color=look.colour, linewidth=6 * PIXEL,
                  solid_capstyle="butt")
        axes.plot([middle], [y], marker=look.marker, markersize=(12 if len(lines) < 5 else 9) * PIXEL,
                  markeredgewidth=2 * PIXEL, color=look.colour,
                  markerfacecolor="white" if mixed else look.colour)


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    frame = pd.concat([values(run) for run in runs], ignore_index=True)
    told = caption(runs, WHAT, DRAWN)
    yield Picture("disentanglement", TITLE, told, _figure(runs, frame, told), frame)


if __name__ == "__main__":
    script(draw)
