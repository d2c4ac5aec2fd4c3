"""A run: one result file, opened lazily.

Nothing is read before it is asked for, and a selection reads only its part of a table."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Any, Iterable, Optional, Sequence, Union

import h5py
import numpy as np
import pandas as pd

FORMAT = "2"  # of the layout that this reads
Labels = Union[str, int, Sequence[Any]]


class NotAResult(ValueError):
    """A file that is not a complete result of mixflow, or of a layout unknown here."""


class Run:
    """A result, to be opened in a `with` statement or closed by hand.

    Raises FileNotFoundError if there is no such file, and NotAResult if it is something else."""

    def __init__(self, path: Union[str, os.PathLike]):
        self.path = Path(path)
        if not self.path.is_file():
            raise FileNotFoundError(f"{path}: no such file")
        try:
            self.file = h5py.File(self.path, "r")
        except OSError as error:
            raise NotAResult(f"{path}: not an HDF5 file ({error})") from None
        try:
            self._check()
        except BaseException:
            self.file.close()
            raise

    def _check(self) -> None:
        attributes = self.file.attrs
        if "mixflow_format" not in attributes or "stocks" not in self.file:
            raise NotAResult(f"{self.path}: not a result of `mixflow run`")
        if self.text("mixflow_format").split(".")[0] != FORMAT:
            raise NotAResult(f"{self.path}: layout {self.text('mixflow_format')}, not {FORMAT}")
        if not attributes.get("complete", 0):
            raise NotAResult(f"{self.path}: not complete")

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.file.close()

    def __repr__(self) -> str:
        return f"<{self.label}: {self.title}, {self.replicates} replicates>"

    # ------------------------------------------------------------ what it is

    def text(self, attribute: str) -> str:
        """An attribute of the file as text; empty if it is not there."""
        value = self.file.attrs.get(attribute, "")
        return value.decode() if isinstance(value, bytes) else str(value)

    @property
    def title(self) -> str:
        return self.text("title")

    @property
    def seed(self) -> str:
        return self.text("mixflow_seed")

    @property
    def label(self) -> str:
        """The file's name without its ending: the name of the run in pictures."""
        return self.path.stem

    @property
    def replicates(self) -> int:
        return len(self.file["replicate"])

    @property
    def people(self) -> int:
        """Modelled people in one replicate, newcomers included."""
        return int(self.file["cohort_people"][:].sum())

    @property
    def start(self) -> pd.Timestamp:
        """Midnight before the first step."""
        return pd.Timestamp(self.file["time"].attrs["units"].split(" since ")[1])

    def dates(self, scale: str = "time") -> pd.DatetimeIndex:
        """Dates of `time`, `step_time` or `motive_time`."""
        return self.start + pd.to_timedelta(self.file[scale][:], unit="D")

    # ------------------------------------------------------------ tables

    def names(self) -> list[str]:
        """Paths of all tables: those of the root that label others, and those of groups."""
        found: dict[int, str] = {}

        def see(name: str, item: Any) -> None:
            if isinstance(item, h5py.Dataset) and not name.startswith("provenance"):
                key = h5py.h5o.get_info(item.id).addr
                found[key] = min(found.get(key, name), name, key=lambda n: (n.count("/"), n))

        for name in self.file:
            see(name, self.file[name])
            if isinstance(self.file[name], h5py.Group):
                for inner in self.file[name]:
                    see(f"{name}/{inner}", self.file[name][inner])
        return sorted(found.values())

    def tables(self) -> pd.DataFrame:
        """One row a table: its axes, shape, unit and meaning; the index is its path."""
        rows = []
        for name in self.names():
            table = self.file[name]
            rows.append((name, " ".join(self.axes(name)), table.shape,
                         table.attrs.get("units", ""), table.attrs.get("long_name", "")))
        return pd.DataFrame(rows, columns=["table", "axes", "shape", "unit", "meaning"]) \
            .set_index("table")

    def has(self, name: str) -> bool:
        """Is there such a table?  Those that a scenario does not ask for are left out."""
        return isinstance(self.file.get(name), h5py.Dataset)

    def dataset(self, name: str) -> h5py.Dataset:
        """The HDF5 dataset itself; KeyError with the nearest names if there is none."""
        table = self.file.get(name)
        if not isinstance(table, h5py.Dataset):
            near = difflib.get_close_matches(name, self.names(), 3, 0.5)
            raise KeyError(f"{self.path}: no table {name!r}"
                           + (f"; near it: {', '.join(near)}" if near else ""))
        return table

    def axes(self, name: str) -> list[str]:
        """Names of a table's axes; each is the name of a table of the root or of its group."""
        table = self.dataset(name)
        if table.attrs.get("CLASS") == b"DIMENSION_SCALE":
            return [name.split("/")[-1]]
        return [axis[0].name.split("/")[-1] if len(axis) else f"axis{i}"
                for i, axis in enumerate(table.dims)]

    def words(self, name: str) -> list[str]:
        """A table of texts, or the words that the numbers of a coded table stand for."""
        table = self.dataset(name)
        if "flag_meanings" in table.attrs:
            return str(table.attrs["flag_meanings"]).split()
        return list(table.asstr()[:])

    def array(self, name: str) -> np.ndarray:
        """A whole table as numbers, NaN where there is none; its axes are `axes(name)`."""
        return self.dataset(name)[...]

    def sum(self, name: str, over: Iterable[str]) -> np.ndarray:
        """A table summed over axes, replicate by replicate, so that memory stays small."""
        axes = self.axes(name)
        drop = tuple(axes.index(axis) - 1 for axis in over)
        table = self.dataset(name)
        return np.stack([table[r].sum(axis=drop, dtype=float) for r in range(len(table))])

    def labels(self, axis: str, of: Optional[h5py.Dataset] = None) -> Union[pd.Index, np.ndarray]:
        """Values along an axis: words, dates or numbers."""
        scale = self.file[axis] if axis in self.file else of.parent[axis]
        if h5py.check_string_dtype(scale.dtype):
            return pd.Index(scale.asstr()[:])
        if " since " in str(scale.attrs.get("units", "")):
            return self.dates(axis)
        return scale[:]

    def table(self, name: str, sum_over: Sequence[str] = (), **where: Labels) -> pd.DataFrame:
        """A table as a tidy data frame: a column for each axis and one of values.

        `where` chooses labels of axes (`place="LY_TIP"`, `status=["claimant", "appeal"]`) and
        only the block around them is read; `sum_over` names axes to add up.  The unit is in
        `frame.attrs["unit"]`.  KeyError if there is no such table, axis or label."""
        table, axes = self.dataset(name), self.axes(name)
        for axis in [*where, *sum_over]:
            if axis not in axes:
                raise KeyError(f"{name} has no axis {axis!r}; it has {', '.join(axes)}")
        values, labels = self._block(table, axes, where)
        for axis in sum_over:
            values = values.sum(axis=axes.index(axis), dtype=float)
            axes = [each for each in axes if each != axis]
        frame = _tidy(values, axes, [labels[axis] for axis in axes], name.split("/")[-1])
        frame.attrs["unit"] = table.attrs.get("units", "")
        return frame

    def _block(self, table: h5py.Dataset, axes: list[str], where: dict[str, Labels]):
        labels = {axis: pd.Index(self.labels(axis, table)) for axis in axes}
        chosen = [_positions(labels[axis], axis, where[axis]) if axis in where else None
                  for axis in axes]
        box = tuple(slice(None) if at is None else slice(at.min(), at.max() + 1) for at in chosen)
        text = h5py.check_string_dtype(table.dtype)
        values = table.asstr()[box] if text else table[box]
        for i, at in enumerate(chosen):
            if at is not None:
                values = values.take(at - at.min(), axis=i)
                labels[axes[i]] = labels[axes[i]][at]
        return _decoded(values, table), labels

    def codes(self, name: str, values: np.ndarray) -> pd.Categorical:
        """Numbers of a coded table as the words that they stand for."""
        return _decoded(values, self.dataset(name))

    def xarray(self, name: str):
        """A table as a labelled xarray.DataArray (ImportError if xarray is not there)."""
        import xarray

        table = self.dataset(name)
        return xarray.DataArray(self.array(name), dims=self.axes(name), name=name.split("/")[-1],
                                coords={a: self.labels(a, table) for a in self.axes(name)},
                                attrs={"units": table.attrs.get("units", ""),
                                       "long_name": table.attrs.get("long_name", "")})

    # ------------------------------------------------------------ what is asked for most

    def indicators(self, by: str = "all") -> pd.DataFrame:
        """Indicators, tidy: replicate, the cut, indicator, value, unit, meaning.

        `by` is `all` (all years), `year`, `cohort` or `country`; ValueError if something else."""
        tables = {"all": "all_years", "year": "by_year", "cohort": "by_cohort",
                  "country": "by_country"}
        return self._measures("indicators", "indicator", tables, by)

    def outcomes(self, by: str = "all") -> pd.DataFrame:
        """Main outcomes, tidy, `by` `all` (years) or `year`."""
        return self._measures("outcomes", "outcome", {"all": "total", "year": "value"}, by)

    def _measures(self, group: str, axis: str, tables: dict[str, str], by: str) -> pd.DataFrame:
        if by not in tables:
            raise ValueError(f"by={by!r}: not one of {', '.join(tables)}")
        frame = self.table(f"{group}/{tables[by]}").rename(columns={tables[by]: "value"})
        for column in ("unit", "name"):
            words = dict(zip(self.words(axis), self.words(f"{axis}_{column}")))
            frame["meaning" if column == "name" else column] = frame[axis].map(words)
        return frame


def _positions(labels: pd.Index, axis: str, wanted: Labels) -> np.ndarray:
    wanted = [wanted] if isinstance(wanted, str) or not isinstance(wanted, Iterable) else wanted
    at = labels.get_indexer(pd.Index(list(wanted)))
    if not len(at) or (at < 0).any():
        missing = [str(each) for each, i in zip(wanted, at) if i < 0] or ["(nothing)"]
        raise KeyError(f"no {', '.join(missing)} along {axis!r}")
    return at


def _decoded(values: np.ndarray, table: h5py.Dataset):
    if "flag_values" not in table.attrs:
        return values
    words = str(table.attrs["flag_meanings"]).split()
    if values.ndim == 1:
        return pd.Categorical.from_codes(values, words)
    return np.asarray(words, object)[values]


def _tidy(values: Any, axes: list[str], labels: list[pd.Index], name: str) -> pd.DataFrame:
    shape, columns = tuple(len(each) for each in labels), {}
    for i, (axis, each) in enumerate(zip(axes, labels)):
        repeat = int(np.prod(shape[i + 1:], dtype=int))
        codes = np.tile(np.repeat(np.arange(shape[i]), repeat), int(np.prod(shape[:i], dtype=int)))
        columns[axis] = (pd.Categorical.from_codes(codes, each) if each.dtype == object
                         and each.is_unique else each.take(codes))
    if name not in columns:
        columns[name] = values if isinstance(values, pd.Categorical) else values.reshape(-1)
    return pd.DataFrame(columns)
