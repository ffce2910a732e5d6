"""Group sessions as the API takes and gives them: what was held, who is on the list, and the
claims that the list proves."""

from typing import Any

from rest_framework import serializers

from m2w.accounts.models import Staff
from m2w.choices import YesNoUnknown
from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import ClockField, IdField, KeyField, Serializer, ValueField, without_nul
from matching.choices import SessionKind
from matching.models.sessions import LONGEST_TITLE
from programmes.models import Claim, Project

MOST_PEOPLE = 200


class SessionFields(Serializer):
    """What is kept of a session. `starts_at` is a time such as `13:30`."""

    kind = serializers.ChoiceField(SessionKind.choices)
    title = serializers.CharField(max_length=LONGEST_TITLE, validators=[without_nul])
    starts_at = ClockField(required=False, allow_null=True)
    minutes = serializers.IntegerField(required=False, allow_null=True)
    place = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_TITLE, validators=[without_nul]
    )
    led_by = IdField(Staff, required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        held_on = ValueField(Column("held_on", kinds.DATE, required=True))
        return {**super().get_fields(), "held_on": held_on}


class SessionSerializer(SessionFields):
    """`listed` are on the list, of whom `came` were there."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    project = IdField(read_only=True)
    led_by = IdField(allow_null=True, read_only=True)
    listed = serializers.IntegerField(read_only=True)
    came = serializers.IntegerField(read_only=True)


class NewSession(SessionFields):
    project = IdField(Project)


class AttendanceSerializer(Serializer):
    """Someone on the list: a mentee by their enrolment, or a mentor."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    session = IdField(read_only=True)
    enrolment = IdField(allow_null=True, read_only=True)
    mentor = IdField(allow_null=True, read_only=True)
    present = serializers.ChoiceField(YesNoUnknown.choices, read_only=True)


class PeopleBody(Serializer):
    """Whom to put on the list, by id: at least one. Who is on it already stays so."""

    enrolments = serializers.ListField(child=KeyField(), required=False, max_length=MOST_PEOPLE)
    mentors = serializers.ListField(child=KeyField(), required=False, max_length=MOST_PEOPLE)


class TickedLine(Serializer):
    attendance = KeyField()
    present = serializers.ChoiceField(YesNoUnknown.choices)


class TickBody(Serializer):
    """Who was there: who is not named stays as they were."""

    attendances = TickedLine(many=True, allow_empty=False)


class AddedSerializer(Serializer):
    """How many were not on the list yet."""

    added = serializers.IntegerField(read_only=True)


class ClaimedSerializer(Serializer):
    """The list as it was when it was put with a claim: a document of that claim, with codes in
    place of names."""

    claim = IdField(read_only=True)
    document = IdField(read_only=True)


class ClaimBody(Serializer):
    """A claim of the project and the year of the session, in draft."""

    claim = IdField(Claim)
