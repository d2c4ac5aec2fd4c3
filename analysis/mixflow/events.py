"""The stream of events, as much of it as is asked for.

Events stand in the order of replicate, step and block (up to 4096 people of a cohort), and an
index tells the rows of each.  So a time, a cohort or a person is a list of rows; only these are
read, and of the other columns only pieces with something in them."""

from __future__ import annotations

from typing import Any, Iterator, Optional, Union

import numpy as np
import pandas as pd

from .run import Labels, Run

READ = 1 << 18  # rows read at once, at most
CHUNK = 4096    # rows that are unpacked together
READ_COLUMNS = ("person", "kind", "where", "status")
COLUMNS = ("replicate", "time", "person", "cohort", "kind", "where", "status")


def events(run: Run, cohort: Optional[Labels] = None, kind: Optional[Labels] = None,
           begin: Any = None, end: Any = None, person: Optional[int] = None,
           replicate: Optional[int] = None) -> pd.DataFrame:
    """Events as a tidy frame, one row each: replicate, time (first day of the step), person,
    cohort, kind, where (place, on_the_way or link) and status (after the event).

    Everything is optional and narrows down: cohorts and kinds by name, dates `begin` <= time <
    `end`, one person, one replicate.  KeyError if there is no such name."""
    if not run.has("events/event"):
        raise KeyError(f"{run.path}: events were not kept (outputs.events in the scenario)")
    people = _people(run, cohort, person)
    kinds = _codes(run, "kind", kind)
    first, last = _wanted(run, begin, end, replicate, people)
    found_in = (_matches(run, rows, _within(rows, first, last), people, kinds)
                for rows in _spans(first, last))
    parts = [part for part in found_in if part]
    empty = {name: run.dataset(f"events/event_{name}")[:0] for name in READ_COLUMNS}
    empty["row"] = np.empty(0, np.int64)
    found = {name: np.concatenate([none, *(part[name] for part in parts)])
             for name, none in empty.items()}
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


def _wanted(run: Run, begin: Any, end: Any, replicate: Optional[int], people) \
        -> tuple[np.ndarray, np.ndarray]:
    """Ranges [first, last) of the rows of the times, replicates and blocks that are asked for."""
    first, count = _index(run)
    if replicate is not None and not 0 <= replicate < len(first):
        raise KeyError(f"no replicate {replicate}; there are {len(first)}")
    days = run.dates("step_time")
    steps = slice(None if begin is None else days.searchsorted(pd.Timestamp(begin)),
                  None if end is None else days.searchsorted(pd.Timestamp(end)))
    some = slice(None) if replicate is None else slice(replicate, replicate + 1)
    block = _blocks(run, people)
    first, count = first[some, steps][..., block].ravel(), count[some, steps][..., block].ravel()
    return _joined(first[count > 0], (first + count)[count > 0], 0)


def _joined(first: np.ndarray, last: np.ndarray, gap: int) -> tuple[np.ndarray, np.ndarray]:
    """Ranges that lie no further apart than `gap` become one."""
    if not len(first):
        return first, last
    apart = np.flatnonzero(first[1:] - last[:-1] > gap)
    return first[np.r_[0, apart + 1]], last[np.r_[apart, len(last) - 1]]


def _spans(first: np.ndarray, last: np.ndarray) -> Iterator[slice]:
    """What is read at once: ranges in the same chunks together, pieces of at most READ."""
    for start, stop in zip(*_joined(first, last, CHUNK)):
        for piece in range(start, stop, READ):
            yield slice(piece, min(piece + READ, stop))


def _within(rows: slice, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """[row]: does it lie in any of the ranges?"""
    row = np.arange(rows.start, rows.stop)
    return row < last[np.searchsorted(first, row, side="right") - 1]


def _index(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """First row and number of rows of each [replicate, step, block]."""
    count = run.array("events/block_count").astype(np.int64)
    last = np.cumsum(count.ravel()).reshape(count.shape)
    return last - count, count


def _blocks(run: Run, people) -> np.ndarray:
    """[block]: may it hold any of these people?"""
    first = run.array("block_first_person")
    if people is None:
        return np.ones(len(first), bool)
    after = np.r_[first[1:], len(run.file["person"])]
    return np.any([(first < b) & (after > a) for a, b in people], axis=0)


def _matches(run: Run, rows: slice, keep: np.ndarray, people, kinds) \
        -> Optional[dict[str, np.ndarray]]:
    """Of these rows those that are to be kept and match; other columns are read only if any do."""
    column = {name: run.dataset(f"events/event_{name}") for name in READ_COLUMNS}
    read: dict[str, np.ndarray] = {}
    if kinds is not None:
        read["kind"] = column["kind"][rows]
        keep &= np.isin(read["kind"], kinds)
    if people is not None and keep.any():
        read["person"] = column["person"][rows]
        keep &= np.any([(read["person"] >= a) & (read["person"] < b) for a, b in people], axis=0)
    if not keep.any():
        return None
    found = {name: (read[name] if name in read else column[name][rows])[keep] for name in column}
    return {**found, "row": rows.start + np.flatnonzero(keep)}


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
    })


def cohort_of(run: Run, person: Union[np.ndarray, pd.Series]) -> pd.Categorical:
    """Cohorts of people, by their numbers."""
    first = run.array("cohort_first_person")
    order = np.argsort(first, kind="stable")
    count = run.array("cohort_people")
    order = order[count[order] > 0]
    at = order[np.searchsorted(first[order], np.asarray(person), side="right") - 1]
    return pd.Categorical.from_codes(at, run.words("cohort"))
