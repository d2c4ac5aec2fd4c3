"""h5py: tables, scales on every axis, codes with their words."""

import h5py

from readers import FOLDER, find_all

opened = {}


def read(file, path):
    run = opened.setdefault(file, h5py.File(FOLDER / f"{file}.h5"))
    data = run[path]
    for axis, length in zip(data.dims, data.shape):
        assert h5py.h5ds.is_scale(data.id) or axis[0].shape == (length,), "an axis without a scale"
    if "flag_values" in data.attrs:
        words = data.attrs["flag_meanings"].split()
        assert len(words) == len(data.attrs["flag_values"])
        assert not data.size or 0 <= data[...].min() and data[...].max() < len(words)
    return data.asstr()[...] if h5py.check_string_dtype(data.dtype) else data[...]


find_all(read)
