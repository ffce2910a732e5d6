"""Notices and reminders as the API gives them: in words, naming only what the reader may see."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.outbox.models import Notice, Reminder
from m2w.outbox.reading import Line
from m2w.serializers import IdField, Serializer


class ToldSerializer(Serializer):
    """`about` names the object while the caller may see it, and `page` is where it is read."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.CharField(source="code", read_only=True)
    text = serializers.SerializerMethodField()
    about = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    def line(self, told: Notice | Reminder) -> Line | None:
        found: Line | None = self.context["lines"].get(told.pk)
        return found

    def get_text(self, told: Any) -> str:
        line = self.line(told)
        return line.text if line else ""

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_about(self, told: Any) -> str | None:
        line = self.line(told)
        return str(line.about.pk) if line and line.about else None

    @extend_schema_field(OpenApiTypes.URI_REF)
    def get_page(self, told: Any) -> str:
        line = self.line(told)
        return line.url if line else ""


class NoticeSerializer(ToldSerializer):
    created_at = serializers.DateTimeField(read_only=True)
    read_at = serializers.DateTimeField(read_only=True, allow_null=True)


class ReminderSerializer(ToldSerializer):
    """`to` is the colleague who was reminded; nobody's for a letter to who has no account."""

    to = IdField(read_only=True)
    since = serializers.DateField(read_only=True)
    given_on = serializers.DateField(read_only=True)


class CountSerializer(Serializer):
    read = serializers.IntegerField(help_text="How many were not read yet.")
