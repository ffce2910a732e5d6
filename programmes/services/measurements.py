"""What is asked 1, 3, 6 and 12 months after the end, and what was found."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import locked
from programmes.choices import MeasurementResult, OutcomeKind
from programmes.measuring import moment_due, moments
from programmes.models import Enrolment, Measurement, Outcome
from programmes.services.outcomes import correct_outcome, record_along, record_outcome
from programmes.transitions import PROMOTER


@transaction.atomic
def measure(
    enrolment: Enrolment,
    *,
    by: User,
    month: int,
    result: str,
    outcome: Mapping[str, Any] | None = None,
    stopped_on: date | None = None,
) -> Measurement:
    """Note what was found at one of the planned moments, today.

    `outcome` are the values of a new one, as `record_along` takes them; `stopped_on` is when
    what went on until now ended. Who was not reached can be measured again. Nothing found is an
    outcome too, of the kind `none`, that changes no count (domain.md 6).

    Raises PermissionDenied, ValidationError at the fields, and Refused: not_ended, not_due,
    already_measured, outcome_exists.
    """
    require_role(by, PROMOTER)
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    asked = MeasurementResult(require_choice(result, MeasurementResult.values, "result"))
    refuse_aside(asked, outcome, stopped_on)
    measurement = measurement_of(found, month)
    going_on = going_on_of(found.outcomes.all())
    if stopped_on is not None:
        stop(going_on, stopped_on, by=by)
    if outcome is not None and asked == MeasurementResult.KNOWN:
        record_along(found, outcome, by=by)
    elif asked == MeasurementResult.KNOWN:
        require_going_on(None if stopped_on else going_on)
    elif asked == MeasurementResult.NONE:
        note_nothing(found, None if stopped_on else going_on, by=by)
    measurement.result, measurement.measured_on = asked, periods.today()
    measurement.by = by
    remember(measurement, by)
    save(measurement)
    record("outcome.measured", by=by, about=measurement, details={"result": asked.value})
    return measurement


def refuse_aside(
    result: MeasurementResult, outcome: Mapping[str, Any] | None, stopped_on: date | None
) -> None:
    """What was told is kept or refused: of no answer is any of it left aside. Raises
    ValidationError at the field."""
    if outcome is not None and result != MeasurementResult.KNOWN:
        message = _("Een uitstroom hoort alleen bij “werk, opleiding of stage”.")
        raise ValidationError({"outcome": [message]})
    if stopped_on is not None and result == MeasurementResult.NOT_REACHED:
        message = _("Wie niet bereikt is, vertelde ook geen laatste dag.")
        raise ValidationError({"stopped_on": [message]})


def month_now(enrolment: Enrolment) -> int:
    """The latest moment that came; 0 when there is none to measure at."""
    if enrolment.ended_on is None:
        return 0
    horizon = enrolment.project.lot.call.outflow_horizon_months
    moment = moment_due(enrolment.ended_on, horizon, periods.today())
    return moment.month if moment else 0


def measurement_of(enrolment: Enrolment, month: int) -> Measurement:
    """The measurement of that moment, to be filled in.

    Raises Refused when it is not planned, not due yet, or was done.
    """
    if enrolment.ended_on is None:
        raise Refused("not_ended", _("Meten kan pas na het einde van de begeleiding."))
    horizon = enrolment.project.lot.call.outflow_horizon_months
    planned = {moment.month: moment for moment in moments(enrolment.ended_on, horizon)}
    if month not in planned:
        raise Refused("not_due", _("Deze meting is niet gepland."))
    if planned[month].due_on > periods.today():
        day = {"day": notation.day(planned[month].due_on)}
        raise Refused("not_due", _("Deze meting komt pas op %(day)s.") % day)
    known = enrolment.measurements.filter(month=month).first()
    if known and known.result != MeasurementResult.NOT_REACHED:
        raise Refused("already_measured", _("Deze meting is al gedaan."))
    return known or Measurement(enrolment=enrolment, month=month)


def going_on_of(outcomes: Iterable[Outcome]) -> Outcome | None:
    """What someone does since, work first: it began and has not ended."""
    found = [one for one in outcomes if one.kind != OutcomeKind.NONE and one.goes_on()]
    return max(found, key=lambda one: (one.is_work, one.started_on, one.code), default=None)


def stop(outcome: Outcome | None, on: date, *, by: User) -> None:
    """Raises ValidationError at the field of the measurement."""
    if outcome is None:
        raise ValidationError({"stopped_on": [_("Er is niets dat nog loopt.")]})
    if on > periods.today():
        raise ValidationError({"stopped_on": [_("Deze dag ligt in de toekomst.")]})
    try:
        correct_outcome(outcome, {"ended_on": on}, by=by, version=outcome.version)
    except ValidationError as error:
        raise ValidationError({"stopped_on": error.messages}) from error


def require_going_on(outcome: Outcome | None) -> None:
    if outcome is None:
        message = _("Noteer welk werk, welke opleiding of welke stage het is.")
        raise ValidationError({"result": [message]})


def note_nothing(enrolment: Enrolment, going_on: Outcome | None, *, by: User) -> None:
    """Keep that nothing was found, once a day. Raises ValidationError while something goes on."""
    if going_on is not None:
        message = _("Noteer wanneer dit eindigde: %(what)s.") % {
            "what": going_on.get_kind_display()
        }
        raise ValidationError({"stopped_on": [message]})
    today = periods.today()
    if not enrolment.outcomes.filter(kind=OutcomeKind.NONE, started_on=today).exists():
        record_outcome(enrolment, by=by, kind=OutcomeKind.NONE, started_on=today)
