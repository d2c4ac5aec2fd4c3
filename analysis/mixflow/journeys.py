"""Journeys: of everybody who left, where from, by which hubs, and what became of them."""

from __future__ import annotations

from typing import Optional

import numpy as np
import pandas as pd

from .events import cohort_of, events
from .places import homes, places
from .run import Run

REGULAR = ("granted", "admitted")  # paths without hubs
NO_HUB = "no hub"
BY_PERMIT = "permit or admission"


def journeys(run: Run, replicate: Optional[int] = None) -> pd.DataFrame:
    """One row for each person who left in the run: replicate, person, cohort, first_hub,
    last_hub (place ids), outcome (words of `fates/final_fate`) and persons (that the modelled
    person stands for).

    Hubs are places outside the country of origin and outside destination countries.  Who came
    to none travelled directly (`no hub`) or was let in from outside (`permit or admission`)."""
    told = events(run, kind=("departs", "arrives", *REGULAR), replicate=replicate)
    numbers = len(run.file["person"])
    key = told.replicate.to_numpy() * numbers + told.person.to_numpy()
    stops = _stops(run, told)
    hubs = pd.DataFrame({"key": key[stops >= 0], "hub": stops[stops >= 0]}).groupby("key").hub
    people = pd.Index(np.unique(key), name="key")
    let_in = people.isin(key[told.kind.isin(REGULAR).to_numpy()])
    names = np.asarray(run.words("place"), object)
    frame = pd.DataFrame({"replicate": people // numbers, "person": people % numbers})
    frame["cohort"] = cohort_of(run, frame.person)
    for column, found in (("first_hub", hubs.first()), ("last_hub", hubs.last())):
        at = found.reindex(people, fill_value=-1).to_numpy()
        frame[column] = np.where(at >= 0, names[at], np.where(let_in, BY_PERMIT, NO_HUB))
    frame["outcome"] = _outcome(run, frame)
    frame["persons"] = run.array("weight")[frame.cohort.cat.codes]
    return frame


def _stops(run: Run, told: pd.DataFrame) -> np.ndarray:
    """Of each departure the place left, of each arrival the place reached, if it is a hub for
    that person; else -1."""
    index = {place: i for i, place in enumerate(run.words("place"))}
    link = pd.Index(run.words("link")).get_indexer(told["where"])
    ends = np.asarray([[index[place] for place in run.words(name)]
                       for name in ("link_from", "link_to")])
    leaving = (told.kind == "departs").to_numpy()
    place = np.where(link >= 0, ends[np.where(leaving, 0, 1), np.maximum(link, 0)], -1)
    known = places(run)
    home = homes(run)[told.cohort.cat.codes]
    hub = (place >= 0) & ~known.destination.to_numpy()[place] & \
        (known.country.to_numpy()[place] != home)
    return np.where(hub, place, -1)


def _outcome(run: Run, frame: pd.DataFrame) -> pd.Categorical:
    codes = np.zeros(len(frame), np.int8)
    for r, rows in frame.groupby("replicate").indices.items():
        codes[rows] = run.dataset("fates/final_fate")[int(r), :][frame.person.to_numpy()[rows]]
    return run.codes("fates/final_fate", codes)
