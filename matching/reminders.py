"""What the coach of a duo is reminded of, and the letter that asks its mentor how it goes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.outbox.reminders import Due, Letter, Rule
from matching.choices import Reporter
from matching.meeting_links import report_url
from matching.meeting_texts import language_for, texts
from matching.models import Match
from matching.querysets import MatchQuerySet

Late = Callable[[MatchQuerySet, date], MatchQuerySet]


def late_duos(late: Late) -> Callable[[date], Iterator[Due]]:
    """Late since the last time that someone was reached: one reminder for each silence."""

    def due(on: date) -> Iterator[Due]:
        rows: Any = late(Match.objects.reminded(on), on).order_by("pk")
        found = rows.values_list("pk", "last_met", "enrolment__project__promoter", "coach")
        for pk, since, promoter, coach in found.iterator():
            yield Due(str(pk), since, promoter, coach)

    return due


def reports_to_ask(on: date) -> Iterator[Due]:
    """Of duos that are too long without contact, for the mentor: perhaps it was only not told."""
    for due in late_duos(MatchQuerySet.without_contact)(on):
        yield due._replace(to=None)


def letters_to_mentors(ids: Sequence[str]) -> dict[str, Letter]:
    """For who has an address: a link and no name, in the language that they speak best."""
    rows = Match.objects.filter(pk__in=ids).exclude(mentor__email="")
    related = rows.select_related("mentor", "enrolment__project__promoter")
    return {str(match.pk): letter_to_mentor(match) for match in related}


def letter_to_mentor(match: Match) -> Letter:
    language = language_for(match.mentor.languages)
    words = texts()[language]
    told = {
        "link": report_url(match, Reporter.MENTOR, language=language),
        "promoter": match.enrolment.project.promoter.name,
    }
    return Letter(match.mentor.email, words["mail_subject"], words["mail_text"].format(**told))


REMINDERS = {
    "match.without_contact": Rule(
        _("Duo’s zonder geslaagd contact"), late_duos(MatchQuerySet.without_contact)
    ),
    "match.without_checkin": Rule(
        _("Opvolggesprekken te laat"), late_duos(MatchQuerySet.without_checkin)
    ),
    "match.report_asked": Rule(
        _("Vraag aan de mentor om een contact te melden"), reports_to_ask, letters_to_mentors
    ),
}
