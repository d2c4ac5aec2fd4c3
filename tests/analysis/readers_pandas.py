"""pandas: the columns of a group as a data frame, as analysis/FORMAT.md shows it in two lines."""

import h5py
import pandas as pd

from readers import FOLDER, find_all, group_of

frames = {}


def frame_of(file, group, prefix):
    with h5py.File(FOLDER / f"{file}.h5") as run:
        data = pd.DataFrame({name: run[group][name][...] for name in run[group]
                             if name.startswith(prefix)})
    return data


def read(file, path):
    group, name = group_of(path)
    for columns, prefix in (("events", "event"), ("trajectories", "moment"), ("trajectories", "sampled")):
        if group == columns and name.startswith(prefix):
            key = file, prefix
            if key not in frames:
                frames[key] = frame_of(file, group, prefix)
            return frames[key][name].to_numpy()
    with h5py.File(FOLDER / f"{file}.h5") as run:
        data = run[path]
        values = data.asstr()[...] if h5py.check_string_dtype(data.dtype) else data[...]
    return pd.Series(values.ravel()).to_numpy().reshape(values.shape)


find_all(read)
