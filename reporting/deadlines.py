"""Until when a written question is answered, and what must be done before (domain.md 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w.reference import install
from m2w.workdays import add_workdays, workday_back, workdays
from reporting.choices import QuestionState

DATA = Path(__file__).with_name("data") / "terms-of-questions.toml"


@dataclass(frozen=True, slots=True)
class Terms:
    """Numbers of working days: to answer in, before the last day, and of the embargo."""

    valid_from: date
    source: str
    answer: int
    before_contributions: int
    before_draft: int
    before_sign_off: int
    before_delivery: int
    embargo: int


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day by which something is done with a question; `until` is the state it then has."""

    label: str | Promise
    on: date
    until: QuestionState | None


@cache
def all_terms() -> Sequence[Terms]:
    return [Terms(**row) for row in install.read(DATA)["terms"]]


def terms_on(asked_on: date) -> Terms:
    """The terms for a question asked on a day; before the first set, the first one."""
    in_force = [one for one in all_terms() if one.valid_from <= asked_on]
    return in_force[-1] if in_force else all_terms()[0]


def deadline(asked_on: date) -> date:
    """The last working day to answer on: twenty from the day the question was sent."""
    return add_workdays(asked_on, terms_on(asked_on).answer)


def due_days(asked_on: date) -> list[DueDay]:
    """The internal days, planned backwards from the last one, and that one."""
    terms, last = terms_on(asked_on), deadline(asked_on)
    planned = [
        (gettext_lazy("Bijdragen binnen"), terms.before_contributions, None),
        (gettext_lazy("Ter nalezing"), terms.before_draft, QuestionState.DRAFTED),
        (gettext_lazy("Nagelezen"), terms.before_sign_off, QuestionState.SIGNED_OFF),
        (gettext_lazy("Te leveren"), terms.before_delivery, QuestionState.DELIVERED),
        (gettext_lazy("Te verzenden"), 0, QuestionState.SENT),
    ]
    return [DueDay(label, workday_back(last, days + 1), until) for label, days, until in planned]


def next_due(asked_on: date, state: str) -> DueDay | None:
    """What comes next for a question in this state; None once it is sent."""
    order = list(QuestionState)
    for due in due_days(asked_on):
        if due.until and order.index(QuestionState(state)) < order.index(due.until):
            return due
    return None


def lateness(asked_on: date, on: date) -> str:
    """`3 werkdagen te laat`; empty on or before the last day. Beyond one more whole term their
    number says nothing any more."""
    last, whole = deadline(asked_on), terms_on(asked_on).answer
    if on <= last:
        return ""
    late = sum(1 for _day in islice(workdays(last, on), whole + 1))
    if late > whole:
        return _("meer dan %(count)s werkdagen te laat") % {"count": whole}
    text = ngettext("%(count)s werkdag te laat", "%(count)s werkdagen te laat", late)
    return text % {"count": late} if late else _("te laat")


def time_left(asked_on: date, today: date) -> str:
    """`nog 8 van 20 werkdagen`, `vandaag de laatste werkdag` or how late it is."""
    if late := lateness(asked_on, today):
        return late
    left = sum(1 for _day in workdays(today, deadline(asked_on)))
    if not left:
        return _("vandaag de laatste werkdag")
    whole = terms_on(asked_on).answer
    return _("nog %(left)s van %(whole)s werkdagen") % {"left": min(left, whole), "whole": whole}


def embargo_ends(sent_on: date) -> date:
    """The last working day on which only the questioner has the answer."""
    return add_workdays(sent_on, terms_on(sent_on).embargo)
