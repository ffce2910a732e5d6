"""What the coach of a duo is reminded of, and what its mentor is asked by letter."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from m2w.outbox.reminders import Due, Rule
from matching import letters
from matching.choices import QuestionnaireCode
from matching.models import Match, ReminderPause
from matching.querysets import MatchQuerySet
from matching.surveying import Question, due
from programmes.models import Enrolment

# Of these the mentor has an address.
BY_LETTER = (QuestionnaireCode.MENTOR_SATISFACTION, QuestionnaireCode.MENTOR_GOALS)
Late = Callable[[MatchQuerySet, date], MatchQuerySet]


def late_duos(late: Late) -> Callable[[date], Iterator[Due]]:
    """Late since the last time that someone was reached: one reminder for each silence.

    Not of closed files: nobody who follows the duo up reads them.
    """

    def due_of(on: date) -> Iterator[Due]:
        rows: Any = late(Match.objects.in_use().reminded(on), on).order_by("pk")
        found = rows.values_list("pk", "last_met", "enrolment__project__promoter", "coach")
        for pk, since, promoter, coach in found.iterator():
            yield Due(str(pk), since, promoter, coach)

    return due_of


def reports_to_ask(on: date) -> Iterator[Due]:
    """Of duos that are too long without contact, for the mentor: perhaps it was only not told."""
    for late in late_duos(MatchQuerySet.without_contact)(on):
        yield late._replace(to=None)


# What is asked of people -------------------------------------------------------------------------


def questions_due(on: date, codes: Collection[str]) -> Iterator[Question]:
    """What is due to be asked, but for duos and people of whom the reminders rest."""
    questions = list(due(on, codes))
    duos = {question.match.pk for question in questions}
    reminded = set(Match.objects.reminded(on).filter(pk__in=duos).values_list("pk", flat=True))
    return (question for question in questions if question.match.pk in reminded)


def asked_by_letter(code: str) -> Callable[[date], Iterator[Due]]:
    def due_of(on: date) -> Iterator[Due]:
        for question in questions_due(on, {code}):
            if question.email:
                yield of_question(question, None)

    return due_of


def asked_by_hand(on: date) -> Iterator[Due]:
    """Of who has no address here: the coach hands over the link, or the paper."""
    for question in questions_due(on, frozenset(QuestionnaireCode)):
        if not question.email:
            yield of_question(question, question.match.coach_id)


def of_question(question: Question, to: UUID | None) -> Due:
    match = question.match
    return Due(str(match.pk), question.due_on, match.enrolment.project.promoter_id, to)


# What became of people ---------------------------------------------------------------------------


def to_measure(on: date) -> Iterator[Due]:
    """Follow-up measurements, for the coach of the enrolment or else of its last duo."""
    rested = ReminderPause.objects.in_force(on).filter(mentee__isnull=False).values("mentee")
    duos = Match.objects.filter(enrolment=OuterRef("pk")).order_by("-started_on")
    coach = Coalesce(F("coach_id"), Subquery(duos.values("coach_id")[:1]), output_field=UUIDField())
    rows = Enrolment.objects.in_use().to_measure(on).exclude(mentee__in=rested).order_by("pk")
    found = rows.annotate(to=coach).values_list("pk", "measure_due_on", "project__promoter", "to")
    for pk, since, promoter, to in found.iterator():
        if to:
            yield Due(str(pk), since, promoter, to)


REMINDERS = {
    "match.without_contact": Rule(
        _("Duo’s zonder geslaagd contact"), late_duos(MatchQuerySet.without_contact)
    ),
    "match.without_checkin": Rule(
        _("Opvolggesprekken te laat"), late_duos(MatchQuerySet.without_checkin)
    ),
    "match.report_asked": Rule(
        _("Vraag aan de mentor om een contact te melden"), reports_to_ask, letters.to_report
    ),
    **{
        f"survey.{code}": Rule(
            _("Vragenlijst aan de mentor"), asked_by_letter(code), letters.to_answer(code)
        )
        for code in BY_LETTER
    },
    "survey.by_hand": Rule(_("Vragenlijsten om te bezorgen"), asked_by_hand),
    "enrolment.to_measure": Rule(_("Uitstroom te meten"), to_measure),
}
