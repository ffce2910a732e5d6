"""One mentee beside mentors, one mentor beside mentees, as the API gives them; a veto, the weights
of a call, and how much each mentor-coach follows."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.serializers import IdField, Serializer, without_nul
from matching.close_ups import Beside
from matching.hard_rules import HARD_RULES
from matching.models import Mentor
from matching.scoring import PARTS
from matching.serializers.proposals import RULES, PointsByPart
from matching.services.vetoes import LONGEST_REASON


class BesideSerializer(Serializer):
    """A pair that could be a duo, with its points; or the hard rules that it breaks, the first one
    first. `free_places` are the mentor's, without what a proposal gives to others; `why` is a
    sentence for each part of the score."""

    enrolment = IdField(read_only=True)
    mentor = IdField(read_only=True)
    allowed = serializers.BooleanField(source="is_allowed", read_only=True)
    broken_rules = serializers.SerializerMethodField()
    score = serializers.IntegerField(read_only=True)
    parts = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField()
    free_places = serializers.IntegerField(source="volunteer.places", read_only=True)
    waiting_days = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(RULES)))
    def get_broken_rules(self, one: Beside) -> list[str]:
        return [rule.code for n, rule in enumerate(HARD_RULES) if one.broken >> n & 1]

    @extend_schema_field(PointsByPart)
    def get_parts(self, one: Beside) -> dict[str, int]:
        return dict(zip(PARTS, (part.points for part in one.parts), strict=True))

    def get_why(self, one: Beside) -> list[str]:
        return [part.sentence for part in one.parts]

    def get_waiting_days(self, one: Beside) -> int:
        return one.judged.situation.waiting[one.row].days


class VetoOfEnrolment(Serializer):
    mentor = IdField(Mentor)
    reason = serializers.CharField(max_length=LONGEST_REASON, validators=[without_nul])


class VetoSerializer(Serializer):
    mentee = IdField(read_only=True)
    mentor = IdField(read_only=True)
    decided_on = serializers.DateField(read_only=True)
    reason = serializers.CharField(read_only=True)


class WeightsSerializer(Serializer):
    """What each part of a score weighs in a call: a whole number from 0 to 1000."""

    def get_fields(self) -> dict[str, Any]:
        return {
            **super().get_fields(),
            **{part: serializers.IntegerField() for part in PARTS},
        }


class CaseloadSerializer(Serializer):
    """A mentor-coach, with the duos and mentees that stand on their name."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)
    is_active = serializers.BooleanField(source="user.is_active", read_only=True)
    languages = serializers.DictField(child=serializers.CharField(), read_only=True)
    open_duos = serializers.IntegerField(read_only=True)
    mentees = serializers.IntegerField(read_only=True)
