"""How long VDAB has had an enrolment, in working days, against its own norm (domain.md 3).

Pure: plain days in. The clock counts the working days after the day of submission. It stands
still while information is asked: from the day of the question until the day of the answer,
which counts again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from m2w.periods import Period
from m2w.workdays import add_workdays, workdays


@dataclass(frozen=True, slots=True)
class Waiting:
    """Working days that passed, and the day on which the norm is reached.

    `due_on` is None while the clock stands still before the norm: it then depends on an answer
    that has not come. `asked_on` is the day of the question that is open.
    """

    days: int
    norm: int
    due_on: date | None
    asked_on: date | None

    @property
    def is_over(self) -> bool:
        return self.days > self.norm

    @property
    def stands_still(self) -> bool:
        return self.asked_on is not None


def waiting(submitted_on: date, until: date, norm: int, questions: Iterable[Period]) -> Waiting:
    """What the clock says on a day: that of the decision, or today while there is none.

    Each question is the period from its day to the day of its answer; without an answer it goes
    on. `norm` is the call's number of working days.
    """
    asked = sorted(questions, key=lambda question: question.start)
    counted = [day for day in workdays(submitted_on, until) if not any(day in q for q in asked)]
    is_open = bool(asked) and asked[-1].end is None and until in asked[-1]
    return Waiting(
        days=len(counted),
        norm=norm,
        due_on=due_on(submitted_on, norm, asked),
        asked_on=asked[-1].start if is_open else None,
    )


def due_on(submitted_on: date, norm: int, asked: Sequence[Period]) -> date | None:
    """The working day on which the norm is reached, or None when an open question comes first."""
    left, day = norm, submitted_on
    while left:
        day = add_workdays(day, 1)
        if any(day in question and question.end is None for question in asked):
            return None
        left -= not any(day in question for question in asked)
    return day
