"""Every change to a duo: who may, under which rules, in one transaction, on the record."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.periods import Period, add_months
from m2w.refusals import Refused, require_choice, require_day, save
from m2w.workflow import locked
from matching.access import MATCH_EDITORS
from matching.choices import MatchEndReason
from matching.hard_rules import NO_COACH_LANGUAGE, Pair, first_broken, shared_languages
from matching.models import Match, Mentor
from matching.pairs import pair_of
from programmes import services as enrolments
from programmes.models import Enrolment
from programmes.open_periods import clashes, open_period
from programmes.services.coaches import require_coach


@transaction.atomic
def start_match(
    enrolment: Enrolment,
    mentor: Mentor,
    coach: Staff,
    *,
    by: User,
    started_on: date | None = None,
    planned_end_on: date | None = None,
) -> Match:
    """Form a duo. It takes one of the mentor's places and freezes the languages they share; the
    first one starts the enrolment.

    `started_on` is today unless said; `planned_end_on` follows from the project's expected
    duration. Raises Refused: restricted, not_approved, before_approval, outside_term,
    open_match, not_a_coach, or the code of the first hard rule that the pair breaks
    (`hard_rules.HARD_RULES`).
    """
    require_role(by, MATCH_EDITORS)
    require_unrestricted(enrolment, mentor, by=by)
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    volunteer = locked(Mentor.objects.visible_to(by).filter(restricted_on=None), mentor)
    on = started_on or periods.today()
    require_waiting(found, on)
    require_coach(coach, found.project)
    pair = fitting_pair(found, volunteer, coach, on)
    match = Match(
        enrolment=found,
        mentor=volunteer,
        coach=coach,
        started_on=on,
        planned_end_on=planned_end(found, on, planned_end_on),
        shared_languages=shared_languages(pair),
        slot=pair.place,
    )
    save(match)
    if found.started_on is None:
        enrolments.start(found, by=by, on=on)
    record("match.started", by=by, about=match)
    return match


def fitting_pair(enrolment: Enrolment, mentor: Mentor, coach: Staff, on: date) -> Pair:
    """The three as the hard rules see them. Raises Refused for the first rule they break."""
    pair = pair_of(enrolment, mentor, coach, on)
    if broken := first_broken(pair):
        raise Refused(broken.code, broken.sentence)
    return pair


def require_unrestricted(enrolment: Enrolment, mentor: Mentor, *, by: User) -> None:
    """Raises Refused for people who had the use of their data restricted (GDPR art. 18).

    Only who still reads such a file is told so; to others it does not exist.
    """
    mentees = Enrolment.objects.visible_to(by).filter(mentee__restricted_on__isnull=False)
    mentors = Mentor.objects.visible_to(by).filter(restricted_on__isnull=False)
    if mentees.filter(pk=enrolment.pk).exists() or mentors.filter(pk=mentor.pk).exists():
        message = _("De verwerking van dit dossier is beperkt: het neemt niet deel aan matching.")
        raise Refused("restricted", message)


def require_waiting(enrolment: Enrolment, on: date) -> None:
    """Raises Refused unless the enrolment waits for a mentor on a day of the project."""
    if not enrolment.is_under_way:
        raise Refused("not_approved", _("Een duo start pas na de goedkeuring door VDAB."))
    if enrolment.decided_on and on < enrolment.decided_on:
        raise Refused("before_approval", _("Een duo start niet voor de dag van de goedkeuring."))
    if on not in enrolment.project.term:
        raise Refused("outside_term", _("Een duo start binnen de looptijd van het project."))
    duos = enrolment.matches.values_list("started_on", "ended_on")
    held = [(period, enrolment) for days in duos if (period := open_period(*days))]
    if any(clashes([*held, (Period(on), enrolment)])):
        raise Refused("open_match", _("Deze mentee heeft dan al een mentor."))


def planned_end(enrolment: Enrolment, on: date, planned: date | None) -> date:
    """When the duo should be done: after the expected duration unless said, within the term."""
    project = enrolment.project
    expected = add_months(on, project.expected_duration_months)
    last = project.term.end or expected
    return require_day(planned or min(expected, last), on, last, "planned_end_on")


@transaction.atomic
def end_match(match: Match, *, by: User, reason: str, ended_on: date | None = None) -> Match:
    """End a duo, for a reason from the list; the mentor's place is free again.

    Without a day today, or the day after the project's last one when that is past. Raises
    ValidationError for a reason or day that is none; Refused(already_ended).
    """
    found = open_match(match, by=by)
    today = periods.today()
    last = min(today, found.enrolment.project.term.end or today)
    found.end_reason = require_choice(reason, MatchEndReason.values, "reason")
    found.ended_on = require_day(
        ended_on, found.started_on, max(last, found.started_on), "ended_on"
    )
    save(found)
    record("match.ended", by=by, about=found)
    return found


@transaction.atomic
def change_coach(match: Match, coach: Staff, *, by: User) -> Match:
    """Hand an open duo over to another mentor-coach, who shares a language with the mentor.

    Raises Refused: already_ended, not_a_coach, no_coach_language.
    """
    found = open_match(match, by=by)
    require_coach(coach, found.enrolment.project)
    pair = pair_of(found.enrolment, found.mentor, coach, periods.today())
    if not NO_COACH_LANGUAGE.holds(pair):
        raise Refused(NO_COACH_LANGUAGE.code, NO_COACH_LANGUAGE.sentence)
    found.coach = coach
    save(found)
    record("match.coach_changed", by=by, about=found)
    return found


def open_match(match: Match, *, by: User) -> Match:
    """The duo as it is now, held for a change by someone who may. Raises Refused(already_ended)."""
    found = locked(Match.objects.editable_by(by), match)
    if found.ended_on is not None:
        raise Refused("already_ended", _("Dit duo is al beëindigd."))
    return found
