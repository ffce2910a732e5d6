"""Reminders that rest, as the API takes and gives them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from m2w.serializers import IdField, Serializer
from matching.choices import PauseReason
from matching.models import Match, Mentor
from matching.serializers.matches import day
from programmes.models import Mentee

ABOUT = ("match", "mentor", "mentee")


class PauseFields(Serializer):
    """`until` is the last day; without one they rest until someone lets them go on."""

    reason = serializers.ChoiceField(PauseReason.choices)
    until = day("until")


class ReminderPauseSerializer(PauseFields):
    """What rests is one of `match`, `mentor` and `mentee`."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    match = IdField(allow_null=True, read_only=True)
    mentor = IdField(allow_null=True, read_only=True)
    mentee = IdField(allow_null=True, read_only=True)
    paused_by = serializers.CharField(read_only=True)


class NewPause(PauseFields):
    """What rests is one of `match`, `mentor` and `mentee`."""

    match = IdField(Match, required=False, allow_null=True)
    mentor = IdField(Mentor, required=False, allow_null=True)
    mentee = IdField(Mentee, required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """With `about`: what rests. Raises ValidationError for more than one, or for none."""
        named = [attrs.pop(name, None) for name in ABOUT]
        about = [one for one in named if one is not None]
        if len(about) != 1:
            raise serializers.ValidationError(_("Een pauze gaat over één duo of één persoon."))
        return attrs | {"about": about[0]}
