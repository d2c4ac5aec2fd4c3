"""Places as journeys have them: home, hubs, destinations."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .run import Run

ON_THE_WAY = "on_the_way"  # the last place: those between two others


def places(run: Run) -> pd.DataFrame:
    """One row a place (index: its id): name, short name, country, lon, lat (degrees; NaN if not
    told) and `destination`: does it lie in a country that journeys end in?  That is, as for the
    indicators, a country with a place whose role is arrival or destination."""
    frame = pd.DataFrame({
        "name": run.words("place_name"), "country": run.words("place_country"),
        "lon": run.array("lon"), "lat": run.array("lat"), "role": run.array("place_role"),
    }, index=pd.Index(run.words("place"), name="place"))
    roles = run.words("place_role")
    ends = sum(1 << roles.index(role) for role in ("arrival", "destination"))
    aims = set(frame.country[(frame.role & ends) != 0]) - {""}
    frame["destination"] = frame.country.isin(aims)
    frame["short"] = [short(name or place) for place, name in frame.name.items()]
    return frame


def short(name: str) -> str:
    """A name without what follows a comma or a bracket."""
    for stop in (",", " ("):
        name = name.split(stop)[0]
    return name.strip()


def cohort_names(run: Run) -> dict[str, str]:
    """Names of cohorts by id."""
    ids = run.words("cohort")
    return {each: name or each for each, name in zip(ids, run.words("cohort_name"))}


def homes(run: Run) -> np.ndarray:
    """Country of origin of each cohort."""
    country = dict(zip(run.words("place"), run.words("place_country")))
    return np.asarray([country[place] for place in run.words("cohort_origin")])


def abroad(run: Run) -> np.ndarray:
    """[place, cohort]: is this place outside the country of the cohort's origin?"""
    return places(run).country.to_numpy()[:, None] != homes(run)[None, :]


def alive(run: Run) -> np.ndarray:
    """Persons alive, [replicate, time, place, cohort]: stocks without statuses that end a life."""
    bit = 1 << run.words("status_trait").index("terminal")
    living = (run.array("status_trait") & bit) == 0
    table = run.dataset("stocks/stock")
    return np.stack([table[r][:, :, living].sum(axis=2, dtype=float) for r in range(len(table))])
