"""xarray: the root and every group, nothing left out, dates on the time axes.

usage: readers_xarray.py netcdf4 | h5netcdf"""

import sys

import h5py
import numpy as np
import xarray

from readers import FOLDER, find_all, group_of

ENGINE = sys.argv[1]
opened = {}


def open_group(file, group):
    path = FOLDER / f"{file}.h5"
    data = xarray.open_dataset(path, group=group or None, engine=ENGINE, mask_and_scale=False)
    with h5py.File(path) as run:
        there = {name for name in run[group or "/"] if isinstance(run[group or "/"][name], h5py.Dataset)}
    if set(data.variables) != there:
        raise AssertionError(f"not the same tables: {sorted(set(data.variables) ^ there)}")
    bare = [name for name in data.dims if name not in data.variables]
    if bare:
        raise AssertionError(f"dimensions without coordinates: {bare}")
    return data


def read(file, path):
    group, name = group_of(path)
    key = file, group
    if key not in opened:
        opened[key] = open_group(file, group)
    values = opened[key][name].values
    if np.issubdtype(values.dtype, np.datetime64):
        start = np.datetime64("2016-01-01")
        return (values - start) / np.timedelta64(1, "D")
    if name in ("time", "motive_time", "step_time"):
        raise AssertionError("not decoded as dates")
    return values


find_all(read)
