"""What is planned, held, noted and agreed in a meeting, on the record.

All take the acting user as `by`: who writes one of the sheets of the round (access.md). They
raise PermissionDenied for anyone else.
"""

from datetime import date, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.corrections import Outdated, remember
from m2w.form_fields import LAST_DAY, tidy
from m2w.refusals import Refused, require_day, require_text, save
from m2w.workflow import locked
from programmes.choices import Party
from programmes.evaluation_rounds import Round, round_of
from programmes.models import AgreedAction, Meeting

LONGEST_ACTION = 500
LONGEST_PLACE = 200


def meeting_of(on_round: Round) -> Meeting:
    """The meeting of a round, made when nobody needed it before."""
    found, _made = Meeting.objects.get_or_create(**on_round.fields)
    return found


def held_for(on_round: Round, by: User) -> Meeting:
    """The meeting of a round, held for someone who may change it. Raises PermissionDenied."""
    return changeable(meeting_of(on_round), by)


def changeable(meeting: Meeting, by: User) -> Meeting:
    found = locked(Meeting.objects.editable_by(by), meeting)
    if found.project and found.project.promoter_id in by.organisations:
        raise PermissionDenied
    return found


@transaction.atomic
def plan_meeting(
    on_round: Round,
    *,
    by: User,
    planned_on: date | None = None,
    planned_at: time | None = None,
    place: str = "",
) -> Meeting:
    """Plan the meeting of a round, or plan it anew; without a day it is planned no more.

    Raises ValidationError for a day before its period or an hour without a day.
    """
    meeting = held_for(on_round, by)
    if planned_on is not None:
        require_day(planned_on, on_round.period.start, LAST_DAY, "planned_on")
    elif planned_at is not None:
        raise ValidationError({"planned_on": [_("Een uur hoort bij een dag.")]})
    meeting.planned_on, meeting.planned_at = planned_on, planned_at
    meeting.place = require_text(place, "place", LONGEST_PLACE) if tidy(place) else ""
    return keep(meeting, "meeting.planned", by)


@transaction.atomic
def hold_meeting(on_round: Round, *, by: User, held_on: date) -> Meeting:
    """Note the day on which a meeting was held: the sheets made final from it take that day.

    Raises ValidationError for a day in the future or before the period; Refused(not_begun).
    """
    meeting = held_for(on_round, by)
    meeting.held_on = require_held(on_round, held_on)
    return keep(meeting, "meeting.held", by)


def require_held(on_round: Round, day: date) -> date:
    """A day on which a round can have been held. Raises ValidationError at `held_on`, and
    Refused(not_begun) for a period that is still to come."""
    if not on_round.has_begun:
        raise Refused("not_begun", _("Deze periode is nog niet begonnen."))
    return require_day(day, on_round.period.start, periods.today(), "held_on")


@transaction.atomic
def write_minutes(on_round: Round, *, by: User, minutes: str, version: int) -> Meeting:
    """Note the minutes of a meeting, one text for all its sheets.

    Raises Outdated unless `version` is the meeting's own; a meeting not made yet has version 1.
    """
    meeting = held_for(on_round, by)
    if meeting.version != version:
        raise Outdated(meeting.version, {}, {"minutes": meeting.minutes})
    meeting.minutes = tidy(minutes)
    return keep(meeting, "meeting.minuted", by)


def keep(meeting: Meeting, event: str, by: User) -> Meeting:
    remember(meeting, by)
    save(meeting)
    record(event, by=by, about=meeting)
    return meeting


@transaction.atomic
def agree_action(
    on_round: Round,
    *,
    by: User,
    text: str,
    due_on: date,
    owner: Staff | None = None,
    party: str = "",
) -> AgreedAction:
    """Note an action with who does it, one colleague or a side, and by when.

    Raises ValidationError at the field; the action comes back in every next round of the scope
    until it is done.
    """
    meeting = held_for(on_round, by)
    if bool(owner) == bool(party) or (party and party not in Party):
        raise ValidationError({"owner": [_("Kies één persoon of één partij.")]})
    action = AgreedAction(
        meeting=meeting,
        text=require_text(text, "text", LONGEST_ACTION),
        owner=owner,
        party=party,
        due_on=require_day(due_on, on_round.period.start, LAST_DAY, "due_on"),
        agreed_by=by,
    )
    remember(action, by)
    save(action)
    record("action.agreed", by=by, about=action)
    return action


@transaction.atomic
def finish_action(
    action: AgreedAction, *, by: User, done_on: date | None = None, note: str = ""
) -> AgreedAction:
    """Note that an action was done, on a day, today unless said, and what came of it.

    Raises ValidationError for a day in the future or before its round; Refused(already_done).
    """
    found = locked(AgreedAction.objects.editable_by(by), action)
    meeting = changeable(found.meeting, by)
    if found.done_on:
        raise Refused("already_done", _("Deze actie is al gedaan."))
    today = periods.today()
    first = min(round_of(meeting).period.start, today)
    found.done_on = require_day(done_on, first, today, "done_on")
    found.done_note = require_text(note, "note", LONGEST_ACTION) if tidy(note) else ""
    found.done_by = by
    remember(found, by)
    save(found)
    record("action.done", by=by, about=found)
    return found
