"""How large events are in a result, and how fast an analyst has them.

usage: output.py RUN.h5

Prints name <tab> value rows: bytes an event (all of /events), seconds to load a column whole, and
seconds for the events of the median cohort by the index, with the share of a column's bytes unpacked."""

import sys
import time

import h5py
import numpy as np

CHUNK = 1 << 12


def seconds(work):
    """The best of three: the disk's cache is warm, as it is for an analyst's second look."""
    best = np.inf
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def ranges(run, cohort):
    """First row and number of rows of a cohort in every step: its blocks follow one another."""
    count = run["events/block_count"][...]
    first = (np.cumsum(count, dtype=np.int64) - count.ravel()).reshape(count.shape)
    mine = np.flatnonzero(run["block_cohort"][...] == cohort)
    return first[:, :, mine[0]].ravel(), count[:, :, mine].sum(axis=2).ravel()


def of_cohort(run, cohort):
    first, n = ranges(run, cohort)
    column = run["events/event_kind"]
    return np.concatenate([column[at:at + length] for at, length in zip(first, n) if length])


def main(path):
    with h5py.File(path) as run:
        events = run["events"]
        rows = len(events["event"])
        stored = sum(data.id.get_storage_size() for name, data in events.items()
                     if name.startswith(("event", "block_", "step_")))
        whole, _ = seconds(lambda: events["event_person"][...])
        count = run["events/block_count"][...].sum(axis=(0, 1))
        size = np.bincount(run["block_cohort"][...], weights=count, minlength=len(run["cohort"]))
        cohort = int(np.argsort(size)[len(size) // 2])
        part, kinds = seconds(lambda: of_cohort(run, cohort))
        first, n = ranges(run, cohort)
        chunks = {chunk for at, length in zip(first, n) if length
                  for chunk in range(at // CHUNK, (at + length - 1) // CHUNK + 1)}
        assert len(kinds) == size[cohort]
    print(f"events\t{rows}")
    print(f"bytes_per_event\t{stored / rows:.4g}")
    print(f"seconds_column\t{whole:.4g}")
    print(f"seconds_cohort\t{part:.4g}")
    print(f"share_cohort\t{len(kinds) / rows:.4g}")
    print(f"share_unpacked\t{len(chunks) / -(-rows // CHUNK):.4g}")


if __name__ == "__main__":
    main(sys.argv[1])
