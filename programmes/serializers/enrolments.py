"""Enrolments as the API takes and gives them: the columns of enrolments.csv, and the bodies of
the steps in their life.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.accounts.models import Staff
from m2w.fields import validate_code
from m2w.serializers import DayField, IdField, LanguageCode, Serializer, columns_of, without_nul
from programmes.cards import Double
from programmes.choices import (
    Decision,
    DeclineReason,
    EndReason,
    MeasurementResult,
    RejectionReason,
    State,
)
from programmes.measuring import MONTHS
from programmes.models import Enrolment, Lot, Mentee, Project
from programmes.models.enrolments import LONGEST_CLOSING_NOTE
from programmes.package.enrolments import EnrolmentTable
from programmes.package.people import MenteeTable
from programmes.serializers.mentees import MenteeOrFields
from programmes.serializers.outcomes import OutcomeFields
from programmes.services.facts import FACTS


class DecisionTaken(serializers.Serializer[Any]):
    """One decision of VDAB. Loaded ones are by nobody."""

    outcome = serializers.ChoiceField(Decision.choices)
    reason = serializers.CharField()
    on = serializers.DateField()
    by = serializers.CharField(allow_null=True)


class StepTaken(Serializer):
    """One step in its life, with what was written along. Loaded steps are by nobody."""

    name = serializers.CharField()
    on = serializers.DateField()
    by = serializers.CharField(allow_null=True)
    comment = serializers.CharField()


class EnrolmentSerializer(Serializer):
    """`counsellor` is whose work the decision is, and `copied_on` when it was taken over in VDAB's
    own system: for VDAB only. The closing interview is for the promoter only."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(State.choices, read_only=True)
    mentee = IdField(read_only=True)
    project = IdField(read_only=True)
    coach = IdField(read_only=True)
    counsellor = serializers.CharField(read_only=True)
    intake_on = serializers.DateField(read_only=True)
    declined_on = serializers.DateField(read_only=True)
    decline_reason = serializers.ChoiceField(
        DeclineReason.choices, read_only=True, allow_blank=True
    )
    next_lot = IdField(read_only=True)
    screen_again_on = serializers.DateField(read_only=True)
    started_on = serializers.DateField(read_only=True)
    copied_on = serializers.DateField(read_only=True)
    closing_interview_on = serializers.DateField(read_only=True)
    closing_note = serializers.CharField(read_only=True)
    decisions = serializers.SerializerMethodField()
    steps = StepTaken(many=True, read_only=True, source="changes")

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(EnrolmentTable)}

    @extend_schema_field(DecisionTaken(many=True))
    def get_decisions(self, enrolment: Enrolment) -> list[dict[str, Any]]:
        taken = [one for one in enrolment.changes.all() if one.target in DECIDED]
        return [
            {
                "outcome": DECIDED[one.target],
                "reason": enrolment.decision_reason or enrolment.derogation_reason,
                "on": one.on.isoformat(),
                "by": str(one.by) if one.by else None,
            }
            for one in taken
        ]


DECIDED = {State.APPROVED.value: Decision.APPROVED, State.REJECTED.value: Decision.REJECTED}


class NewEnrolment(Serializer):
    code = serializers.CharField(required=False, validators=[validate_code])
    mentee = MenteeOrFields(Mentee)
    project = IdField(Project)


class Nothing(Serializer):
    """A step that asks for nothing."""


class CommentBody(Serializer):
    comment = serializers.CharField()


class ApproveBody(Serializer):
    derogation_reason = serializers.CharField(required=False, allow_blank=True)


class RejectBody(Serializer):
    reason = serializers.ChoiceField(RejectionReason.choices)
    comment = serializers.CharField(required=False, allow_blank=True)
    next_lot = IdField(Lot, required=False, allow_null=True)
    screen_again_on = DayField(required=False, allow_null=True)


class WithdrawBody(Serializer):
    reason = serializers.CharField(max_length=500)


class EndBody(Serializer):
    """`interview_on` and `note` are of the closing interview; `outcome` is what follows, if that is
    known."""

    reason = serializers.ChoiceField(EndReason.choices)
    ended_on = DayField(required=False, allow_null=True)
    interview_on = DayField(required=False, allow_null=True)
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_CLOSING_NOTE, validators=[without_nul]
    )
    outcome = OutcomeFields(required=False, allow_null=True)


class DeclineBody(Serializer):
    reason = serializers.ChoiceField(DeclineReason.choices)
    comment = serializers.CharField(required=False, allow_blank=True)


class CoachBody(Serializer):
    coach = IdField(Staff)


class IntakeBody(Serializer):
    intake_on = DayField()


class AgainBody(Serializer):
    """A day to come; null when it is not needed any more."""

    on = serializers.DateField(allow_null=True)


class FactsBody(Serializer):
    """What VDAB itself knows of a client, under the names of mentees.csv."""

    def get_fields(self) -> dict[str, Any]:
        columns = columns_of(MenteeTable)
        return {name: columns[name] for name in FACTS}


class MeasureBody(Serializer):
    """`month` is the latest moment that came, unless said. `outcome` is what is new since,
    `stopped_on` when what went on until now ended."""

    month = serializers.ChoiceField(MONTHS, required=False)
    result = serializers.ChoiceField(MeasurementResult.choices)
    outcome = OutcomeFields(required=False, allow_null=True)
    stopped_on = DayField(required=False, allow_null=True)


class MomentSerializer(Serializer):
    """A planned measurement and what became of it; null when nothing yet."""

    month = serializers.IntegerField()
    due_on = serializers.DateField()
    measured_on = serializers.DateField(allow_null=True)
    result = serializers.ChoiceField(MeasurementResult.choices, allow_null=True)


class ToMeasureSerializer(EnrolmentSerializer):
    """The moment that is due, and since when."""

    measure_month = serializers.IntegerField(read_only=True)
    measure_due_on = serializers.DateField(read_only=True)


STEP_BODIES: dict[str, type[Serializer]] = {
    "submit": Nothing,
    "answer": CommentBody,
    "withdraw": WithdrawBody,
    "end": EndBody,
    "accept_referral": Nothing,
    "decline_referral": DeclineBody,
    "approve": ApproveBody,
    "request_info": CommentBody,
    "reject": RejectBody,
}


class ClockSerializer(Serializer):
    """Working days that VDAB has had it, against the norm of the call. It stands still from
    `asked_on`, the day of a question without an answer; `due_on` then depends on the answer."""

    days = serializers.IntegerField()
    norm = serializers.IntegerField()
    due_on = serializers.DateField(allow_null=True)
    asked_on = serializers.DateField(allow_null=True)
    is_over = serializers.BooleanField()


class DoubleSerializer(Serializer):
    """Another enrolment of the same person, at another promoter; `id` only for who may open it."""

    id = serializers.SerializerMethodField()
    project = serializers.CharField(source="enrolment.project.name")
    promoter = serializers.CharField(source="enrolment.project.promoter.name")
    state = serializers.ChoiceField(State.choices, source="enrolment.state")

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_id(self, double: Double) -> str | None:
        return str(double.enrolment.pk) if double.is_visible else None


class DeskSerializer(Serializer):
    """What a counsellor looks at beside the file. `paragraph`, once it is decided, is what they
    copy into VDAB's own system."""

    clock = ClockSerializer(allow_null=True)
    doubles = DoubleSerializer(many=True)
    paragraph = serializers.CharField(allow_blank=True)


class LetterSerializer(Serializer):
    """The letter in one language, `name` by its own name."""

    language = LanguageCode()
    name = serializers.CharField()
    subject = serializers.CharField()
    greeting = serializers.CharField()
    paragraphs = serializers.ListField(child=serializers.CharField())
    closing = serializers.CharField()
    sender = serializers.CharField()
