"""Lives as tidy tables: what happened when, and what somebody wanted, owned and owed then."""

from __future__ import annotations

from typing import Optional

import numpy as np
import pandas as pd

from .events import COLUMNS as EVENT_COLUMNS
from .events import _codes, events
from .run import Labels, Run

MOTIVES = ("protection", "livelihood", "family", "education")
MIND = ("need", "claim", *MOTIVES, "savings", "debt", "harm")  # money in EUR, motives as shares


def trajectories(run: Run, cohort: Optional[Labels] = None, person: Optional[int] = None,
                 replicate: Optional[int] = None) -> pd.DataFrame:
    """Moments of those whose lives are kept (`mixflow run --sample SHARE`), in order of
    replicate, person and time: replicate, person, cohort, time, kind, where, place, status,
    need, claim, shares of motives, savings and debt (EUR), harm (events).  The first row of a
    life has the kind `nothing`: how things stood.

    Of a `person` who is not in the sample the events are given, with nothing known of the
    mind.  KeyError if there is no such cohort."""
    kept = _kept(run, cohort, person, replicate)
    if person is not None and kept.empty:
        told = events(run, person=person, replicate=replicate)
        return told.reindex(columns=[*EVENT_COLUMNS, "place", *MIND])
    return kept


def _kept(run: Run, cohort: Optional[Labels], person: Optional[int],
          replicate: Optional[int]) -> pd.DataFrame:
    sampled = pd.DataFrame({name: run.array(f"trajectories/sampled_{name}")
                            for name in ("replicate", "person", "cohort", "female", "skill")})
    moment = {name: run.array(f"trajectories/moment_{name}") for name in ("replicate", "person")}
    keep = np.ones(len(moment["person"]), bool)
    for name, wanted in (("person", person), ("replicate", replicate)):
        keep &= True if wanted is None else moment[name] == wanted
    wanted = _codes(run, "cohort", cohort)
    if wanted is not None:
        people = sampled.person[sampled.cohort.isin(wanted)]
        keep &= np.isin(moment["person"], people)
    frame = pd.DataFrame({name: values[keep] for name, values in moment.items()})
    frame["time"] = _dates(run, run.array("trajectories/moment_step")[keep])
    for name in ("kind", "status"):
        frame[name] = run.codes(f"trajectories/moment_{name}",
                                run.array(f"trajectories/moment_{name}")[keep])
    for name in ("where", "place"):
        at = run.array(f"trajectories/moment_{name}")[keep].astype(int)
        frame[name] = pd.Categorical.from_codes(at, run.words(name))
    for name in MIND:
        values = run.array(f"trajectories/moment_{name}")[keep]
        coded = name in ("need", "claim")
        frame[name] = run.codes(f"trajectories/moment_{name}", values) if coded else values
    frame = frame.merge(sampled, on=["replicate", "person"], how="left")
    frame["cohort"] = pd.Categorical.from_codes(frame.cohort, run.words("cohort"))
    frame["skill"] = run.codes("trajectories/sampled_skill", frame.skill.to_numpy())
    frame["female"] = frame.female.astype(bool)
    order = [*EVENT_COLUMNS, "place", *MIND, "female", "skill"]
    return frame[order].sort_values(["replicate", "person", "time"], kind="stable",
                                    ignore_index=True)


def _dates(run: Run, step: np.ndarray) -> pd.DatetimeIndex:
    days = run.dates("step_time")
    return days[np.maximum(step, 0)]  # -1: before the first step
