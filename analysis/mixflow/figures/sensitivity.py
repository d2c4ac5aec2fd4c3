"""Which settings move a result: one picture for each measure of a study."""

from __future__ import annotations

from typing import Iterator

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..picture import CannotDraw, Picture
from ..study import CHANCE, Study, script
from ..style import BLUE, GREY, NOT_A_FORECAST, PALE, PIXEL, VERMILLION, persons, room, sheet, styled, wrapped

# By what is in the listing: its main number, the second, and what they are called.
SHAPES = {
    "mu_star": ("mu_star", "sigma", "mean size of the effect of the whole range (µ*)",
                "spread over values of the others (σ)", "Morris screening"),
    "total": ("total", "first", "share of the variance, alone and with others (total)",
              "share explained alone (first)", "Sobol indices"),
    "value": ("value", None, "what switching it on adds, over all orders (Shapley value)", "",
              "Shapley values"),
    "effect": ("effect", None, "mean where on less mean where off", "", "Main effects"),
    "correlation": ("correlation", None, "Spearman's rank correlation", "", "Rank correlations (weak)"),
}
INTERVALS = {"mu_star": "95 % intervals of a bootstrap over trajectories.",
             "total": "95 % intervals of a bootstrap over base points."}
MOST = 14  # rows that can be read


def _shape(frame: pd.DataFrame):
    for column, shape in SHAPES.items():
        if column in frame.columns:
            return shape
    raise CannotDraw("one at a time has no picture: read the table")


@styled
def _figure(title: str, told: str, frame: pd.DataFrame, shape, unit: str):
    main, second, what, also, _ = shape
    figure = sheet(title, told)
    left, bottom, width, height = room(figure, left=0.20, top=0.86 if second else 0.90)
    axes = figure.add_axes([left, bottom + 0.085, width - 0.02, height - 0.085])
    y = np.arange(len(frame))
    axes.hlines(y, frame[f"{main}_low"], frame[f"{main}_high"], color=BLUE, linewidth=6 * PIXEL)
    axes.plot(frame[main], y, "o", color=BLUE)
    if second:
        axes.plot(frame[second], y, "D", markerfacecolor="none", color=VERMILLION)
        figure.text(left, 0.885, f"●  {what}", color=BLUE, va="center")
        figure.text(left + 0.47, 0.885, f"◇  {also}", color=VERMILLION, va="center")
    axes.set_xlabel(unit if second else f"{what}, {unit}")
    axes.axvline(0, color=GREY, linewidth=PIXEL)
    axes.set_ylim(len(frame) - 0.5, -0.5)
    axes.set_yticks(y, [wrapped(name, 20) for name in frame.factor])
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.xaxis.set_major_formatter(FuncFormatter(persons))
    axes.grid(axis="x", color=PALE, linewidth=PIXEL)
    axes.set_axisbelow(True)
    return figure


def draw(study: Study) -> Iterator[Picture]:
    frame = study.frame("effects")
    shape = _shape(frame)
    if "scale" in frame.columns:
        frame = frame[(frame.scale == "log") & (frame.factor != "all together")]
    units = study.frame("measures").set_index("measure").unit
    for measure, rows in frame.groupby("measure", sort=False):
        unit = "logarithm" if "scale" in frame.columns else \
            "share of variance" if shape[0] == "total" else units.get(measure, "")
        title = f"What moves {measure}: {shape[4]}"
        told = f"{INTERVALS.get(shape[0], CHANCE)} Where they overlap the order is not sure. {NOT_A_FORECAST}"
        rows = rows.head(MOST).reset_index(drop=True)
        yield Picture(f"sensitivity_{measure}", title, told, _figure(title, told, rows, shape, unit), rows)


if __name__ == "__main__":
    script(draw)
