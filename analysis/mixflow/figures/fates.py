"""What became of the same people in two futures; of one run, what became of those of each origin."""

from __future__ import annotations

from typing import Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from ..pair import Pair
from ..picture import Picture, script
from ..places import cohort_names
from ..run import Run
from ..style import GREY, INK, PIXEL, TEXT, caption, persons, range_of, room, sheet, styled, wrapped
from .difference import check

TITLE = "What has become of people, by origin"
WHAT = "Persons at the end, without those who stayed at home; darker: a larger share of that origin."
TITLE_PAIR = "What became of the same people in two futures"
WHAT_PAIR = ("Rows: in {base}; columns: in {other}. Persons whose fates differ are on blue, the "
             "darker the more; those with the same fate in both are framed.")
DRAWN = "median, and below it 5–95 % of replicates"
GROUPS = {  # of the words of fates/final_fate, in the order of the picture
    "protected": ("protected",), "regular stay": ("regular",), "nearby": ("nearby",),
    "in limbo": ("limbo",), "irregular": ("irregular",),
    "on the way": ("on_the_way", "detained"), "back": ("returned",),
    "at home": ("stayed", "stuck", "not_entered"), "died": ("died", "died_on_the_way"),
}
ROWS = 9
OF = {word: group for group, words in GROUPS.items() for word in words}


@styled
def _figure(title: str, told: str, cells: np.ndarray, rows: list[str], columns: list[str],
            shade: np.ndarray, framed: np.ndarray):
    """A table of [replicate, row, column] persons; shade: 0 to 1."""
    figure = sheet(title, told)
    left, bottom, width, height = room(figure, left=0.155, right=0.99, top=0.85)
    axes = figure.add_axes([left, bottom, width, height])
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(rows), 0)
    axes.set_axis_off()
    for j, column in enumerate(columns):
        axes.text(j + 0.5, -0.12, column, ha="center", va="bottom", size=TEXT)
    for i, row in enumerate(rows):
        axes.text(-0.06, i + 0.5, wrapped(row), ha="right", va="center", linespacing=1.0)
        for j in range(len(columns)):
            _cell(axes, i, j, cells[:, i, j], shade[i, j], framed[i, j])
    return figure


def _cell(axes, i: int, j: int, values: np.ndarray, shade: float, framed: bool) -> None:
    blue = np.asarray([0.0, 0.447, 0.698])
    colour = "white" if framed else tuple(1 - (1 - blue) * min(shade, 1.0) * 0.95)
    axes.add_patch(Rectangle((j + 0.02, i + 0.03), 0.96, 0.94, facecolor=colour, edgecolor=GREY,
                             linewidth=2 * PIXEL if framed else 0))
    if not values.any():
        return
    ink = "white" if shade > 0.8 and not framed else INK
    middle, several = persons(float(np.median(values))), len(values) > 1
    axes.text(j + 0.5, i + (0.30 if several else 0.5), middle, ha="center", va="center", color=ink,
              weight="bold")
    if several:
        axes.text(j + 0.5, i + 0.73, range_of(values), ha="center", va="center",
                  color=ink)


def _by_origin(run: Run) -> tuple[np.ndarray, list[str], list[str]]:
    """Persons [replicate, origin, group] of all but those at home."""
    words, groups = run.words("fates/final_fate"), [g for g in GROUPS if g != "at home"]
    first, count = run.array("cohort_first_person"), run.array("cohort_people")
    weight = run.array("weight")
    table = np.zeros((run.replicates, len(weight), len(groups)))
    for r in range(run.replicates):
        fate = run.dataset("fates/final_fate")[r]
        for k, (begin, n) in enumerate(zip(first, count)):
            of = np.bincount(fate[begin:begin + n], minlength=len(words)) * weight[k]
            table[r, k] = [of[[words.index(w) for w in GROUPS[g]]].sum() for g in groups]
    order = np.argsort(-table.sum(axis=(0, 2)), kind="stable")
    names = list(cohort_names(run).values())
    head, tail = (order, []) if len(order) <= ROWS else (order[:ROWS - 1], order[ROWS - 1:])
    rows = [table[:, k] for k in head] + ([table[:, tail].sum(axis=1)] if len(tail) else [])
    return np.stack(rows, axis=1), [names[k] for k in head] + (["others"] if len(tail) else []), groups


def _long(cells: np.ndarray, rows: list[str], columns: list[str], one: str, two: str) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([range(len(cells)), rows, columns],
                                       names=["replicate", one, two])
    return pd.DataFrame({"persons": cells.reshape(-1)}, index=index).reset_index()


def _pair(base: Run, other: Run) -> Picture:
    frame = Pair(base, other).fates()
    frame["base"], frame["other"] = frame["base"].map(OF), frame["other"].map(OF)
    table = frame.groupby(["replicate", "base", "other"]).persons.sum()
    groups = [g for g in GROUPS if frame.persons[(frame["base"] == g) | (frame["other"] == g)].any()]
    index = pd.MultiIndex.from_product([range(base.replicates), groups, groups])
    cells = table.reindex(index, fill_value=0.0).to_numpy().reshape(-1, len(groups), len(groups))
    same = np.eye(len(groups), dtype=bool)
    middle = np.where(same, 0.0, np.median(cells, axis=0))
    title = f"{TITLE_PAIR}: {other.label}"
    told = caption([base], WHAT_PAIR.format(base=base.label, other=other.label), DRAWN)
    return Picture(f"fates_{other.label}", TITLE_PAIR, told,
                   _figure(title, told, cells, groups, groups, middle / max(middle.max(), 1e-9), same),
                   _long(cells, groups, groups, "base", "other"))


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    cells, rows, groups = _by_origin(runs[0])
    share = np.median(cells, axis=0)
    share = share / np.maximum(share.sum(axis=1, keepdims=True), 1e-9)
    told = caption(runs, WHAT, DRAWN)
    yield Picture("fates", TITLE, told,
                  _figure(TITLE, told, cells, rows, groups, share, np.zeros(share.shape, bool)),
                  _long(cells, rows, groups, "origin", "fate"))
    if len(runs) > 1:
        check(runs)
    for other in runs[1:]:
        yield _pair(runs[0], other)


if __name__ == "__main__":
    script(draw)
