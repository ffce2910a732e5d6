"""Until when a written question is answered (domain.md 9)."""

from datetime import date

from m2w.workdays import add_workdays

WORKDAYS_TO_ANSWER = 20


def deadline(asked_on: date) -> date:
    """Twenty working days from the day the question was sent."""
    return add_workdays(asked_on, WORKDAYS_TO_ANSWER)
