"""How long a project runs. Pure: dates in, dates out."""

from datetime import date

from m2w.periods import ONE_DAY, add_months


def last_day_after(first_day: date, months: int) -> date:
    """The last day of a term of so many months that starts on `first_day`.

    With the day after the initial term it gives the last day of an extension; with 0 months
    the day before. Source: readings.md 11.
    """
    return add_months(first_day, months) - ONE_DAY


def days(first_day: date, last_day: date) -> int:
    """How many days a term counts, its first and last included."""
    return (last_day - first_day).days + 1


def elapsed(first_day: date, last_day: date, on: date) -> int:
    """How many days of a term have passed by the end of a day, first and last included."""
    return max(0, days(first_day, min(on, last_day)))


def planned_by(target: int, first_day: date, last_day: date, on: date) -> int:
    """How many of a target an even pace over the term would have started by a day."""
    return target * elapsed(first_day, last_day, on) // days(first_day, last_day)
