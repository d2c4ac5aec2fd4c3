"""A picture with its caption and the numbers in it, and how they become files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Callable, Iterator, NamedTuple, Sequence

import matplotlib
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from .run import Run
from .style import DPI, RULES


class CannotDraw(ValueError):
    """The runs do not hold what a picture needs; the text says what would help."""


class Picture(NamedTuple):
    name: str         # of its files
    title: str
    caption: str
    figure: Figure
    data: pd.DataFrame  # what is drawn, tidy


Draw = Callable[[Sequence[Run]], Iterator[Picture]]


def save(picture: Picture, folder: Path) -> list[Path]:
    """Writes NAME.png (1280 x 720), NAME.svg (the same bytes each time) and NAME.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{picture.name}.{end}" for end in ("png", "svg", "csv")]
    about = {"Title": picture.title, "Description": picture.caption}
    with matplotlib.rc_context(RULES):
        FigureCanvasAgg(picture.figure).print_png(paths[0], metadata=about)
        FigureCanvasSVG(picture.figure).print_svg(paths[1], metadata={**about, "Date": None})
        picture.figure.set_dpi(DPI)  # which the SVG has changed
    picture.data.to_csv(paths[2], index=False, float_format="%.6g", lineterminator="\n")
    return paths


def script(draw: Draw) -> None:
    """A figure on its own: python -m mixflow.figures.NAME RUN.h5... -o DIR"""
    from .gallery import main

    sys.exit(main(sys.argv[1:], [draw]))
