"""Days and periods: what day it is, adding months, ages, and half-open periods."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")
ONE_DAY = timedelta(days=1)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def today() -> date:
    """The day that every rule takes as now: `M2W_TODAY` when set, else the date in Brussels."""
    return settings.M2W_TODAY or timezone.localdate(timezone=BRUSSELS)


def iso_day(text: str) -> date:
    """The day that a text like `2022-04-01` writes; ValueError for any other form."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last day of a shorter month.

    Source: domain.md 6 [choice].
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(birth_date: date, on: date) -> int:
    """Full years of age; someone born on 29 February turns on 1 March in other years [choice]."""
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (not had_birthday)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to but not including `end`; without an end it goes on."""

    start: date
    end: date | None = None

    @classmethod
    def through(cls, start: date, last_day: date | None) -> Self:
        """The period whose last day still belongs to it, as people write it ("t/m")."""
        return cls(start, last_day and last_day + ONE_DAY)

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to it, or None when it goes on."""
        return self.end and self.end - ONE_DAY

    @property
    def days(self) -> int:
        """How many days it counts. Raises ValueError when it goes on."""
        if self.end is None:
            raise ValueError("a period without an end has no number of days")
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Self) -> bool:
        """Whether some day belongs to both."""
        return (self.end is None or other.start < self.end) and (
            other.end is None or self.start < other.end
        )
