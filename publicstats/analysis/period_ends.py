"""When the periods of figures end."""

from __future__ import annotations

import numpy as np
import pandas as pd

from publicstats.edition.model import Edition


def find_period_ends(edition: Edition, frame: pd.DataFrame) -> pd.Series:
    """The last day of each figure's period, as a number that grows with time."""
    texts = frame["period"].cat
    ends = np.array([edition.periods[text].end.toordinal() for text in texts.categories], dtype=int)
    return pd.Series(ends[texts.codes], frame.index)
