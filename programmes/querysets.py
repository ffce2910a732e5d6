"""Questions about many rows, and the gate through which everyone reads them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from m2w.expressions import AddMonths
from m2w.periods import ONE_DAY, add_months
from m2w.querysets import GatedQuerySet
from programmes import access
from programmes.choices import (
    OPEN_STATES,
    UNDECIDED_STATES,
    OutcomeKind,
    RequestState,
    State,
)
from programmes.measuring import MONTHS, STAYS

if TYPE_CHECKING:
    from programmes.models import (
        AgreedAction,
        Call,
        Enrolment,
        Evaluation,
        Extension,
        ExtensionRequest,
        Lot,
        Measurement,
        Meeting,
        Mentee,
        Outcome,
        OutflowDefinition,
        Project,
        Registration,
        Screening,
    )


HORIZON = F("project__lot__call__outflow_horizon_months")


def due_month(on: date) -> Case:
    """Of an ended enrolment: so many months after its end is the moment that is due."""

    def came(months: int) -> LessThanOrEqual:
        return LessThanOrEqual(AddMonths(F("ended_on"), Value(months)), Value(on, DateField()))

    planned = [(month, Q(GreaterThanOrEqual(HORIZON, Value(month)))) for month in MONTHS]
    moments = []
    for n, (month, within) in enumerate(planned):
        over = Q(came(month + STAYS))
        if later := planned[n + 1 :]:
            next_month, next_within = later[0]
            over = next_within & Q(came(next_month)) | ~next_within & over
        moments.append(When(within & Q(came(month)) & ~over, then=Value(month)))
    return Case(*moments, output_field=PositiveSmallIntegerField())


class CallQuerySet(GatedQuerySet["Call"]):
    readers = access.SIGNED_IN
    editors = access.MANAGER


class OutflowDefinitionQuerySet(GatedQuerySet["OutflowDefinition"]):
    readers = access.SIGNED_IN
    editors = access.MANAGER

    def in_force(self, on: date) -> "dict[UUID, OutflowDefinition]":
        """Per call the last version that holds on a day; none for a call that is as it began."""
        rows = self.filter(valid_from__lte=on).order_by("valid_from")
        return {definition.call_id: definition for definition in rows}


class LotQuerySet(GatedQuerySet["Lot"]):
    readers = access.SIGNED_IN
    editors = access.MANAGER


class ProjectQuerySet(GatedQuerySet["Project"]):
    readers = access.projects()
    editors = access.MANAGER

    def running(self, on: date) -> "list[Project]":
        """The projects whose term, extension included, holds the day; with lot and call."""
        unsure = Q(ends_on__gte=on) | Q(extension__isnull=False)
        rows = self.filter(unsure, starts_on__lte=on).select_related("lot__call", "extension")
        return [project for project in rows if on in project.term]


class ExtensionQuerySet(GatedQuerySet["Extension"]):
    readers = access.money()
    editors = access.MANAGER


class ExtensionRequestQuerySet(GatedQuerySet["ExtensionRequest"]):
    readers = access.money()
    editors = access.MANAGER

    def undecided(self) -> Self:
        return self.filter(state=RequestState.ASKED)


class MenteeQuerySet(GatedQuerySet["Mentee"]):
    readers = access.MENTEE_READERS
    editors = access.MENTEE_EDITORS
    files = ("",)


class RegistrationQuerySet(GatedQuerySet["Registration"]):
    readers = editors = access.REGISTRATIONS
    personal = True

    def untouched_since(self, day: date) -> Self:
        """Those in which nobody changed anything from that day on."""
        return self.filter(updated_at__date__lt=day)


class EnrolmentQuerySet(GatedQuerySet["Enrolment"]):
    readers = access.ENROLMENTS
    editors = access.ENROLMENTS
    files = ("mentee__",)

    def to_measure(self, on: date) -> Self:
        """With `measure_month`, the latest follow-up moment that came by the day and that nobody
        measured, as `measuring.moment_due` has it for one, and the day it came, `measure_due_on`.

        One measured at a later moment counts for an earlier one. An end that nobody entered here
        was loaded, and a package carries no measurements: of those the moment is done when an
        outcome began on or after it, or went on until then [choice].
        """
        from programmes.models import Measurement

        first = add_months(on, -MONTHS[-1] - STAYS) - ONE_DAY
        measured = Measurement.objects.filter(
            enrolment=OuterRef("pk"), month__gte=OuterRef("measure_month")
        )
        return (
            self.filter(ended_on__range=(first, on))
            .annotate(measure_month=due_month(on))
            .annotate(measure_due_on=AddMonths(F("ended_on"), F("measure_month")))
            .filter(~Exists(measured), measure_month__isnull=False)
            .exclude(~Exists(self.ended_here()), Exists(self.known_since()))
        )

    def ended_here(self) -> QuerySet[Any]:
        """The step with which someone ended the enrolment at hand."""
        from programmes.models import StatusChange

        return StatusChange.objects.filter(enrolment=OuterRef("pk"), name="end", by__isnull=False)

    def known_since(self) -> QuerySet[Any]:
        """What tells how the enrolment at hand stood on the day of its moment or after it."""
        from programmes.models import Outcome

        due, nothing = OuterRef("measure_due_on"), OutcomeKind.NONE
        lasted = Q(ended_on__isnull=True) | Q(ended_on__gte=due)
        rows = Outcome.objects.filter(enrolment=OuterRef("pk"))
        return rows.filter(Q(started_on__gte=due) | ~Q(kind=nothing) & lasted).order_by()

    def undecided(self) -> Self:
        """Those that VDAB was asked to decide on and has not decided."""
        return self.filter(state__in=UNDECIDED_STATES)

    def to_screen_again(self, on: date) -> Self:
        """Refused until a day that has come, with nothing newer for the person since."""
        others = self.model.objects.filter(person=OuterRef("person")).exclude(pk=OuterRef("pk"))
        newer = others.filter(
            Q(state__in=[State.DRAFT, *OPEN_STATES])
            | Q(referred_on__gte=OuterRef("decided_on"))
            | Q(submitted_on__gte=OuterRef("decided_on"))
        )
        # Only a refusal names a day; saying so lets every database start from the state.
        return self.filter(~Exists(newer), state=State.REJECTED, screen_again_on__lte=on)


class ScreeningQuerySet(GatedQuerySet["Screening"]):
    readers = access.of_enrolments("mentee__enrolments")
    files = ("mentee__",)


class OutcomeQuerySet(GatedQuerySet["Outcome"]):
    readers = access.of_enrolments("enrolment")
    editors = access.of_enrolments("enrolment")
    files = ("enrolment__mentee__",)

    def to_verify(self, on: date) -> Self:
        """What began by the day and VDAB did not look up; a measurement that found nothing is
        nothing to look up."""
        rows = self.exclude(kind=OutcomeKind.NONE)
        return rows.filter(verified_on__isnull=True, started_on__lte=on)

    def not_of(self, organisations: Iterable[Any]) -> Self:
        """Without those of projects of these organisations."""
        return self.exclude(enrolment__project__promoter__in=list(organisations))


class MeasurementQuerySet(GatedQuerySet["Measurement"]):
    readers = editors = access.MEASUREMENTS
    files = ("enrolment__mentee__",)


class EvaluationQuerySet(GatedQuerySet["Evaluation"]):
    readers = access.evaluations()
    editors = access.sheets()


class MeetingQuerySet(GatedQuerySet["Meeting"]):
    readers = access.evaluations()
    editors = access.meetings()


class AgreedActionQuerySet(GatedQuerySet["AgreedAction"]):
    readers = access.evaluations("meeting__")
    editors = access.meetings("meeting__")
