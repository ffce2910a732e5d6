"""What happens to one project in 24 months, as plain data: who meets when, who writes what when.

From it the site is led day by day (`living.py`), and what should follow is worked out by plain
loops (`expected.py`); neither knows of the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

START, END = date(2024, 1, 1), date(2025, 12, 31)
# One day more, on which the last round is due.
LAST = date(2026, 1, 1)
DAY = timedelta(days=1)
RHYTHM = 14

# Days between two meetings of a duo, and between two check-ins of its coach, over and over.
MEETINGS = ((7, 14, 10), (14, 15, 14), (20, 9, 14), (30, 5, 12))
CHECKINS = ((10, 15, 28), (14, 16, 31), (16, 20, 40))


@dataclass(frozen=True)
class Duo:
    """One mentee with one mentor. `rests` are days on which their reminders rest."""

    n: int
    started: date
    ended: date
    meetings: tuple[date, ...]
    checkins: tuple[date, ...]
    has_email: bool
    rests: tuple[date, date] | None = None
    work_on: date | None = None


def days_from(start: date, gaps: tuple[int, ...], until: date) -> Iterator[date]:
    day = start
    for gap in cycle(gaps):
        day += timedelta(days=gap)
        if day >= until:
            return
        yield day


def duo(n: int) -> Duo:
    started = START + timedelta(days=25 + 40 * n)
    ended = started + timedelta(days=180 + 10 * n)
    return Duo(
        n,
        started,
        ended,
        tuple(days_from(started, MEETINGS[n % 4], min(ended, LAST))),
        tuple(days_from(started, CHECKINS[n % 3], min(ended, LAST))),
        has_email=n % 2 == 0,
        rests=(started + timedelta(days=60), started + timedelta(days=110)) if n == 3 else None,
        work_on=ended + timedelta(days=20) if n % 3 == 0 else None,
    )


DUOS = tuple(duo(n) for n in range(8))

# Rounds: how many days after it is due a writer makes a sheet final. None: never; DRAFT: begun.
DRAFT = -1
DELAYS: dict[str, tuple[int | None, ...]] = {
    "frank": (0, 0, 2, None, 0, 1, 0, None, 0, 0, 5, 0),
    "eva": (0, 0, 0, 0, DRAFT, 0, 0, 0, 0, 0, 0, 0),
    "max": (0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0),
}
TRACKS = {"operational": "frank", "cooperation": "frank", "content": "eva"}
SIX_MONTH_HELD = date(2024, 7, 1)
FINAL_HELD = date(2025, 10, 2)
ASKED, DECIDED, CONFIRMED = date(2025, 9, 10), date(2025, 10, 6), date(2025, 10, 8)
# Agreed in the second round, due in June, done ten days late.
ACTION_ROUND, ACTION_DUE, ACTION_DONE = date(2024, 3, 1), date(2024, 6, 1), date(2024, 6, 11)


def all_days() -> Iterator[date]:
    day = START
    while day <= LAST:
        yield day
        day += DAY


def period_starts() -> list[date]:
    """The first days of the twelve rounds: the project begins with a calendar block."""
    return [date(2024 + m // 12, m % 12 + 1, 1) for m in range(0, 24, 2)]


def due_days() -> list[date]:
    return [*period_starts()[1:], LAST]


def writer_of(level: str, track: str) -> str:
    """Central sheets are the manager's, but content is the expert's first."""
    return "max" if level == "central" and track != "content" else TRACKS[track]
