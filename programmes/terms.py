"""How long a project runs. Pure: dates in, dates out."""

from datetime import date

from m2w.periods import ONE_DAY, add_months


def last_day_after(first_day: date, months: int) -> date:
    """The last day of a term of so many months that starts on `first_day`.

    With the day after the initial term it gives the last day of an extension; with 0 months
    the day before. Source: readings.md 11.
    """
    return add_months(first_day, months) - ONE_DAY
