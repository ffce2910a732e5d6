"""Working days: Monday to Friday without the Belgian public holidays."""

from collections.abc import Iterator
from datetime import date, timedelta

from holidays import country_holidays

BELGIUM = country_holidays("BE")


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in BELGIUM


def add_workdays(day: date, count: int) -> date:
    """The working day that comes so many working days after this day."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def workday_back(day: date, count: int) -> date:
    """The working day that is so many from a day backwards; 1 is that day, or the last before."""
    while True:
        count -= is_workday(day)
        if not count:
            return day
        day -= timedelta(days=1)


def workdays(after: date, until: date) -> Iterator[date]:
    """The working days that come after a day, up to and including another."""
    day = after + timedelta(days=1)
    while day <= until:
        if is_workday(day):
            yield day
        day += timedelta(days=1)
