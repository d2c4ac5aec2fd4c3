"""Of those who left: where from, by which first and last hub, and what became of them."""

from __future__ import annotations

from typing import Iterator, Optional, Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ..journeys import BY_PERMIT, NO_HUB, journeys
from ..pair import NotAPair, Pair
from ..picture import CannotDraw, Picture, script
from ..places import cohort_names, places
from ..run import Run
from ..style import GREY, INK, PIXEL, caption, halo, interval, room, sheet, spread_labels, styled, wrapped

TITLE = "By which hubs, to what end"
WHAT = ("Of those who left in the run: heights are persons, mean over replicates; a hub is a place "
        "outside the country of origin and outside destination countries.")
STAGES = {"origin": "origin", "first_hub": "first hub", "last_hub": "last hub", "end": "at the end"}
MOST = 5  # nodes of a stage
OTHERS = "others"
ENDS = {  # of the words of fates/final_fate
    "protected": "protected or regular", "regular": "protected or regular",
    "limbo": "in limbo or irregular", "irregular": "in limbo or irregular",
    "nearby": "nearby or on the way", "on_the_way": "nearby or on the way",
    "detained": "nearby or on the way",
    "returned": "back or still at home", "stayed": "back or still at home",
    "stuck": "back or still at home", "not_entered": "back or still at home",
    "died": "died", "died_on_the_way": "died",
}
GAP, BAR = 0.028, 0.014  # between nodes, and their width, as shares
TONES = ("#0072B2", "#7f8c99", "#4c9ccb", "#4d5a66", "#9fb4c4")


def told_journeys(run: Run) -> pd.DataFrame:
    """Journeys with names a reader knows, the rarer ones as `others`."""
    if not run.has("events/event"):
        raise CannotDraw(f"{run.label} keeps no events")
    frame = journeys(run)
    if frame.empty:
        raise CannotDraw(f"nobody leaves in {run.label}")
    name = cohort_names(run)
    frame["origin"] = frame.cohort.astype(object).map(name)
    known = places(run).short.to_dict()
    for hub in ("first_hub", "last_hub"):
        frame[hub] = frame[hub].map(lambda place: known.get(place, place))
    frame["end"] = frame.outcome.astype(object).map(ENDS).fillna(OTHERS)
    return frame


def common(frame: pd.DataFrame, stage: str) -> list[str]:
    """The nodes of a stage that are told, most persons first, others last."""
    size = frame.groupby(stage).persons.sum().sort_values(ascending=False)
    if len(size) <= MOST:
        return list(size.index)
    return [*size.index[:MOST - 1], OTHERS]


def counted(frame: pd.DataFrame, nodes: dict[str, list[str]], replicates: int) -> dict:
    """Persons of each node and of each pair of neighbours: arrays over replicates."""
    frame = frame.copy()
    for stage in STAGES:
        frame[stage] = frame[stage].where(frame[stage].isin(nodes[stage]), OTHERS)
    found = {}
    stages = list(STAGES)
    for keys in [[stage] for stage in stages] + [list(pair) for pair in zip(stages, stages[1:])]:
        table = frame.groupby([*keys, "replicate"]).persons.sum().unstack(fill_value=0.0)
        table = table.reindex(columns=range(replicates), fill_value=0.0)
        found[tuple(keys)] = {key: row.to_numpy() for key, row in table.iterrows()}
    return found


def _stack(sizes: dict, nodes: list[str], total: float) -> dict[str, tuple[float, float]]:
    """Bottom and height of each node, from the top down, as shares of the axes."""
    room_left = 1 - GAP * (MOST - 1)
    at, top = {}, 1.0
    spare = (1 - room_left * sum(sizes.values()) / total - GAP * (len(nodes) - 1)) / 2
    top -= spare
    for node in nodes:
        height = room_left * sizes.get(node, 0.0) / total
        at[node] = (top - height, height)
        top -= height + GAP
    return at


def _band(axes, x0: float, y0: float, x1: float, y1: float, height: float, colour: str) -> None:
    mid = (x0 + x1) / 2
    points = [(x0, y0), (mid, y0), (mid, y1), (x1, y1), (x1, y1 + height), (mid, y1 + height),
              (mid, y0 + height), (x0, y0 + height), (x0, y0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=0.38, linewidth=0))


@styled
def _figure(run: Run, found: dict, base: Optional[dict], nodes: dict, told: str):
    figure = sheet(f"{TITLE}: {run.label}", told)
    left, bottom, width, height = room(figure, left=0.19, right=0.81, top=0.865)
    axes = figure.add_axes([left, bottom + 0.01, width, height - 0.02])
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    mean = {keys: {key: sizes.mean() for key, sizes in table.items()} for keys, table in found.items()}
    total = max(sum(mean[(stage,)].values()) for stage in STAGES)
    stages = list(STAGES)
    x = dict(zip(stages, (0.0, 0.335, 0.67, 1 - BAR)))
    at = {stage: _stack(mean[(stage,)], nodes[stage], total) for stage in stages}
    for a, b in zip(stages, stages[1:]):
        _bands(axes, mean[(a, b)], nodes[a], nodes[b], at[a], at[b], x[a] + BAR, x[b])
    for stage in stages:
        axes.text(x[stage] + (BAR if stage == "end" else 0), 1.03, STAGES[stage], weight="bold",
                  ha={"origin": "right", "end": "left"}.get(stage, "left"), va="bottom")
        middles = [at[stage][node][0] + at[stage][node][1] / 2 for node in nodes[stage]]
        for node, y in zip(nodes[stage], spread_labels(middles, 0.078, 0.03, 0.97)):
            sizes = found[(stage,)].get(node, np.zeros(run.replicates))
            _node(axes, x[stage], at[stage][node], base and base[(stage,)].get(node), total)
            _name(axes, stage, x[stage], y, f"{wrapped(node, 22)}\n{interval(sizes)}")
    return figure


def _bands(axes, flows, one, two, at_one, at_two, x0, x1) -> None:
    out = {node: sum(at_one[node]) for node in one}
    into = {node: sum(at_two[node]) for node in two}
    scale = {node: at_one[node][1] / max(sum(flows.get((node, b), 0.0) for b in two), 1e-9)
             for node in one}
    for i, a in enumerate(one):
        for b in two:
            height = flows.get((a, b), 0.0) * scale[a]
            if height <= 0:
                continue
            out[a] -= height
            into[b] -= height
            _band(axes, x0, out[a], x1, into[b], height, TONES[i % len(TONES)])


def _node(axes, x, place, base, total) -> None:
    bottom, height = place
    axes.add_patch(Rectangle((x, bottom), BAR, height, facecolor=INK, linewidth=0, zorder=3))
    if base is not None:  # the baseline's height, about the same middle
        tall = (1 - GAP * (MOST - 1)) * base.mean() / total
        axes.add_patch(Rectangle((x - 0.006, bottom + height / 2 - tall / 2), BAR + 0.012, tall,
                                 facecolor="none", edgecolor=GREY, linestyle=(0, (3, 2)),
                                 linewidth=2.5 * PIXEL, zorder=4, clip_on=False))


def _name(axes, stage, x, y, words) -> None:
    side = {"origin": (x - 0.012, "right"), "end": (x + BAR + 0.012, "left")}
    where, ha = side.get(stage, (x + BAR + 0.008, "left"))
    text = axes.text(where, y, words, ha=ha, va="center", zorder=5, linespacing=1.0)
    text.set_path_effects([halo()])


def _frame(run: Run, found: dict) -> pd.DataFrame:
    rows = [("|".join(keys), "|".join(key if isinstance(key, tuple) else (key,)), r, persons)
            for keys, table in found.items() for key, sizes in table.items()
            for r, persons in enumerate(sizes)]
    return pd.DataFrame(rows, columns=["stages", "nodes", "replicate", "persons"]).assign(run=run.label)


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    base, nodes = None, {}
    for run in runs:
        frame = told_journeys(run)
        nodes = nodes or {stage: common(frame, stage) for stage in STAGES}
        nodes = {stage: names if set(frame[stage]) <= set(names) or OTHERS in names
                 else [*names, OTHERS] for stage, names in nodes.items()}
        found = counted(frame, nodes, run.replicates)
        what = WHAT + (f" Dashed: heights in {runs[0].label}." if base else "")
        told = caption(runs, what, "in brackets 5–95 % of replicates")
        yield Picture("alluvial" if run is runs[0] else f"alluvial_{run.label}", TITLE, told,
                      _figure(run, found, base, nodes, told), _frame(run, found))
        base = base or found


if __name__ == "__main__":
    script(draw)
