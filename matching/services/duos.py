"""Every change to a duo: who may, under which rules, in one transaction, on the record."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Absence, Staff, User
from m2w.audit.services import record
from m2w.corrections import require_past
from m2w.outbox.services import notify
from m2w.periods import ONE_DAY, Period, add_months
from m2w.refusals import Refused, require_choice, require_day, require_text, save
from m2w.workflow import locked
from matching.access import MATCH_EDITORS
from matching.acts import ACTS
from matching.choices import MatchAct, MatchEndReason, MatchState
from matching.hard_rules import NO_COACH_LANGUAGE, Pair, first_broken, shared_languages
from matching.models import Match, MatchChange, Mentor
from matching.pairs import pair_of
from programmes import services as enrolments
from programmes.models import Enrolment
from programmes.models.enrolments import LONGEST_CLOSING_NOTE
from programmes.open_periods import clashes, open_period
from programmes.services.coaches import require_coach

# The rarest rhythm that is still one, in days.
RAREST_CONTACT = 365


class Agreed(TypedDict, total=False):
    """What the three of a duo agree on: when the agreement was signed, when the duo first meets,
    and every how many days, where that is not the rhythm of the project."""

    agreement_on: date | None
    first_meeting_on: date | None
    contact_every_days: int | None


@transaction.atomic
def start_match(
    enrolment: Enrolment,
    mentor: Mentor,
    coach: Staff,
    *,
    by: User,
    started_on: date | None = None,
    planned_end_on: date | None = None,
    code: str = "",
    **agreed: Unpack[Agreed],
) -> Match:
    """Form a duo. It takes one of the mentor's places and freezes the languages they share; the
    first one starts the enrolment.

    `started_on` is today unless said; `planned_end_on` follows from the project's expected
    duration; a code is made unless given. Raises ValidationError for a day or rhythm that is
    none; Refused: restricted, not_approved, before_approval, outside_term, open_match,
    not_a_coach, or the code of the first hard rule that the pair breaks
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
    match.code = code or match.code
    agree(match, agreed)
    save(match)
    if found.started_on is None:
        enrolments.start(found, by=by, on=on)
    tell_coach(match, by=by)
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


def agree(match: Match, agreed: Agreed) -> None:
    """Note what was agreed; what is not named stays. Raises ValidationError at the field."""
    for name, value in agreed.items():
        setattr(match, name, value)
    require_past(match, "agreement_on")
    if match.first_meeting_on is not None:
        last = match.planned_end_on or last_day_of(match)
        require_day(match.first_meeting_on, match.started_on, last, "first_meeting_on")
    rhythm = match.contact_every_days
    if rhythm is not None and not 1 <= rhythm <= RAREST_CONTACT:
        message = _("Kies een getal van 1 tot en met %(most)s.") % {"most": RAREST_CONTACT}
        raise ValidationError({"contact_every_days": [message]})


def last_day_of(match: Match) -> date:
    """The last day on which the project of a duo runs."""
    return match.enrolment.project.term.last_day or date.max


@transaction.atomic
def arrange_match(match: Match, *, by: User, **agreed: Unpack[Agreed]) -> Match:
    """Note what an open duo agreed on since; what is not named stays.

    Raises ValidationError for a day or rhythm that is none; Refused(already_ended).
    """
    found = begin(match, "arrange", by=by)
    agree(found, agreed)
    return take(found, "arrange", by=by)


@transaction.atomic
def pause_match(
    match: Match,
    *,
    by: User,
    paused_from: date | None = None,
    paused_until: date | None = None,
) -> Match:
    """Let an open duo rest from a day, today unless said, up to and including another, if known.

    No follow-up is late meanwhile, and these days make none late afterwards. Raises
    ValidationError for days outside the duo or the project, or in the wrong order; Refused:
    already_ended, not_now.
    """
    found = begin(match, "pause", by=by)
    last = last_day_of(found)
    first = require_day(paused_from or periods.today(), found.started_on, last, "paused_from")
    if paused_until is not None:
        require_day(paused_until, first, last, "paused_until")
    found.paused_from, found.paused_until = first, paused_until
    return take(found, "pause", by=by, on=first, until=paused_until)


@transaction.atomic
def resume_match(match: Match, *, by: User) -> Match:
    """End the pause of a duo: yesterday was its last day. One that had not begun before today
    leaves nothing behind, also on the timeline.

    Raises Refused: already_ended, not_now.
    """
    found = begin(match, "resume", by=by)
    today, first = periods.today(), found.paused_from
    if first is not None and first < today:
        found.paused_until = today - ONE_DAY
        return take(found, "resume", by=by)
    found.changes.filter(name=MatchAct.PAUSE, on__gte=today).delete()
    found.paused_from = found.paused_until = None
    return keep(found, "resume", by=by)


@transaction.atomic
def extend_match(match: Match, *, by: User, planned_end_on: date) -> Match:
    """Plan the end of an open duo for a later day, at the latest with its project.

    Raises ValidationError for another day; Refused: already_ended, term_over.
    """
    found = begin(match, "extend", by=by)
    planned = found.planned_end_on or found.started_on
    first, last = max(planned, periods.today()) + ONE_DAY, last_day_of(found) + ONE_DAY
    if first > last:
        message = _("Een duo eindigt uiterlijk met het project: verlengen kan niet meer.")
        raise Refused("term_over", message)
    found.planned_end_on = require_day(planned_end_on, first, last, "planned_end_on")
    return take(found, "extend", by=by, until=found.planned_end_on)


@transaction.atomic
def change_coach(match: Match, coach: Staff, *, by: User) -> Match:
    """Hand an open duo over to another mentor-coach, who shares a language with the mentor.

    Raises Refused: already_ended, same_coach, not_a_coach, no_coach_language.
    """
    found = begin(match, "change_coach", by=by)
    if found.coach_id == coach.pk:
        raise Refused("same_coach", _("Dit is al de mentor-coach van dit duo."))
    require_coach(coach, found.enrolment.project)
    pair = pair_of(found.enrolment, found.mentor, coach, periods.today())
    if not NO_COACH_LANGUAGE.holds(pair):
        raise Refused(NO_COACH_LANGUAGE.code, NO_COACH_LANGUAGE.sentence)
    found.coach = coach
    tell_coach(found, by=by)
    return take(found, "change_coach", by=by, coach=coach)


def tell_coach(match: Match, *, by: User) -> None:
    """Give a notice to the coach of a duo, and to who replaces them today, unless they did it."""
    replacements = Absence.objects.replacements_of([match.coach], periods.today())
    others = [one for one in [match.coach, *replacements] if one.user_id != by.pk]
    notify("match.given", others, match)


@transaction.atomic
def end_match(
    match: Match,
    *,
    by: User,
    reason: str,
    ended_on: date | None = None,
    interview_on: date | None = None,
    note: str = "",
) -> Match:
    """End a duo, for a reason from the list; the mentor's place is free again.

    Without a day today, or the day after the project's last one when that is past.
    `interview_on` is when the closing interview was held. Raises ValidationError for a reason or
    day that is none, and for a note that is too long; Refused(already_ended).
    """
    found = begin(match, "end", by=by)
    today = periods.today()
    last = min(today, found.enrolment.project.term.end or today)
    found.end_reason = require_choice(reason, MatchEndReason.values, "reason")
    found.ended_on = require_day(
        ended_on, found.started_on, max(last, found.started_on), "ended_on"
    )
    if interview_on is not None:
        require_day(interview_on, found.started_on, max(today, found.started_on), "interview_on")
    found.closing_interview_on = interview_on
    found.closing_note = require_text(note, "note", LONGEST_CLOSING_NOTE) if note else ""
    return take(found, "end", by=by)


def begin(match: Match, name: str, *, by: User) -> Match:
    """The duo as it is now, held for an act by someone who may.

    Raises PermissionDenied; Refused: already_ended, and not_now for what its state forbids.
    """
    found = locked(Match.objects.editable_by(by), match)
    if found.state == MatchState.ENDED:
        raise Refused("already_ended", _("Dit duo is al beëindigd."))
    ACTS.check(found, name, by)
    return found


def take(match: Match, name: str, *, by: User, on: date | None = None, **told: Any) -> Match:
    """Keep what an act made of a duo, with its line on the timeline."""
    if name in MatchAct:
        MatchChange.objects.create(match=match, name=name, on=on or periods.today(), by=by, **told)
    return keep(match, name, by=by)


def keep(match: Match, name: str, *, by: User) -> Match:
    save(match)
    record(ACTS[name].event, by=by, about=match)
    return match
