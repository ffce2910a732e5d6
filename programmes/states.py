"""The state of an enrolment and the steps that led to it, from its dates (readings.md 19).

Pure: plain dates in; services and the data package share it.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from programmes.choices import Decision, State


class Dates(NamedTuple):
    """When what happened to an enrolment; None for what did not."""

    referred_on: date | None
    submitted_on: date | None
    info_requested_on: date | None
    decided_on: date | None
    decision: str
    started_on: date | None
    withdrawn_on: date | None
    ended_on: date | None


class Step(NamedTuple):
    """One transition: its name, from where to where, and the day."""

    name: str
    source: str
    target: str
    on: date


def steps(dates: Dates) -> Iterator[Step]:
    """Every dated transition in the order of the transition table (domain.md 3)."""
    state = ""
    for name, target, on in _dated(dates):
        if on is not None:
            # A referral that was accepted without more left no draft behind.
            yield Step(name, state or _before(name), target, on)
            state = target


def state_of(dates: Dates) -> State:
    """The state after the last step; a draft when there was none."""
    reached = [step.target for step in steps(dates)]
    return State(reached[-1]) if reached else State.DRAFT


def _dated(dates: Dates) -> tuple[tuple[str, State, date | None], ...]:
    approved = dates.decision == Decision.APPROVED
    return (
        ("refer", State.REFERRED, dates.referred_on),
        ("accept_referral", State.SUBMITTED, dates.submitted_on)
        if dates.referred_on
        else ("submit", State.SUBMITTED, dates.submitted_on),
        ("request_info", State.INFO_REQUESTED, dates.info_requested_on),
        ("approve", State.APPROVED, dates.decided_on)
        if approved
        else ("reject", State.REJECTED, dates.decided_on),
        ("start", State.ACTIVE, dates.started_on),
        ("withdraw", State.WITHDRAWN, dates.withdrawn_on),
        ("end", State.ENDED, dates.ended_on),
    )


def _before(name: str) -> str:
    """A first step starts from a draft; only a referral starts from nothing."""
    return "" if name == "refer" else State.DRAFT
