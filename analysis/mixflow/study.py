"""What `mixflow sensitivity -o` and `mixflow coherence -o` write: listings as data frames."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Callable, Iterator

import h5py
import numpy as np
import pandas as pd

from .picture import CannotDraw, Picture, save
from .run import NotAResult

CHANCE = "Intervals hold chance alone, not what is unknown about the world."


class Study:
    """The listings of a study (kind `sensitivity` or `coherence`), from HDF5 or JSON.

    Raises FileNotFoundError if there is no such file, and NotAResult if it is something else."""

    def __init__(self, path):
        self.path = Path(path)
        if not self.path.is_file():
            raise FileNotFoundError(f"{path}: no such file")
        try:
            self.kind, self.title, self.notes, self.frames = \
                self._json() if self.path.suffix == ".json" else self._hdf5()
        except (OSError, ValueError, KeyError) as error:
            raise NotAResult(f"{path}: no study of mixflow ({error})") from None

    def _json(self):
        told = json.loads(self.path.read_text(encoding="utf-8"))
        frames = {name: pd.DataFrame({c["name"]: self._numbers([row[c["name"]] for row in one["rows"]])
                                      for c in one["columns"]})
                  for name, one in told["listings"].items()}
        return told["kind"], told["title"], told["notes"], frames

    @staticmethod
    def _numbers(values: list):
        """Texts stay; numbers, and null for none, become real numbers."""
        return values if any(isinstance(value, str) for value in values) else np.array(values, float)

    def _hdf5(self):
        with h5py.File(self.path, "r") as file:
            kind, title = (self._text(file.attrs[name]) for name in ("mixflow_kind", "title"))
            notes = [self._text(line) for line in file["note"][()]] if "note" in file else []
            frames = {name: pd.DataFrame({column: self._column(table) for column, table in group.items()
                                          if column != f"{name}_row"})
                      for name, group in file.items()
                      if isinstance(group, h5py.Group) and f"{name}_row" in file}
        if kind not in ("sensitivity", "coherence"):
            raise ValueError(f"it holds a {kind}")
        return kind, title, notes, frames

    @staticmethod
    def _text(value) -> str:
        return value.decode() if isinstance(value, bytes) else str(value)

    def _column(self, table):
        values = table[()]
        return [self._text(one) for one in values] if values.dtype.kind in "OS" else values

    def frame(self, name: str) -> pd.DataFrame:
        """A listing by name; CannotDraw if the study has none."""
        if name not in self.frames:
            raise CannotDraw(f"{self.path.name} holds no {name}: it is of kind {self.kind}")
        return self.frames[name]


def script(draw: Callable[[Study], Iterator[Picture]], words=None) -> None:
    """A figure on its own: python -m mixflow.figures.NAME STUDY.h5 -o DIR"""
    words = sys.argv[1:] if words is None else words
    folder = Path("gallery")
    if "-o" in words[:-1]:
        at = words.index("-o")
        folder, words = Path(words[at + 1]), words[:at] + words[at + 2:]
    if len(words) != 1 or words[0].startswith("-"):
        print("usage: python -m mixflow.figures.NAME STUDY.h5|STUDY.json [-o DIR]", file=sys.stderr)
        sys.exit(0 if words in (["-h"], ["--help"]) else 2)
    try:
        for picture in draw(Study(words[0])):
            print(save(picture, folder)[0])
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        sys.exit(3)
    except (NotAResult, CannotDraw) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
