"""What the page of one object says: facts in a grid, and steps on a time line."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from m2w.marks import Mark

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value; `note` is the small line below. An empty text shows a dash.

    `of` names the fields it tells of, where some readers may not know all of them.
    """

    label: Text
    text: Text
    note: Text = ""
    url: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened on a day."""

    mark: Mark
    on: date
    note: Text = ""


@dataclass(frozen=True, slots=True)
class StepLink:
    """Something that the reader may do now, as a button."""

    label: str
    url: str
    danger: bool
