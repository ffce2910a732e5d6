"""When a duo is asked how it goes, and an employer how someone started. Pure.

`MatchQuerySet.to_ask` has the same for many.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from m2w.periods import add_months
from matching.choices import Moment, QuestionnaireCode, Respondent

# Asked of someone so many days after its moment at the latest [choice].
WINDOW = timedelta(days=60)
# After which a link that was not used stops working [choice].
LINK_DAYS = 30
# An employer is asked so many months after the start.
EMPLOYER_MONTHS = 3


class Answer(NamedTuple):
    item: str
    value: int


# What an employer answers who would hire from the project again.
WOULD_AGAIN = Answer("again", 3)
SATISFACTION = (Moment.MONTH_ONE, Moment.HALFWAY, Moment.END)
# Which questionnaire is asked of a duo at which moments, and who answers it.
PLAN: dict[str, tuple[Moment, ...]] = {
    QuestionnaireCode.MENTEE_SATISFACTION: SATISFACTION,
    QuestionnaireCode.MENTOR_SATISFACTION: SATISFACTION,
    QuestionnaireCode.MENTOR_GOALS: (Moment.START, Moment.END),
}
RESPONDENTS: dict[str, Respondent] = {
    QuestionnaireCode.MENTEE_SATISFACTION: Respondent.MENTEE,
    QuestionnaireCode.MENTOR_SATISFACTION: Respondent.MENTOR,
    QuestionnaireCode.MENTOR_GOALS: Respondent.MENTOR,
    QuestionnaireCode.EMPLOYER_GOALS: Respondent.EMPLOYER,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One questionnaire at one moment; it is due on its day."""

    questionnaire: str
    moment: str
    due_on: date


def planned(
    started_on: date, planned_end_on: date | None, ended_on: date | None
) -> Iterator[Planned]:
    """Everything that is asked of a duo, in the order of the days.

    After a month, halfway to the planned end, and at the end; what would come at or after the
    end, or the first month at or after halfway, is left out. Without any end nothing is halfway.
    """
    days = dict(moments(started_on, planned_end_on, ended_on))
    found = [
        Planned(code, moment, days[moment])
        for code, asked in PLAN.items()
        for moment in asked
        if moment in days
    ]
    yield from sorted(found, key=lambda one: one.due_on)


def moments(
    started_on: date, planned_end_on: date | None, ended_on: date | None
) -> Iterator[tuple[Moment, date]]:
    yield Moment.START, started_on
    end = ended_on or planned_end_on
    month = add_months(started_on, 1)
    halfway = halfway_of(started_on, planned_end_on) if planned_end_on else None
    if (halfway is None or month < halfway) and (ended_on is None or month < ended_on):
        yield Moment.MONTH_ONE, month
    if halfway and halfway > started_on and (ended_on is None or halfway < ended_on):
        yield Moment.HALFWAY, halfway
    if end:
        yield Moment.END, end


def halfway_of(started_on: date, planned_end_on: date) -> date:
    return started_on + timedelta(days=(planned_end_on - started_on).days // 2)


def employer_asked_on(started_on: date, ended_on: date | None) -> date | None:
    """The day on which an employer is asked; None when the work ended before it."""
    day = add_months(started_on, EMPLOYER_MONTHS)
    return day if ended_on is None or ended_on >= day else None


def is_due(due_on: date, on: date) -> bool:
    """Whether it is asked on a day: not before its own, and not long after it."""
    return due_on <= on < due_on + WINDOW
