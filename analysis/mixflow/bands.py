"""Chance within the model: quantiles over replicates.

They say how far chance moves a result, not how far the model may be wrong."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

QUANTILES = {"low": 0.05, "quarter": 0.25, "median": 0.5, "three_quarters": 0.75, "high": 0.95}


def bands(values: np.ndarray, axis: int = 0) -> dict[str, np.ndarray]:
    """Quantiles of 5, 25, 50, 75 and 95 % along the axis of replicates; NaN is left out.

    Of one replicate all five are its value: there is no band to show."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nothing but NaN gives NaN
        found = np.nanquantile(values, list(QUANTILES.values()), axis=axis)
    return dict(zip(QUANTILES, found))


def band_frame(values: np.ndarray, index: pd.Index) -> pd.DataFrame:
    """The same of [replicate, index] as a data frame with a column for each quantile."""
    return pd.DataFrame(bands(values), index=index)
