"""One picture a file; `draw` gives it.  Each is also a script:

    python -m mixflow.figures.route_map RUN.h5 -o DIR"""

from __future__ import annotations

from importlib import import_module

NAMES = ("over_time", "difference", "route_map", "alluvial", "motives", "queues", "fates",
         "disentanglement")


def draws() -> tuple:
    """The functions that draw the gallery, in its order."""
    return tuple(import_module(f".{name}", __name__).draw for name in NAMES)
