"""What volunteers got in a year beside what they may get, mentor by mentor."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from m2w.tables import Column
from matching.columns import mentor_url
from matching.fees import Maxima, Paid, maxima, total_of
from matching.models import Mentor, VolunteerFee


@dataclass(frozen=True, slots=True)
class MentorYear:
    """A mentor's fees of one year, of all projects."""

    mentor: Mentor
    days: int
    total: Decimal
    maximum: Decimal

    @property
    def left(self) -> Decimal:
        return self.maximum - self.total


def years_of(mentors: Collection[Mentor], year: int) -> list[MentorYear]:
    """Of each of these mentors, by name."""
    per_mentor: dict[Any, list[Paid]] = defaultdict(list)
    rows = VolunteerFee.objects.filter(mentor__in=[one.pk for one in mentors], day__year=year)
    for mentor, day, amount in rows.order_by().values_list("mentor", "day", "amount"):
        per_mentor[mentor].append(Paid(day, amount))
    most = maxima(year).year
    return [
        MentorYear(
            mentor,
            len({fee.day for fee in per_mentor[mentor.pk]}),
            total_of(per_mentor[mentor.pk], year),
            most,
        )
        for mentor in sorted(mentors, key=attrgetter("last_name", "first_name", "code"))
    ]


COLUMNS = [
    Column(gettext_lazy("Mentor"), "mentor", url=lambda row: mentor_url(row.mentor)),
    Column(gettext_lazy("Dagen"), "days", "count"),
    Column(gettext_lazy("Bedrag in euro"), "total", "amount"),
    Column(gettext_lazy("Maximum in euro"), "maximum", "amount"),
    Column(gettext_lazy("Over in euro"), "left", "amount"),
]


def in_words(year: int) -> str:
    """The maxima of a year, and whose they are when its own are not known."""
    found: Maxima = maxima(year)
    told = {
        "year": year,
        "day": notation.euro(found.day),
        "most": notation.euro(found.year),
        "known_for": found.known_for,
    }
    text = _("In %(year)s krijgt een vrijwilliger hoogstens %(day)s per dag en %(most)s per jaar.")
    if found.known_for == year:
        return text % told
    other = _("Dat zijn de bedragen van %(known_for)s: die van %(year)s zijn hier niet gekend.")
    return f"{text % told} {other % told}"


# The list that the law asks for: each volunteer, the days and the amounts.
HEAD = (
    gettext_lazy("Naam"),
    gettext_lazy("Voornaam"),
    gettext_lazy("Dag"),
    gettext_lazy("Project"),
    gettext_lazy("Bedrag in euro"),
    gettext_lazy("Totaal van het jaar in euro"),
    gettext_lazy("Maximum van het jaar in euro"),
)


def yearly_list(fees: Iterable[VolunteerFee], year: int) -> list[Sequence[Any]]:
    """A line per day, by volunteer; each with the total and the maximum of the year."""
    rows = list(fees)
    totals: dict[Any, Decimal] = defaultdict(Decimal)
    for fee in rows:
        totals[fee.mentor_id] += fee.amount
    most = maxima(year).year
    lines: list[Sequence[Any]] = [[str(label) for label in HEAD]]
    for fee in sorted(rows, key=place_on_list):
        who, day = fee.mentor, fee.day
        amounts = fee.amount, totals[fee.mentor_id], most
        lines.append([who.last_name, who.first_name, day, fee.project.name, *amounts])
    return lines


def place_on_list(fee: VolunteerFee) -> tuple[str, str, str, date, str]:
    who = fee.mentor
    return who.last_name, who.first_name, who.code, fee.day, fee.project.code
