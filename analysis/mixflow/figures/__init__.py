"""One picture a file; `draw` gives it.  Each is also a script:

    python -m mixflow.figures.route_map RUN.h5 -o DIR"""

from . import (alluvial, difference, disentanglement, fates, motives, over_time, queues,
               route_map)

FIGURES = tuple(module.draw for module in (over_time, difference, route_map, alluvial, motives,
                                           queues, fates, disentanglement))
