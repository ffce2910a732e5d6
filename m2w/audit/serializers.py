"""The record as the API gives it: acts with codes and ids, never a value of personal data."""

from typing import Any

from rest_framework import serializers

from m2w.accounts.choices import Role
from m2w.audit.actions import label
from m2w.serializers import Serializer


class ActSerializer(Serializer):
    """What one request did of one kind to one kind of object: fifty files in one list are one
    act. `object` is there when it was about one; nobody is named for what the system did."""

    at = serializers.DateTimeField(source="last")
    who = serializers.SerializerMethodField()
    role = serializers.ChoiceField(Role.choices, allow_blank=True)
    organisation = serializers.SerializerMethodField()
    action = serializers.CharField()
    in_words = serializers.SerializerMethodField()
    kind = serializers.CharField(source="object_type")
    object = serializers.SerializerMethodField()
    count = serializers.IntegerField()

    def get_who(self, act: dict[str, Any]) -> str:
        return act["actor__name"] or act["actor__email"] or ""

    def get_organisation(self, act: dict[str, Any]) -> str:
        return act["organisation__name"] or ""

    def get_in_words(self, act: dict[str, Any]) -> str:
        return str(label(act["action"]))

    def get_object(self, act: dict[str, Any]) -> str | None:
        return act["first_id"] or None if act["count"] == 1 else None


class ShownSerializer(Serializer):
    """Somebody's file that an account got to see, by its code."""

    kind = serializers.CharField()
    code = serializers.CharField()
    promoter = serializers.CharField()
    first_shown = serializers.DateTimeField(source="first")
    last_shown = serializers.DateTimeField(source="last")
    times = serializers.IntegerField()
