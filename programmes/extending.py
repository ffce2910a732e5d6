"""When a project may be extended: asked near its end, granted after a positive final evaluation.

Pure: plain dates in, reason codes out. Source: domain.md 5 (Q479), readings.md 11.
"""

from dataclasses import dataclass
from datetime import date

from m2w.periods import ONE_DAY, add_months
from programmes.choices import Verdict

# On the work list from month 20 of 24 on: four months before the end, whatever the term [issue].
MONTHS_BEFORE_END = 4


def opens_on(initial_last_day: date) -> date:
    """The first day on which an extension may be asked."""
    return add_months(initial_last_day + ONE_DAY, -MONTHS_BEFORE_END)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a project on a day. `verdict` is that of its final evaluation, if held."""

    initial_last_day: date
    is_extended: bool = False
    is_asked: bool = False
    verdict: str = ""


def why_not_ask(standing: Standing, on: date) -> str:
    """Why nobody may ask now; empty when one may. Codes: already_extended, asked_already,
    too_early (before month 20), term_over (the initial term has ended)."""
    if standing.is_extended:
        return "already_extended"
    if standing.is_asked:
        return "asked_already"
    if on < opens_on(standing.initial_last_day):
        return "too_early"
    return "term_over" if on > standing.initial_last_day else ""


def why_not_grant(standing: Standing) -> str:
    """Why an extension cannot be granted now; empty when it can. Codes: already_extended,
    no_final_evaluation (none was held by the day), negative_evaluation."""
    if standing.is_extended:
        return "already_extended"
    if not standing.verdict:
        return "no_final_evaluation"
    return "negative_evaluation" if standing.verdict != Verdict.POSITIVE else ""
