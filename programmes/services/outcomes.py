"""What became of an enrolment, as the promoter records it and VDAB checks it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import change, check, outdated, remember
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import locked
from programmes.choices import RemovalReason, Verification
from programmes.models import Enrolment, Outcome
from programmes.models.outcomes import LONGEST_NOTE
from programmes.outcome_file import OutcomeFile, require_days, require_plausible
from programmes.services.telling import tell
from programmes.transitions import PROMOTER, VDAB, by_another

# What VDAB looked up; noting how long it lasted changes none of it.
LOOKED_UP = {"kind", "started_on", "employer"}


class Told(TypedDict, total=False):
    """What else a promoter tells of an outcome."""

    ended_on: date | None
    employer: str
    sector: str
    evidence: str
    note: str


@transaction.atomic
def record_outcome(
    enrolment: Enrolment,
    *,
    by: User,
    kind: str,
    started_on: date,
    code: str = "",
    **told: Unpack[Told],
) -> Outcome:
    """Record work, training or another result. One from before the start counts nowhere, but is
    kept; days to come are plans, and count from the day they name (domain.md 6).

    Raises PermissionDenied, ValidationError at the fields (a day before the mentee was born, an
    end before the start, a year that cannot be), and Refused(outcome_exists) for the same kind
    on the same day.
    """
    require_role(by, PROMOTER)
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    outcome = Outcome(enrolment=found)
    outcome.code = code or outcome.code
    values = {"kind": kind, "started_on": started_on} | told
    for name, value in check(OutcomeFile(), values).items():
        setattr(outcome, name, value)
    require_plausible(outcome)
    remember(outcome, by)
    save(outcome)
    record("outcome.recorded", by=by, about=outcome)
    return outcome


# Before the fields of an outcome that is noted along with something else.
ALONG = "outcome_"


def record_along(enrolment: Enrolment, values: Mapping[str, Any], *, by: User) -> Outcome:
    """Record an outcome along with another act: what is wrong stands at `outcome_<field>`.

    Raises as `record_outcome`, also for a kind or first day that is not there.
    """
    asked = ("kind", "started_on")
    missing = {f"{ALONG}{name}": [_("Vul dit in.")] for name in asked if not values.get(name)}
    if missing:
        raise ValidationError(missing)
    try:
        return record_outcome(enrolment, by=by, **values)
    except ValidationError as error:
        faults = error.message_dict.items()
        raise ValidationError({f"{ALONG}{name}": texts for name, texts in faults}) from error


@transaction.atomic
def correct_outcome(
    outcome: Outcome, values: Mapping[str, Any], *, by: User, version: int
) -> Outcome:
    """Give an outcome other values, unless it has another version by now; its history stays.

    What VDAB looked up under other values is to be looked up again; noting when something that
    went on ended, is not. Raises PermissionDenied, ValidationError at the fields, Outdated, and
    Refused(outcome_exists).
    """
    require_role(by, PROMOTER)
    found = locked(Outcome.objects.editable_by(by), outcome)
    before = found.ended_on
    changed = change(found, OutcomeFile(), values, version)
    if not changed:
        return found
    require_plausible(found)
    if LOOKED_UP & set(changed) or ("ended_on" in changed and before is not None):
        take_back(found)
    remember(found, by)
    save(found)
    record("outcome.corrected", by=by, about=found, details={"fields": changed})
    return found


def take_back(outcome: Outcome) -> None:
    """Nobody looked it up as it is now."""
    outcome.verified_on = outcome.verified_by = None
    outcome.verification = outcome.verification_note = ""


@transaction.atomic
def remove_outcome(outcome: Outcome, *, by: User, reason: str) -> None:
    """Take away an outcome that was none, for a reason from the list; its history stays.

    Raises PermissionDenied, ValidationError for a reason that is none, and Refused(verified) for
    one that VDAB found.
    """
    require_role(by, PROMOTER)
    found = locked(Outcome.objects.editable_by(by), outcome)
    why = require_choice(reason, RemovalReason.values, "reason")
    if found.verified_on and found.verification != Verification.NOT_FOUND:
        raise Refused("verified", _("VDAB bevestigde deze uitstroom. Verbeter ze, of bel VDAB."))
    found.begin_history()
    remember(found, by)
    record("outcome.removed", by=by, about=found, details={"reason": why})
    found.delete()


@transaction.atomic
def verify_outcome(
    outcome: Outcome,
    *,
    by: User,
    result: str = Verification.CONFIRMED,
    started_on: date | None = None,
    ended_on: date | None = None,
    note: str = "",
    version: int | None = None,
) -> Outcome:
    """Note what VDAB found when it looked an outcome up today. A later look replaces it.

    With `other_dates` its days become VDAB's: `started_on` is then needed, and an empty
    `ended_on` means that it goes on. The promoter hears of that, and of what was not found. No
    other result changes a count (readings.md 33). `version` is the one that was looked up, if
    known.

    Raises PermissionDenied, ValidationError at the fields, Outdated, and Refused: outcome_exists,
    already_verified for the same result again.
    """
    require_role(by, VDAB)
    found = locked(Outcome.objects.editable_by(by), outcome)
    if not by_another(found.enrolment, by):
        raise PermissionDenied
    if version is not None and version != found.version:
        raise outdated(found, {"verification": result}, version)
    looked = Verification(require_choice(result, Verification.values, "result"))
    require_another(found, looked)
    if looked == Verification.OTHER_DATES:
        give_days(found, started_on, ended_on)
    elif started_on or ended_on:
        message = _("Datums horen alleen bij “andere datums”.")
        raise ValidationError({"started_on": [message]})
    found.verification, found.verification_note = looked, short(note)
    found.verified_on, found.verified_by = periods.today(), by
    remember(found, by)
    save(found)
    tell(found.enrolment, f"verify_{looked}", by=by)
    record("outcome.verified", by=by, about=found, details={"result": looked.value})
    return found


def require_another(outcome: Outcome, result: Verification) -> None:
    """Raises Refused for what was found before; other days can be found twice."""
    was = outcome.verification or Verification.CONFIRMED
    if outcome.verified_on and was == result != Verification.OTHER_DATES:
        raise Refused("already_verified", _("Deze uitstroom is al nagekeken."))


def give_days(outcome: Outcome, started_on: date | None, ended_on: date | None) -> None:
    """The days that VDAB found. Raises ValidationError at the fields."""
    if started_on is None:
        message = _("Vul de eerste dag in die VDAB vond.")
        raise ValidationError({"started_on": [message]})
    if (started_on, ended_on) == (outcome.started_on, outcome.ended_on):
        message = _("Dit zijn dezelfde datums. Kies “bevestigen”.")
        raise ValidationError({"started_on": [message]})
    require_days(outcome.enrolment.mentee.birth_date, started_on, ended_on)
    outcome.started_on, outcome.ended_on = started_on, ended_on


def short(note: str) -> str:
    """Raises ValidationError for a note that is too long."""
    text = note.strip()
    if len(text) > LONGEST_NOTE:
        message = _("Gebruik hoogstens %(max)s tekens.") % {"max": LONGEST_NOTE}
        raise ValidationError({"note": [message]})
    return text
