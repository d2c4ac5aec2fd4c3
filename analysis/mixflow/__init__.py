"""mixflow: results as data frames and pictures.

    import mixflow
    with mixflow.Run("base.h5") as run:
        print(run.tables())                     # what is in the file
        print(run.indicators(by="year"))        # a tidy data frame
        print(mixflow.events(run, cohort="ERI", kind="arrives"))

People in it are modelled people; nothing here is a forecast."""

from .bands import QUANTILES, bands
from .events import events
from .journeys import journeys
from .pair import NotAPair, Pair
from .run import NotAResult, Run
from .trajectories import trajectories

__all__ = ["QUANTILES", "NotAPair", "NotAResult", "Pair", "Run", "bands", "events", "journeys",
           "trajectories"]
__version__ = "0.1.0"
