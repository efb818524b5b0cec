"""What a change is measured against: what is printed of it -> what the column `base` may say.

`quantity` gives what is printed in English (同比: year on year); `BASE_KINDS` says what that means.
"""

from __future__ import annotations

from datetime import date, timedelta

from publicstats.period import Period
from publicstats.quantity import BASE_KINDS

UNSTATED = "unstated"
_YEAR_LONG = 360
"""Days of a period whose period before is the year before."""


def suggest_base(printed: str, period: Period | None) -> str:
    """What `base` says of a change of a period that is printed against something; `unstated` for nothing.

    What is measured against the end of a year (比上年末) is measured against that day.
    """
    kind = BASE_KINDS.get(printed, UNSTATED)
    if kind != "year_end":
        return "year_before" if kind == "year" else kind
    if period is None:
        return UNSTATED
    return "year_before" if _ends_year(period) else f"{period.end.year - 1}-12-31"


def fits_base(printed: str, base: str, period: Period, before: Period | None) -> bool:
    """Whether `base` of a change of a period agrees with what is printed; `before` is the period it names."""
    kind = BASE_KINDS[printed]
    if before is not None:
        if kind == "year_end":
            return date(period.end.year, 1, 1) in (before.start, before.end + timedelta(days=1))
        return kind == "period_before" or before.end.year == period.end.year - 1
    allowed = {kind, suggest_base(printed, period)}
    if _is_year(period):
        allowed |= {"year_before", "period_before"}
    return base in allowed


def _is_year(period: Period) -> bool:
    """Whether a period is a year, or the end of one, so that the period before is the year before."""
    return _ends_year(period) if period.is_day else _count_days(period) >= _YEAR_LONG


def _ends_year(period: Period) -> bool:
    return (period.end.month, period.end.day) == (12, 31)


def _count_days(period: Period) -> int:
    return (period.end - period.start).days + 1 if period.start else 0
