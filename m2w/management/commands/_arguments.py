"""What commands take on their line."""

from argparse import ArgumentTypeError
from datetime import date

from m2w import periods
from m2w.form_fields import FIRST_DAY, LAST_DAY


def day(text: str) -> date:
    """A day as ISO writes it. Raises ArgumentTypeError for anything else, and outside 1900-2100."""
    try:
        found = periods.iso_day(text)
    except ValueError:
        found = date.min
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ArgumentTypeError(f"{text!r}: a date like 2022-04-01, from 1900 to 2100")
    return found
