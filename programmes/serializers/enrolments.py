"""Enrolments as the API takes and gives them: the columns of enrolments.csv, and the bodies of
the steps in their life.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.accounts.models import Staff
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, columns_of
from programmes.choices import (
    Decision,
    DeclineReason,
    EndReason,
    RejectionReason,
    State,
)
from programmes.models import Enrolment, Lot, Mentee, Project
from programmes.package.enrolments import EnrolmentTable
from programmes.serializers.mentees import MenteeOrFields


class DecisionTaken(serializers.Serializer[Any]):
    """One decision of VDAB. Loaded ones are by nobody."""

    outcome = serializers.ChoiceField(Decision.choices)
    reason = serializers.CharField()
    on = serializers.DateField()
    by = serializers.CharField(allow_null=True)


class EnrolmentSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(State.choices, read_only=True)
    mentee = IdField(read_only=True)
    project = IdField(read_only=True)
    coach = IdField(read_only=True)
    decisions = serializers.SerializerMethodField()

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
    screen_again_on = serializers.DateField(required=False, allow_null=True)


class WithdrawBody(Serializer):
    reason = serializers.CharField(max_length=500)


class EndBody(Serializer):
    reason = serializers.ChoiceField(EndReason.choices)
    ended_on = serializers.DateField(required=False, allow_null=True)


class DeclineBody(Serializer):
    reason = serializers.ChoiceField(DeclineReason.choices)
    comment = serializers.CharField(required=False, allow_blank=True)


class CoachBody(Serializer):
    coach = IdField(Staff)


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
