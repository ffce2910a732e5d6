"""What people are reminded of. Each app declares its own in a module `reminders`: `REMINDERS`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from m2w.details import Text
from m2w.discovery import modules


class Due(NamedTuple):
    """Something that is late for someone: since which day, for whom it is to do.

    `about` is the id of the object that the notice of this code names. `to` is a colleague;
    without one the rule writes a letter to somebody who has no account.
    """

    about: str
    since: date
    organisation: UUID
    to: UUID | None = None


class Letter(NamedTuple):
    """A mail to somebody without an account, who finds the rest behind a link."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What is late, as of a day; `label` heads its number in the daily mail.

    `due` is asked for all that is late, told of before or not. `letters` writes to those of whom
    something is due; who cannot be written to is absent.
    """

    label: Text
    due: Callable[[date], Iterable[Due]]
    letters: Callable[[Sequence[Due]], Mapping[Due, Letter]] | None = None


REMINDERS: Mapping[str, Rule] = {}


@cache
def rules() -> dict[str, Rule]:
    """Every rule of every app; its code is also that of the notice it gives."""
    return {
        code: rule for module in modules("reminders") for code, rule in module.REMINDERS.items()
    }
