"""Motives on the journey, in a triangle: protection, livelihood, and family with education."""

from __future__ import annotations

from typing import Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from ..picture import CannotDraw, Picture, script
from ..places import places
from ..run import Run
from ..style import BLUE, GREY, INK, PALE, PIXEL, caption, halo, room, sheet, styled
from ..trajectories import trajectories

TITLE = "How motives change on the way"
WHAT = ("The same {n} sampled journeys at each stage: dots people, numbered marks means of those in need "
        "of protection when first seen (filled, blue) and of others (hollow, grey).")
DRAWN = "crosses 5–95 % of the means of replicates"
STAGES = ("first seen", "first departure", "arrival", "last seen")
CORNERS = ("protection", "livelihood", "family,\neducation")
HIGH = np.sqrt(3) / 2  # of the triangle, whose sides are 1
LEAST = 30  # journeys: fewer tell nothing
SHARES = ["protection", "livelihood", "family", "education"]


def stages(run: Run) -> pd.DataFrame:
    """Of those in the sample who departed and reached a destination country, how they stood at
    each stage: replicate, person, in_need (when first seen), stage, shares of motives."""
    if not run.has("trajectories/moment"):
        raise CannotDraw(f"{run.label} keeps no lives: use `mixflow run --sample SHARE`")
    life = trajectories(run)
    aims = places(run).destination
    reached = life.place.astype(object).map(aims).fillna(False).astype(bool) & \
        (life.place != "on_the_way")
    key = ["replicate", "person"]
    left = life[life.kind == "departs"].groupby(key, sort=True).head(1)
    ends = aims.reindex(run.words("link_to")).to_numpy()
    crossing = dict(zip(run.words("link"), ends))
    came = (life.kind == "arrives") & (life["where"].astype(object).map(crossing).fillna(False)
                                       .astype(bool) | reached)
    arrived = life[came].groupby(key, sort=True).head(1)
    both = left[key].merge(arrived[key], on=key)
    parts = [life.groupby(key, sort=True).head(1), left, arrived, life.groupby(key).tail(1)]
    frame = pd.concat([part.merge(both, on=key).assign(stage=stage)
                       for stage, part in zip(STAGES, parts)], ignore_index=True)
    need = frame[frame.stage == STAGES[0]].set_index(key).need.isin(("convention", "war"))
    frame["in_need"] = pd.MultiIndex.from_frame(frame[key]).map(need)
    return frame[[*key, "cohort", "in_need", "stage", *SHARES]]


def corner(frame: pd.DataFrame) -> np.ndarray:
    """Shares as points in a triangle with sides of length 1: [n, 2]."""
    up = frame["protection"].to_numpy()
    right = (frame["family"] + frame["education"]).to_numpy()
    return np.stack([right + up / 2, up * HIGH], axis=1)


def _triangle(axes, every: float) -> None:
    """The triangle with lines of equal shares."""
    for share in np.arange(every, 0.999, every):
        for a, b in (((share / 2, share * HIGH), (1 - share / 2, share * HIGH)),
                     ((share, 0), (share / 2, share * HIGH)),
                     ((share, 0), ((1 + share) / 2, (1 - share) * HIGH))):
            axes.plot(*zip(a, b), color=PALE, linewidth=1 * PIXEL, zorder=0)
    axes.plot([0, 1, 0.5, 0], [0, 0, HIGH, 0], color=GREY, linewidth=2 * PIXEL, zorder=1)
    axes.set_aspect("equal")


def _window(points: np.ndarray, shape: float) -> tuple[float, float, float, float]:
    """left, right, low, high of the part of the triangle where the means lie; shape: width/height."""
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    tall = max(high[1] - low[1], (high[0] - low[0]) / shape, 0.1) * 1.5
    bottom = max(middle[1] - tall / 2, -0.02)
    left = max(middle[0] - tall * shape / 2, -0.02)
    return left, left + tall * shape, bottom, bottom + tall


def _means(frame: pd.DataFrame, need: bool) -> tuple[np.ndarray, np.ndarray]:
    """Means of each stage, [stage, 2], and those of replicates, [replicate, stage, 2]."""
    here = frame[frame.in_need == need]
    mean = here.groupby("stage")[SHARES].mean().reindex(STAGES)
    each = here.groupby(["replicate", "stage"])[SHARES].mean().unstack("stage")
    of = [corner(each.xs(stage, axis=1, level="stage")) for stage in STAGES]
    return corner(mean), np.stack(of, axis=1)


def _path(axes, at: np.ndarray, of: np.ndarray, need: bool) -> None:
    """The way of a mean through the stages, numbered."""
    colour = BLUE if need else GREY
    axes.plot(*at.T, color=colour, linewidth=4 * PIXEL, linestyle="-" if need else (0, (3, 1.2)),
              zorder=4)
    for stage, (x, y) in enumerate(at):
        if len(of) > 1:
            for axis in (0, 1):
                ends = np.tile([x, y], (2, 1))
                ends[:, axis] = np.quantile(of[:, stage, axis], (0.05, 0.95))
                axes.plot(*ends.T, color=INK, linewidth=3 * PIXEL, zorder=5 if need else 3)
        axes.plot(x, y, marker="o" if need else "s", markersize=15 * PIXEL, color=colour, zorder=6,
                  markerfacecolor=colour if need else "white", markeredgewidth=2.5 * PIXEL)


def _numbers(axes, paths: dict[bool, np.ndarray], pixel: float) -> None:
    """1 to 4 beside the marks, where no other mark or number is; pixel: its size in the data."""
    taken = [point for at in paths.values() for point in at]
    for need, at in paths.items():
        for stage, point in enumerate(at):
            spots = [point + 21 * pixel * np.asarray([np.cos(a), np.sin(a)])
                     for a in np.radians([0, 180, 45, 135, 225, 315, 90, 270])]
            spot = max(spots, key=lambda s: min(20 * pixel, *(np.hypot(*(s - t)) for t in taken)))
            taken.append(spot)
            axes.text(*spot, str(stage + 1), ha="center", va="center", weight="bold", zorder=7,
                      color=BLUE if need else GREY).set_path_effects([halo()])


@styled
def _figure(run: Run, frame: pd.DataFrame, told: str):
    figure = sheet(f"{TITLE}: {run.label}", told)
    left, bottom, width, height = room(figure, left=0.075, right=0.57, top=0.855)
    large = figure.add_axes([left, bottom + 0.05, width, height - 0.05])
    _triangle(large, 0.05)
    paths = {need: _means(frame, need) for need in (True, False) if (frame.in_need == need).any()}
    window = _window(np.concatenate([at for at, _ in paths.values()]),
                     width * 1280 / ((height - 0.05) * 720))
    for need, (at, of) in paths.items():
        _path(large, at, of, need)
    _numbers(large, {need: at for need, (at, _) in paths.items()},
             (window[1] - window[0]) / (width * 1280))
    large.set_xlim(*window[:2])
    large.set_ylim(*window[2:])
    large.set_title("means, in the part of the triangle that is framed at the right", pad=8)
    _protection_axis(large, window)
    large.set_xticks([])
    large.set_xlabel("livelihood  ←   →  family and education")
    for i, stage in enumerate(STAGES):
        axes = figure.add_axes([0.60 + i % 2 * 0.205, bottom + (1 - i // 2) * height / 2, 0.185,
                                height / 2 - 0.035])
        _small(axes, frame[frame.stage == stage], f"{i + 1}  {stage}", window, i == 0)
    return figure


def _protection_axis(axes, window) -> None:
    shares = [share for share in np.arange(0, 1, 0.05) if window[2] <= share * HIGH <= window[3]]
    shares = shares[::max(1, len(shares) // 6)]
    axes.set_yticks([share * HIGH for share in shares], [f"{share:.0%}" for share in shares])
    axes.set_ylabel("protection")


def _small(axes, frame: pd.DataFrame, title: str, window, corners: bool) -> None:
    """The people of a stage in the whole triangle."""
    _triangle(axes, 0.25)
    axes.set_axis_off()
    axes.set_xlim(-0.08, 1.08)
    axes.set_ylim(-0.26, HIGH + 0.03)
    axes.set_title(title, pad=2)
    for need, marker in ((False, "s"), (True, "o")):
        points = corner(frame[frame.in_need == need])
        axes.plot(*points.T, linestyle="none", marker=marker, markersize=4 * PIXEL, alpha=0.35,
                  color=BLUE if need else GREY, markerfacecolor=BLUE if need else "none",
                  markeredgewidth=0.8 * PIXEL)
    axes.add_patch(Rectangle((window[0], window[2]), window[1] - window[0], window[3] - window[2],
                             facecolor="none", edgecolor=INK, linewidth=1.5 * PIXEL, zorder=5))
    if corners:
        for x, y, name, ha in ((0.56, HIGH - 0.06, CORNERS[0], "left"), (-0.06, -0.03, CORNERS[1], "left"),
                               (1.08, -0.03, CORNERS[2], "right")):
            axes.text(x, y, name, ha=ha, va="top", linespacing=1.0)


def draw(runs: Sequence[Run]) -> Iterator[Picture]:
    for run in runs:
        frame = stages(run)
        n = int((frame.stage == STAGES[0]).sum())
        if n < LEAST:
            raise CannotDraw(f"{run.label} has {n} sampled journeys to a destination country, fewer "
                             f"than {LEAST}: use `mixflow run --sample SHARE`")
        told = caption([run], WHAT.format(n=f"{n:,}"), DRAWN)
        yield Picture("motives" if run is runs[0] else f"motives_{run.label}", TITLE, told,
                      _figure(run, frame, told), frame)


if __name__ == "__main__":
    script(draw)
