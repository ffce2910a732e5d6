"""The pauses of mentors. Pure: a mentor, or the row of one, and a day in."""

from datetime import date
from typing import Any


def is_pausing(mentor: Any, on: date) -> bool:
    """Whether a pause goes on or is still to come; whether it is one today says `is_active`."""
    if mentor.paused_until is not None:
        return bool(mentor.paused_until >= on)
    return mentor.paused_from is not None
