"""Two runs of the same people under the same luck, so that their difference is what a policy did."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .run import Run


class NotAPair(ValueError):
    """Two runs that may not be subtracted replicate by replicate."""


SAME_TEXTS = ("cohort", "country", "place", "link", "status", "queue", "outcome", "indicator")
SAME_NUMBERS = {
    "replicate": "the number of replicates",
    "step_time": "the calendar",
    "time": "the times of records",
    "year": "the years",
    "weight": "the persons that one modelled person stands for",
    "cohort_first_person": "the numbers of people",
    "cohort_people": "the number of people",
}


class Pair:
    """A baseline and another run.  Raises NotAPair with all that differs but should not."""

    def __init__(self, base: Run, other: Run):
        self.base, self.other = base, other
        wrong = list(self._complaints())
        if wrong:
            raise NotAPair(f"{other.path} is not a pair of {base.path}: " + "; ".join(wrong))

    def _complaints(self):
        for name, what in (("mixflow_version", "version"), ("mixflow_seed", "seed")):
            one, two = self.base.text(name), self.other.text(name)
            if one != two:
                yield f"its {what} is {two}, there {one}"
        for name in SAME_TEXTS:
            if self.base.words(name) != self.other.words(name):
                yield f"the list {name} differs"
        if self.base.start != self.other.start:
            yield f"it starts on {self.other.start.date()}, there on {self.base.start.date()}"
        for name, what in SAME_NUMBERS.items():
            if not np.array_equal(self.base.array(name), self.other.array(name)):
                yield f"{what} differs"

    def indicators(self, by: str = "all") -> pd.DataFrame:
        """Indicators of both and `difference` = other - base, replicate by replicate."""
        return self._differences(self.base.indicators(by), self.other.indicators(by))

    def outcomes(self, by: str = "all") -> pd.DataFrame:
        """Outcomes of both and `difference` = other - base, replicate by replicate."""
        return self._differences(self.base.outcomes(by), self.other.outcomes(by))

    @staticmethod
    def _differences(base: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
        frame = base.rename(columns={"value": "base"})
        frame.insert(list(frame).index("base") + 1, "other", other["value"])
        frame.insert(list(frame).index("other") + 1, "difference", frame["other"] - frame["base"])
        return frame

    def fates(self) -> pd.DataFrame:
        """What became of the same people in both, tidy: replicate, base, other (words of
        `fates/final_fate`) and persons.  Numbers that nobody bears are left out."""
        words = self.base.words("fates/final_fate")
        first, count = self.base.array("cohort_first_person"), self.base.array("cohort_people")
        weight, rows = self.base.array("weight"), []
        for r in range(self.base.replicates):
            one, two = (run.dataset("fates/final_fate")[r] for run in (self.base, self.other))
            persons = np.zeros((len(words), len(words)))
            for k, (begin, n) in enumerate(zip(first, count)):
                at = one[begin:begin + n].astype(int) * len(words) + two[begin:begin + n]
                persons += weight[k] * np.bincount(at, minlength=persons.size).reshape(persons.shape)
            rows += [(r, words[i], words[j], persons[i, j])
                     for i in range(1, len(words)) for j in range(1, len(words))]
        return pd.DataFrame(rows, columns=["replicate", "base", "other", "persons"])
