"""By which day a duo should meet again, and its coach talk with one of the two. Pure.

A due day is the last one on which nothing is late: `MatchQuerySet.without_contact` and
`without_checkin` find a running duo on exactly the days after it that are not in its pause.
Source: domain.md 5.
"""

from collections.abc import Callable
from datetime import date, timedelta

from m2w.periods import ONE_DAY, Period, add_months

# The first check-in comes within two weeks, so that the second still fits in the month [choice].
FIRST_CHECKIN_DAYS = 14


def contact_due_on(
    started_on: date, last_reached: date | None, rhythm: int, pause: Period | None = None
) -> date | None:
    """The last day on which the duo is not late to meet.

    `last_reached` is when they last met, None when they never did; `rhythm` the days between
    two meetings. None while a pause without a known end keeps the day from being known.
    """
    return after(last_reached or started_on, lambda day: day + timedelta(days=rhythm), pause)


def checkin_due_on(
    started_on: date, last_reached: date | None, checkins: int, pause: Period | None = None
) -> date | None:
    """The last day on which the coach is not late: two check-ins in the first month, then one
    a month.

    `checkins` is how often the coach reached one of the two so far, `last_reached` the last day
    of those. None as for a contact.
    """
    if checkins == 0:
        return after(started_on, lambda day: day + timedelta(days=FIRST_CHECKIN_DAYS), pause)
    if checkins == 1 or last_reached is None:
        return after(started_on, month_after, pause)
    return after(last_reached, month_after, pause)


def after(day: date, term: Callable[[date], date], pause: Period | None) -> date | None:
    """The end of a term from a day on, in which the days of a pause do not count."""
    due = term(day)
    if pause is None or pause.start > due + ONE_DAY:
        return due
    if pause.end is None:
        return None
    began = max(pause.start, day + ONE_DAY)
    return term(day + max(pause.end - began, timedelta()))


def month_after(day: date) -> date:
    """The last day that is no more than a month later: from 28 February 31 March."""
    due = add_months(day, 1)
    while add_months(due + ONE_DAY, -1) <= day:
        due += ONE_DAY
    return due
