"""Questions about many rows, and the gate through which everyone reads them."""

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from m2w.expressions import AddMonths
from m2w.periods import add_months
from m2w.querysets import GatedQuerySet, M
from programmes import access
from programmes.choices import OPEN_STATES, UNDECIDED_STATES, RequestState, State

if TYPE_CHECKING:
    from programmes.models import (
        AgreedAction,
        Call,
        Claim,
        Enrolment,
        Evaluation,
        Extension,
        ExtensionRequest,
        Grant,
        Lot,
        Meeting,
        Mentee,
        Outcome,
        OutflowDefinition,
        Payment,
        Project,
        Registration,
        Screening,
        Settlement,
    )


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


class TwoPeopleQuerySet(GatedQuerySet[M]):
    """What one person entered counts once another confirmed it; loaded rows count at once."""

    def confirmed(self) -> Self:
        return self.filter(Q(entered_by__isnull=True) | Q(confirmed_by__isnull=False))

    def unconfirmed(self) -> Self:
        return self.filter(entered_by__isnull=False, confirmed_by__isnull=True)


class GrantQuerySet(TwoPeopleQuerySet["Grant"]):
    readers = access.money()
    editors = access.MANAGER


class SettlementQuerySet(TwoPeopleQuerySet["Settlement"]):
    readers = access.money()
    editors = access.MANAGER


class ClaimQuerySet(GatedQuerySet["Claim"]):
    readers = access.CLAIM_READERS
    editors = access.CLAIM_EDITORS


class PaymentQuerySet(GatedQuerySet["Payment"]):
    readers = access.CLAIM_READERS
    editors = access.MANAGER


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
        """Ended at least a month ago, within the horizon, and nothing is known of what came
        after [choice]."""
        months = F("project__lot__call__outflow_horizon_months")
        rows = self.alias(horizon_end=AddMonths(F("ended_on"), months))
        ended = Q(ended_on__lte=add_months(on, -1), horizon_end__gt=on)
        return rows.filter(ended, outcomes__isnull=True)

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


class EvaluationQuerySet(GatedQuerySet["Evaluation"]):
    readers = access.evaluations()
    editors = access.sheets()


class MeetingQuerySet(GatedQuerySet["Meeting"]):
    readers = access.evaluations()
    editors = access.meetings()


class AgreedActionQuerySet(GatedQuerySet["AgreedAction"]):
    readers = access.evaluations("meeting__")
    editors = access.meetings("meeting__")
