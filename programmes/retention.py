"""When the file of a mentee may be kept no longer, from the dates of its enrolments. Pure.

A file with an open enrolment stays. Else each enrolment keeps it for the term of how it ended,
and the longest counts: what was never submitted from the day it was made or referred; what was
refused, declined or withdrawn after submission from that day; what ended from the last day of
guidance. A file without enrolments is one that was never submitted [choice].
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from m2w.privacy.terms import Category, Due, due, latest
from programmes.choices import OPEN_STATES, State


class Stay(NamedTuple):
    """What the term of one enrolment depends on."""

    state: str
    created_on: date
    referred_on: date | None = None
    submitted_on: date | None = None
    decided_on: date | None = None
    declined_on: date | None = None
    withdrawn_on: date | None = None
    ended_on: date | None = None


def file_due(created_on: date, stays: Iterable[Stay], months: Mapping[str, int]) -> Due | None:
    """When a file is due and by which term; None while an enrolment is open."""
    enrolments = list(stays)
    if any(stay.state in OPEN_STATES for stay in enrolments):
        return None
    terms = [due(*term_of(stay), months) for stay in enrolments]
    return latest(terms or [due(Category.DRAFT, created_on, months)])


def term_of(stay: Stay) -> tuple[Category, date]:
    """The term that an enrolment which is not open falls under, and since when."""
    if stay.state == State.ENDED and stay.ended_on:
        return Category.CLOSED, stay.ended_on
    over = stay.decided_on or stay.declined_on
    if over and stay.state in (State.REJECTED, State.DECLINED):
        return Category.REFUSED, over
    if stay.state == State.WITHDRAWN and stay.withdrawn_on:
        category = Category.REFUSED if stay.submitted_on else Category.DRAFT
        return category, stay.withdrawn_on
    return Category.DRAFT, stay.referred_on or stay.created_on
