"""Duos as the API takes and gives them: the columns of matches.csv, what the three agreed on, and
the bodies of what is done with one.
"""

from typing import Any

from rest_framework import serializers

from m2w.accounts.models import Staff
from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, columns_of, without_nul
from matching.choices import MatchAct, MatchEndReason, MatchState
from matching.models import Mentor
from matching.package.duos import MatchTable
from programmes.models import Enrolment
from programmes.models.enrolments import LONGEST_CLOSING_NOTE
from programmes.serializers.enrolments import CoachBody, Nothing


def day(name: str, *, required: bool = False) -> ValueField:
    return ValueField(Column(name, kinds.DATE, required=required))


class AgreedFields(Serializer):
    """What the three agreed on. Without a rhythm of their own, that of the project holds."""

    agreement_on = day("agreement_on")
    first_meeting_on = day("first_meeting_on")
    contact_every_days = serializers.IntegerField(required=False, allow_null=True)


class MatchSerializer(AgreedFields):
    """`state` is `paused` also while the pause is still to begin. What was said when the duo was
    closed stands in `closing_interview_on` and `closing_note`."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    enrolment = IdField(read_only=True)
    mentor = IdField(read_only=True)
    coach = IdField(read_only=True)
    paused_from = day("paused_from")
    paused_until = day("paused_until")
    state = serializers.ChoiceField(MatchState.choices, read_only=True)
    closing_interview_on = serializers.DateField(allow_null=True, read_only=True)
    closing_note = serializers.CharField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(MatchTable)}


class ChangeSerializer(Serializer):
    """What was done with a duo between its start and its end. `until` is the last day of a pause,
    or the new planned end; `coach` the new one."""

    name = serializers.ChoiceField(MatchAct.choices, read_only=True)
    on = serializers.DateField(read_only=True)
    until = serializers.DateField(allow_null=True, read_only=True)
    coach = IdField(allow_null=True, read_only=True)
    at = serializers.DateTimeField(read_only=True)
    by = serializers.CharField(read_only=True)


class NewMatch(AgreedFields):
    """`started_on` is today unless said; the planned end follows from the project."""

    code = serializers.CharField(required=False, validators=[validate_code])
    enrolment = IdField(Enrolment)
    mentor = IdField(Mentor)
    coach = IdField(Staff)
    started_on = day("started_on")
    planned_end_on = day("planned_end_on")


class PauseBody(Serializer):
    """From today unless said; without a last day until somebody resumes the duo."""

    paused_from = day("paused_from")
    paused_until = day("paused_until")


class ExtendBody(Serializer):
    planned_end_on = day("planned_end_on", required=True)


class EndMatchBody(Serializer):
    """`interview_on` and `note` are about the closing interview: nothing about anyone's health."""

    reason = serializers.ChoiceField(MatchEndReason.choices)
    ended_on = day("ended_on")
    interview_on = day("interview_on")
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_CLOSING_NOTE, validators=[without_nul]
    )


ACT_BODIES: dict[str, type[Serializer]] = {
    "arrange": AgreedFields,
    "extend": ExtendBody,
    "pause": PauseBody,
    "resume": Nothing,
    "change_coach": CoachBody,
    "end": EndMatchBody,
}
