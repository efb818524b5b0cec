"""Every form that figures are printed in, in the order in which they are tried."""

from __future__ import annotations

from publicstats.quantity.doublings import CHANGES
from publicstats.quantity.durations import QUARTERS, TIMES
from publicstats.quantity.fractions import FRACTIONS
from publicstats.quantity.plain_form import PAIR, PLAIN
from publicstats.quantity.rates import RATES

FORMS = (QUARTERS, PLAIN, *FRACTIONS, PAIR, *TIMES, *RATES, *CHANGES)
