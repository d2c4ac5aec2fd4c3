"""All pictures of one run, or of a baseline and others, in a folder with a page to look at them."""

from __future__ import annotations

import argparse
import html
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Optional, Sequence

from .figures import draws as all_draws
from .picture import CannotDraw, Draw, Picture, save
from .run import NotAResult, Run
from .style import MOST

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body {{ font: 18px sans-serif; max-width: 1280px; margin: auto; color: #222; }}
img {{ width: 100%; }} figcaption {{ color: #595959; }} figure {{ margin: 3em 0; }}</style></head>
<body><h1>{title}</h1>
<p>{runs}</p>
{figures}
</body></html>
"""
FIGURE = """<figure><img src="{name}.svg" alt="{caption}">
<figcaption>{caption} <a href="{name}.csv">The numbers</a> · <a href="{name}.png">PNG</a></figcaption>
</figure>"""


def gallery(runs: Sequence[Run], folder: Path, draws: Optional[Sequence[Draw]] = None) \
        -> tuple[list[Picture], list[str]]:
    """Draws and saves; gives the pictures and, of those that could not be drawn, why not."""
    pictures, missing = [], []
    for draw in all_draws() if draws is None else draws:
        try:
            for picture in draw(runs):
                save(picture, folder)
                pictures.append(picture)
        except CannotDraw as reason:
            missing.append(f"{Path(draw.__code__.co_filename).stem}: {reason}")
    if pictures:
        (folder / "index.html").write_text(page(runs, pictures), encoding="utf-8")
    return pictures, missing


def page(runs: Sequence[Run], pictures: Sequence[Picture]) -> str:
    """The pictures one below the other, with captions."""
    told = "; ".join(f"{run.label}: mixflow {run.text('mixflow_version')}, seed {run.seed}, digest "
                     f"{run.text('mixflow_digest')}" for run in runs)
    figures = "\n".join(FIGURE.format(name=each.name, caption=html.escape(each.caption))
                        for each in pictures)
    return PAGE.format(title=html.escape(runs[0].title), runs=html.escape(told), figures=figures)


def main(words: Optional[Sequence[str]] = None, draws: Optional[Sequence[Draw]] = None) -> int:
    """The command; returns its exit status: 0, 2 for a mistake, 3 for files."""
    parser = argparse.ArgumentParser(
        prog="python -m mixflow gallery",
        description="Draws results; the first run is the baseline, the others are compared with it.")
    parser.add_argument("run", nargs="+", type=Path, metavar="RUN.h5")
    parser.add_argument("-o", "--output", type=Path, default=Path("gallery"), metavar="DIR",
                        help="folder of the pictures (default: gallery)")
    given = parser.parse_args(words)
    wrong = [] if len(given.run) <= MOST else \
        [f"{len(given.run)} runs in one picture cannot be told apart; at most {MOST}"]
    stems = [path.stem for path in given.run]
    wrong += [f"two runs are named {stem}" for stem in sorted(set(stems)) if stems.count(stem) > 1]
    with ExitStack() as opened:
        runs, lost = [], []
        for path in given.run:
            try:
                runs.append(opened.enter_context(Run(path)))
            except (FileNotFoundError, PermissionError) as error:
                lost.append(str(error))
            except NotAResult as error:
                wrong.append(str(error))
        for complaint in wrong + lost:
            print(complaint, file=sys.stderr)
        if wrong or lost:
            return 2 if wrong else 3
        try:
            pictures, missing = gallery(runs, given.output, draws)
        except OSError as error:
            print(error, file=sys.stderr)
            return 3
    for reason in missing:
        print(f"left out: {reason}", file=sys.stderr)
    if not pictures:
        return 2
    many = "picture" if len(pictures) == 1 else "pictures"
    print(f"{len(pictures)} {many}: {given.output / 'index.html'}")
    return 0
