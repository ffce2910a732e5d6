"""How far a duo is: its months, its meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from m2w.notation import share
from m2w.periods import ONE_DAY, add_months
from m2w.wording import language_names
from matching.choices import ContactKind
from matching.models import Contact, Match


@dataclass(frozen=True, slots=True)
class Together:
    """A duo on a day: in which month of how many, how often they met and for how long."""

    match: Match
    month: int
    months: int
    meetings: int
    minutes: int

    @property
    def share(self) -> str:
        """How far it is, as a width."""
        return share(self.month, self.months)

    @property
    def time(self) -> str:
        hours, minutes = divmod(self.minutes, 60)
        return _("%(hours)s u %(minutes)02d") % {"hours": hours, "minutes": minutes}

    @property
    def languages(self) -> str:
        return language_names(self.match.shared_languages)


def duo_of(match: Match, contacts: Iterable[Contact], on: date) -> Together:
    """Months count from the first day; what was planned to end decides of how many."""
    met = [
        contact
        for contact in contacts
        if contact.match_id == match.pk and contact.kind == ContactKind.CONTACT and contact.reached
    ]
    last = match.planned_end_on - ONE_DAY if match.planned_end_on else on
    return Together(
        match,
        months_since(match.started_on, on),
        months_since(match.started_on, last),
        len(met),
        sum(contact.minutes or 0 for contact in met),
    )


def months_since(start: date, day: date) -> int:
    """In which month from the start a day lies; the first day is in month 1."""
    month = 1
    while add_months(start, month) <= day:
        month += 1
    return month
