"""The few series over time that tell most of a run: where people are, and what happens to them."""

from __future__ import annotations

from typing import Callable, NamedTuple

import numpy as np

from .places import abroad, alive, places
from .run import Run

DAYS_PER_MONTH = 365.25 / 12


class Series(NamedTuple):
    """A number for each replicate and record: `of(run)` gives [replicate, time]."""

    name: str
    title: str
    unit: str
    of: Callable[[Run], np.ndarray]


def on_the_way(run: Run) -> np.ndarray:
    """Persons alive outside their country of origin who have not reached a destination country."""
    here = abroad(run) & ~places(run).destination.to_numpy()[:, None]
    return (alive(run) * here).sum(axis=(2, 3))


def waiting(run: Run) -> np.ndarray:
    """Persons who wait in any queue for a decision of an authority."""
    return run.sum("queues/waiting", over=["queue", "cohort"])


def entering(run: Run) -> np.ndarray:
    """Persons who reach a destination country over a link from another, per month."""
    return _per_month(run, "arrived", crossing=True)


def dying(run: Run) -> np.ndarray:
    """Persons who die on any link, per month."""
    return _per_month(run, "died", crossing=False)


def _per_month(run: Run, fate: str, crossing: bool) -> np.ndarray:
    of_link = crossings(run) if crossing else np.ones(len(run.words("link")), bool)
    at = run.words("fate").index(fate)
    flow = run.dataset("flows/flow")[:, :, :, at, :].sum(axis=3, dtype=float)[:, :, of_link]
    return flow.sum(axis=2) / months(run)


def months(run: Run) -> np.ndarray:
    """Length of the interval before each record, in months; NaN before the first."""
    length = np.diff(run.array("time_bounds"), axis=1)[:, 0] / DAYS_PER_MONTH
    return np.where(length > 0, length, np.nan)


def crossings(run: Run) -> np.ndarray:
    """[link]: does it lead into a destination country from any other?"""
    aim = places(run).destination
    return aim[run.words("link_to")].to_numpy() & ~aim[run.words("link_from")].to_numpy()


SERIES = (
    Series("on_the_way", "Abroad, short of a destination country", "persons", on_the_way),
    Series("waiting", "Waiting for a decision", "persons", waiting),
    Series("entering", "Reaching a destination country", "persons a month", entering),
    Series("dying", "Dying on the way", "persons a month", dying),
)
