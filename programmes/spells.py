"""Spells of work: jobs that follow each other closely enough (domain.md 6).

Pure: plain dates in, plain dates out. `outflow.lasting_spell` asks the same of many at once.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from m2w.periods import add_months


class Work(NamedTuple):
    """From a first day to a last; open while the last is not known."""

    started_on: date
    ended_on: date | None

    def lasted(self, months: int, as_of: date) -> bool:
        """Whether it has gone on for so many months by a day: it ended on or after that moment,
        or has not ended and the moment has come."""
        full_on = add_months(self.started_on, months)
        return full_on <= as_of and (self.ended_on is None or self.ended_on >= full_on)


def known(jobs: Iterable[Work], as_of: date) -> list[Work]:
    """What is known on a day, in order: nothing begins later, and an end to come is none."""
    return sorted(
        (
            Work(job.started_on, job.ended_on if job.ended_on and job.ended_on <= as_of else None)
            for job in jobs
            if job.started_on <= as_of
        ),
        key=lambda job: job.started_on,
    )


def spells(jobs: Iterable[Work], gap_days: int) -> Iterator[Work]:
    """Jobs in order of their start, as spells: each begins at most so many days after the end of
    all before it in the spell."""
    gap = timedelta(days=gap_days)
    current: Work | None = None
    for job in jobs:
        if current and (current.ended_on is None or job.started_on <= current.ended_on + gap):
            current = Work(current.started_on, later(current.ended_on, job.ended_on))
        else:
            if current:
                yield current
            current = job
    if current:
        yield current


def later(one: date | None, other: date | None) -> date | None:
    """The later of two last days; none while either is open."""
    return None if one is None or other is None else max(one, other)
