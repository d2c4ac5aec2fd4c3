"""The stream of events, as much of it as is asked for.

Events stand in the order of replicate and step, and the people of a cohort have numbers that
follow one another.  So a time is a range of rows, a cohort a range of numbers, and of the other
columns only blocks with something in them are read."""

from __future__ import annotations

from typing import Any, Iterator, Optional, Union

import numpy as np
import pandas as pd

from .run import Labels, Run

BLOCK = 1 << 18  # rows read at once
COLUMNS = ("replicate", "time", "person", "cohort", "kind", "where", "status")


def events(run: Run, cohort: Optional[Labels] = None, kind: Optional[Labels] = None,
           begin: Any = None, end: Any = None, person: Optional[int] = None,
           replicate: Optional[int] = None) -> pd.DataFrame:
    """Events as a tidy frame, one row each: replicate, time (first day of the step), person,
    cohort, kind, where (place, on_the_way or link) and status (after the event).

    Everything is optional and narrows down: cohorts and kinds by name, dates `begin` <= time <
    `end`, one person, one replicate.  KeyError if there is no such name."""
    people = _people(run, cohort, person)
    kinds = _codes(run, "kind", kind)
    parts = [part for rows in _rows(run, begin, end, replicate)
             for part in _blocks(run, rows, people, kinds)]
    found = {name: np.concatenate([part[name] for part in parts]) if parts else
             np.empty(0, np.int64) for name in ("row", "person", "kind", "where", "status")}
    return _frame(run, found)


def _codes(run: Run, axis: str, wanted: Optional[Labels]) -> Optional[np.ndarray]:
    if wanted is None:
        return None
    words = run.words(axis)
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    missing = [word for word in wanted if word not in words]
    if missing:
        raise KeyError(f"no {axis} {', '.join(missing)}; there are {', '.join(words)}")
    return np.asarray([words.index(word) for word in wanted])


def _people(run: Run, cohort: Optional[Labels], person: Optional[int]):
    """Ranges [first, last) of the numbers of those who are wanted; None: all."""
    if person is not None:
        return [(person, person + 1)]
    which = _codes(run, "cohort", cohort)
    if which is None:
        return None
    first, count = run.array("cohort_first_person"), run.array("cohort_people")
    return [(first[k], first[k] + count[k]) for k in which]


def _rows(run: Run, begin: Any, end: Any, replicate: Optional[int]) -> Iterator[slice]:
    days = run.dates("step_time")
    first = 0 if begin is None else int(days.searchsorted(pd.Timestamp(begin)))
    last = len(days) if end is None else int(days.searchsorted(pd.Timestamp(end)))
    offset, count = run.array("events/step_offset"), run.array("events/step_count")
    if replicate is not None and not 0 <= replicate < len(offset):
        raise KeyError(f"no replicate {replicate}; there are {len(offset)}")
    for r in range(len(offset)) if replicate is None else [replicate]:
        if first < last:
            yield slice(int(offset[r, first]), int(offset[r, last - 1] + count[r, last - 1]))


def _blocks(run: Run, rows: slice, people, kinds) -> Iterator[dict[str, np.ndarray]]:
    column = {name: run.dataset(f"events/event_{name}")
              for name in ("person", "kind", "where", "status")}
    for start in range(rows.start, rows.stop, BLOCK):
        block = slice(start, min(start + BLOCK, rows.stop))
        read: dict[str, np.ndarray] = {}
        keep = np.ones(block.stop - block.start, bool)
        if kinds is not None:
            read["kind"] = column["kind"][block]
            keep &= np.isin(read["kind"], kinds)
        if people is not None and keep.any():
            read["person"] = column["person"][block]
            keep &= np.any([(read["person"] >= a) & (read["person"] < b) for a, b in people], axis=0)
        if keep.any():
            for name in column:
                read[name] = (read[name] if name in read else column[name][block])[keep]
            yield {**read, "row": start + np.flatnonzero(keep)}


def _frame(run: Run, found: dict[str, np.ndarray]) -> pd.DataFrame:
    offset = run.array("events/step_offset")
    at = np.searchsorted(offset.reshape(-1), found["row"], side="right") - 1
    replicate, step = np.divmod(at, offset.shape[1])
    return pd.DataFrame({
        "replicate": replicate,
        "time": run.dates("step_time")[step],
        "person": found["person"],
        "cohort": cohort_of(run, found["person"]),
        "kind": run.codes("events/event_kind", found["kind"].astype(np.int8)),
        "where": pd.Categorical.from_codes(found["where"].astype(int), run.words("where")),
        "status": run.codes("events/event_status", found["status"].astype(np.int8)),
    }, columns=list(COLUMNS))


def cohort_of(run: Run, person: Union[np.ndarray, pd.Series]) -> pd.Categorical:
    """Cohorts of people, by their numbers."""
    first = run.array("cohort_first_person")
    order = np.argsort(first, kind="stable")
    count = run.array("cohort_people")
    order = order[count[order] > 0]
    at = order[np.searchsorted(first[order], np.asarray(person), side="right") - 1]
    return pd.Categorical.from_codes(at, run.words("cohort"))
