"""Meetings of rounds of evaluation, what they agree, and what is still to write, in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.openapi_filters import CODE
from m2w.serializers import ClockField, IdField, Serializer, ValueField
from programmes.choices import EvaluationKind, Level, Party, Track
from programmes.evaluation_rounds import scope_of
from programmes.forms.meetings import colleagues
from programmes.models import Meeting
from programmes.serializers.evaluations import COLUMNS, text
from programmes.services.meetings import LONGEST_ACTION, LONGEST_PLACE
from reporting.to_write import Due

ROUND = ("kind", "level", "scope", "period_start")


def day(name: str, *, required: bool = False) -> ValueField:
    return ValueField(Column(name, kinds.DATE, required=required))


class OwnerField(IdField):
    """A colleague with an open account: what the other side does is that side's."""

    def get_queryset(self) -> Any:
        return colleagues(self.context["request"].user)


class MeetingSerializer(Serializer):
    """`scope` is the code of a project, a province or a call, as the level says."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    version = serializers.IntegerField()
    kind = serializers.ChoiceField(EvaluationKind.values)
    level = serializers.ChoiceField(Level.values)
    scope = serializers.SerializerMethodField()
    period_start = serializers.DateField()
    planned_on = serializers.DateField(allow_null=True)
    planned_at = ClockField(allow_null=True)
    place = serializers.CharField()
    held_on = serializers.DateField(allow_null=True)
    minutes = serializers.CharField()

    @extend_schema_field(CODE)
    def get_scope(self, meeting: Meeting) -> str:
        return scope_of(meeting).code


class PlanBody(Serializer):
    """Without a day it is planned no more."""

    planned_on = day("planned_on")
    planned_at = ClockField(required=False, allow_null=True)
    place = text(required=False, allow_blank=True, max_length=LONGEST_PLACE)


class NamedRound(Serializer):
    def get_fields(self) -> dict[str, Any]:
        named = {name: ValueField(COLUMNS[name], required=True) for name in ROUND}
        return {**named, **super().get_fields()}


class NewMeeting(NamedRound, PlanBody):
    """The round that it is of, and when it is planned."""


class HoldBody(Serializer):
    held_on = day("held_on", required=True)


class MinutesBody(Serializer):
    """One text for all sheets of the round, without the name of any mentee."""

    minutes = text(allow_blank=True)


class SheetCommentBody(NamedRound):
    """Of a round without tracks no `track`."""

    track = text(allow_blank=True, default="")
    text = text()


class CommentSerializer(Serializer):
    meeting = IdField(read_only=True)
    track = serializers.ChoiceField(Track.values, allow_blank=True)
    text = serializers.CharField()
    on = serializers.DateField()


class ActionBody(Serializer):
    """Done by one colleague (`owner`) or by a side as a whole (`party`)."""

    text = text(max_length=LONGEST_ACTION)
    owner = OwnerField(required=False, allow_null=True)
    party = serializers.ChoiceField(Party.choices, required=False, allow_blank=True)
    due_on = day("due_on", required=True)


class ActionSerializer(Serializer):
    id = serializers.UUIDField()
    code = serializers.CharField()
    version = serializers.IntegerField()
    meeting = IdField(read_only=True)
    text = serializers.CharField()
    owner = IdField(read_only=True)
    party = serializers.ChoiceField(Party.choices, allow_blank=True)
    whose = serializers.CharField()
    due_on = serializers.DateField()
    done_on = serializers.DateField(allow_null=True)
    done_note = serializers.CharField()


class DoneBody(Serializer):
    """Today, unless another day is said."""

    done_on = day("done_on")
    note = text(required=False, allow_blank=True, max_length=LONGEST_ACTION)


class DueSheetSerializer(Serializer):
    """One sheet that is not final, and when it is due."""

    kind = serializers.ChoiceField(EvaluationKind.values)
    level = serializers.ChoiceField(Level.values)
    scope = serializers.RegexField(f"^{kinds.CODE_PATTERN}$", source="code")
    name = serializers.CharField()
    track = serializers.ChoiceField(Track.values, allow_blank=True)
    period_start = serializers.DateField(source="period.start")
    due_on = serializers.DateField()
    begun = serializers.SerializerMethodField()

    def get_begun(self, due: Due) -> bool:
        return due.status == "draft"
