"""What the queue says of an enrolment in a few words: its clock, its screening, whose it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from m2w import notation
from m2w.accounts.models import User
from m2w.details import Text
from programmes.choices import OPEN_STATES, ScreeningResult, State, Subgroup
from programmes.clock import Waiting
from programmes.desks import Desk, waiting_of, with_clock
from programmes.eligibility import Result
from programmes.eligibility_texts import missing_in_words, sentence
from programmes.facts import CriterionLine, criteria_of
from programmes.models import Enrolment, Screening


@dataclass(frozen=True, slots=True)
class Double:
    """Another enrolment of the same person, at another promoter, and whether one may open it."""

    enrolment: Enrolment
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One enrolment in the queue."""

    enrolment: Enrolment
    clock: Waiting | None
    marks: Sequence[CriterionLine]
    say: Text
    whose: Text
    doubles: Sequence[Double]

    @property
    def tally(self) -> str:
        """The six marks in words, for who does not see them."""
        found = [mark.css for mark in self.marks]
        return _("%(met)s voldaan, %(not)s niet voldaan, %(unknown)s niet gekend") % {
            "met": found.count("is-met"),
            "not": found.count("is-not"),
            "unknown": found.count("is-unknown"),
        }

    @property
    def may_be_chosen(self) -> bool:
        """Whether it can be approved together with others: eligible, and nothing is asked."""
        return self.enrolment.state == State.SUBMITTED and not self.enrolment.needs_derogation


RELATED = ["mentee", "project__promoter", "project__lot__call", "screening", "counsellor__user"]


def with_all(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """The rows with everything that a card tells."""
    return with_clock(rows.select_related(*RELATED))


def cards(rows: Iterable[Enrolment], desk: Desk, on: date, user: User) -> list[Card]:
    """The cards of some rows of `with_all`; two more queries, however many there are."""
    found = list(rows)
    doubles = doubles_of(found, user)
    return [card(row, desk, on, doubles.get(row.pk, [])) for row in found]


def card(enrolment: Enrolment, desk: Desk, on: date, doubles: Sequence[Double]) -> Card:
    clock = waiting_of(enrolment, on)
    screening = enrolment.screening
    return Card(
        enrolment=enrolment,
        clock=clock,
        marks=criteria_of(screening) if screening else [],
        say=in_one_sentence(enrolment, screening, clock),
        whose=whose(enrolment, desk),
        doubles=doubles,
    )


def in_one_sentence(
    enrolment: Enrolment, screening: Screening | None, clock: Waiting | None = None
) -> Text:
    """The one thing to know of it before opening it."""
    if clock and clock.asked_on:
        return _("Klok staat stil: vraag van %(day)s.") % {
            "day": notation.short_day(clock.asked_on)
        }
    if screening is None:
        return _("Nog niet gescreend.")
    if screening.result == ScreeningResult.INCOMPLETE:
        return _("Nog nodig: %(what)s.") % {"what": missing_in_words(screening.missing)}
    if screening.result == ScreeningResult.INELIGIBLE:
        return why_not(screening)
    subgroup = Subgroup(enrolment.profile_subgroup or Subgroup.NONE)
    if subgroup == Subgroup.NONE:
        return _("Voldoet.")
    return _("Voldoet: %(subgroup)s.") % {"subgroup": subgroup.label}


def why_not(screening: Screening) -> Text:
    """The first criterion that is not met; else it is the subgroup that fails."""
    for criterion in screening.criteria:
        if criterion["result"] == Result.NOT_MET:
            return sentence(criterion["reason"])
    return _("Past in geen subgroep van het perceel.")


def whose(enrolment: Enrolment, desk: Desk) -> Text:
    """Whose work it is, when it is not the reader's own."""
    counsellor = enrolment.counsellor
    if counsellor is None or counsellor.pk == desk.owner:
        return ""
    if counsellor.pk in desk.replaced:
        return _("voor %(who)s, afwezig") % {"who": counsellor}
    return _("van %(who)s") % {"who": counsellor}


def doubles_of(rows: Sequence[Enrolment], user: User) -> dict[UUID, list[Double]]:
    """Per enrolment, the others of the same person at another promoter.

    Told are those that the reader may open. One elsewhere is told without a link when a
    submission was refused over it: then the counsellors of both provinces know (domain.md 3).
    """
    persons = {row.person_id for row in rows if row.person_id}
    states = {State.DRAFT, State.REFERRED, *OPEN_STATES}
    # A person has few: asking for the states as well makes SQLite walk through all of a state.
    others = Enrolment.objects.filter(person__in=persons)
    known: dict[int, list[Enrolment]] = {}
    for other in others.select_related("mentee", "project__promoter", "project__lot"):
        if other.state in states:
            known.setdefault(other.person_id or 0, []).append(other)
    found = Enrolment.objects.filter(pk__in=[one.pk for same in known.values() for one in same])
    visible = set(found.visible_to(user).values_list("pk", flat=True))
    return {row.pk: list(beside(row, known.get(row.person_id or 0, []), visible)) for row in rows}


def beside(row: Enrolment, known: Sequence[Enrolment], visible: set[UUID]) -> Iterable[Double]:
    for other in known:
        if other.pk == row.pk or other.project.promoter_id == row.project.promoter_id:
            continue
        reported = row.double_reported_on or other.double_reported_on
        both = {row.state, other.state} & set(OPEN_STATES)
        if other.pk in visible or (reported and both):
            yield Double(other, other.pk in visible)
