"""Who acts on whose goals, which pairs of instruments help each other, and what could be chosen."""

from __future__ import annotations

import textwrap
from typing import Iterator

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

from ..picture import Picture
from ..study import CHANCE, Study, script
from ..style import (BLUE, GREY, INK, NOT_A_FORECAST, PALE, PIXEL, TEXT, VERMILLION, persons,
                     room, sheet, spread_labels, styled, wrapped)

SHADES = LinearSegmentedColormap.from_list("hinders_helps", [VERMILLION, "#ffffff", BLUE])
FULL = 1.2  # J at which a shade is full
J = ("J: how far goals are served, in units of what packages typically move them by; in brackets "
     "the step on the scale of seven points, −3 cancelling to +3 indivisible.")


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _step(step: float) -> str:
    return f"{step:+.0f}".replace("-", "−") if step else "0"


def _cell(axes, x: int, y: int, value: float, words: str) -> None:
    if np.isfinite(value):
        axes.fill_between([x - 0.48, x + 0.48], y - 0.46, y + 0.46, linewidth=0,
                          color=SHADES(0.5 + 0.5 * np.clip(value / FULL, -1, 1)))
        dark = value < -0.75 * FULL or value > 0.6 * FULL
        axes.text(x, y, words, ha="center", va="center", color="white" if dark else INK, linespacing=1.1)


def _grid(axes, rows: list[str], columns: list[str]) -> None:
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(columns)), [wrapped(name, 13) for name in columns])
    axes.set_yticks(range(len(rows)), [wrapped(name, 16) for name in rows])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


@styled
def _matrix_figure(title: str, told: str, frame: pd.DataFrame):
    rows, columns = list(dict.fromkeys(frame.acts)), list(dict.fromkeys(frame.goal))
    figure = sheet(title, told)
    left, bottom, width, height = room(figure, left=0.15, top=0.80)
    axes = figure.add_axes([left, bottom, width, height])
    _grid(axes, rows, columns)
    for one in frame.itertuples():
        _cell(axes, columns.index(one.goal), rows.index(one.acts), one.value,
              f"{_signed(one.value)} ({_step(one.step)})\n{one.reads}")
    figure.text(left, 0.885, "goals of", color=GREY)
    figure.text(0.02, 0.885, "acts", color=GREY)
    return figure


def matrix(study: Study) -> Picture:
    frame, title = study.frame("matrix"), "Who acts, and whose goals it serves"
    told = f"Rows: whose instruments are switched on, mean over all orders (Shapley). {J} {CHANCE} " \
           f"{NOT_A_FORECAST}"
    return Picture("coherence_matrix", title, told, _matrix_figure(title, told, frame), frame)


@styled
def _pairs_figure(title: str, told: str, frame: pd.DataFrame):
    names = list(dict.fromkeys([*frame.one, *frame.other]))
    figure = sheet(title, told)
    left, bottom, width, height = room(figure, left=0.15, top=0.80)
    axes = figure.add_axes([left, bottom, width, height])
    _grid(axes, names[:-1], names[1:])
    for one in frame.itertuples():
        sure = one.interaction_low > 0 or one.interaction_high < 0
        _cell(axes, names.index(one.other) - 1, names.index(one.one), one.interaction,
              _signed(one.interaction) + ("" if sure else "\nor chance"))
    return figure


def pairs(study: Study) -> Picture:
    frame, title = study.frame("together"), "Which pairs help each other, for all goals together"
    frame = frame[frame.goal == "all"].reset_index(drop=True)
    told = "What two instruments do together beyond what each does alone (Shapley interaction, in J): " \
           f"blue help, orange hinder. Or chance: the 95 % interval holds zero. {CHANCE} {NOT_A_FORECAST}"
    return Picture("coherence_pairs", title, told, _pairs_figure(title, told, frame), frame)


@styled
def _front_figure(title: str, told: str, frame: pd.DataFrame):
    figure = sheet(title, told)
    left, bottom, width, height = room(figure, left=0.09, right=0.72, top=0.88)
    axes = figure.add_axes([left, bottom + 0.10, width, height - 0.10])
    front = frame[frame.on_front > 0]
    axes.scatter(frame.cost_all, frame.deaths, s=30, color=PALE, edgecolor=GREY, linewidth=PIXEL)
    shade = axes.scatter(front.cost_all, front.deaths, s=60 + 240 * front.front_share, c=front.protection_gap,
                         cmap="cividis", edgecolor=INK, linewidth=PIXEL, zorder=3)
    axes.set_xlabel("cost of policies, EUR")
    axes.set_ylabel("deaths on links, persons")
    axes.xaxis.set_major_formatter(persons)
    axes.yaxis.set_major_formatter(persons)
    bar = figure.colorbar(shade, cax=figure.add_axes([0.925, bottom + 0.16, 0.015, height - 0.26]),
                          ticks=MaxNLocator(4))
    bar.ax.set_title("protection\ngap", fontsize=TEXT, loc="center")
    ends = [front[column].idxmin() for column in ("cost_all", "deaths", "protection_gap")]
    chosen = front.loc[list(dict.fromkeys(ends))].sort_values("deaths")
    low, high = axes.get_ylim()
    at = spread_labels([(y - low) / (high - low) for y in chosen.deaths], 0.24, 0.08, 0.92)
    for one, y in zip(chosen.itertuples(), at):
        axes.annotate("\n".join(textwrap.wrap(one.package, 19)), (one.cost_all, one.deaths), xytext=(1.02, y),
                      textcoords="axes fraction", va="center", linespacing=0.95,
                      arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": PIXEL, "zorder": 2})
    return figure


def front(study: Study) -> Picture:
    frame, title = study.frame("packages"), "What could be chosen: cost, deaths and protection gap"
    told = "Each mark is a package of policies (means over replicates). Large: on the front, where no other " \
           "package is better in one of the three and worse in none; the larger, the more replicates agree. " \
           f"Named: the cheapest, the one with the fewest deaths, and with the smallest gap. {CHANCE} {NOT_A_FORECAST}"
    return Picture("coherence_front", title, told, _front_figure(title, told, frame), frame)


def draw(study: Study) -> Iterator[Picture]:
    yield matrix(study)
    if "together" in study.frames:
        yield pairs(study)
    if study.frame("packages")[["cost_all", "deaths", "protection_gap"]].notna().all(axis=None):
        yield front(study)


if __name__ == "__main__":
    script(draw)
