"""What the rules about duos need to know of mentors and vetoes."""

from datetime import date
from typing import NamedTuple


class MentorFacts(NamedTuple):
    line: int
    code: str
    promoter: str
    languages: dict[str, str]
    capacity: int
    trained_on: date | None
    active_from: date
    active_until: date | None
    paused_from: date | None
    paused_until: date | None


class VetoFacts(NamedTuple):
    line: int
    mentee: str
    mentor: str
    decided_on: date
