"""The calendar of evaluations: which rounds there are, and when they are due (domain.md 5).

Pure: plain dates in, plain dates out.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from m2w.periods import Period, add_months

ONE_DAY = timedelta(days=1)
SIX_MONTHS = 6
FINAL_DUE_BEFORE_END = 3


def promoter_rounds(first_day: date, last_day: date) -> Iterator[Period]:
    """Consecutive two-month periods from a project's first day to its last (Q479)."""
    months = 0
    while (start := add_months(first_day, months)) <= last_day:
        months += 2
        yield Period(start, min(add_months(first_day, months), last_day + ONE_DAY))


def calendar_rounds(first_day: date, last_day: date) -> Iterator[Period]:
    """Calendar blocks (January–February, …) from that of the first day to that of the last."""
    start = date(first_day.year, first_day.month - (first_day.month - 1) % 2, 1)
    while start <= last_day:
        end = add_months(start, 2)
        yield Period(start, end)
        start = end


def due_on(period: Period) -> date:
    """A round is due on the day after its period. Raises ValueError without an end."""
    if period.end is None:
        raise ValueError("a round has an end")
    return period.end


def six_month_due(first_day: date) -> date:
    return add_months(first_day, SIX_MONTHS)


def final_due(initial_last_day: date) -> date:
    """Three months before the last day of the initial term."""
    return add_months(initial_last_day, -FINAL_DUE_BEFORE_END)
