"""When it is asked what became of someone whose guidance ended. Pure."""

from dataclasses import dataclass
from datetime import date

from m2w.periods import add_months

# So many months after the end (issue 6); none after the horizon of the call.
MONTHS = (1, 3, 6, 12)
# After the last moment it stands on the list for so many months [choice].
STAYS = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """One planned measurement; on its due day it is due."""

    month: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """A planned measurement, and what became of it; empty when nothing yet."""

    month: int
    due_on: date
    measured_on: date | None
    result: str


def moments(ended_on: date, horizon: int) -> list[Moment]:
    """The measurements planned for an enrolment that ended, in order.

    `horizon` is the number of months after the end within which outcomes count.
    """
    return [Moment(month, add_months(ended_on, month)) for month in MONTHS if month <= horizon]


def moment_due(ended_on: date, horizon: int, on: date) -> Moment | None:
    """The latest moment that came by the day: whoever missed an earlier one asks once, now.

    None before the first, and once the last is a month ago.
    """
    planned = moments(ended_on, horizon)
    come = [moment for moment in planned if moment.due_on <= on]
    if not come or (come == planned and add_months(ended_on, come[-1].month + STAYS) <= on):
        return None
    return come[-1]
