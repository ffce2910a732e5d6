"""Open data as the API of the ministry takes and gives it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.serializers import DayField, IdField, Serializer
from reporting import exports, publishing
from reporting.models import Publication, SavedTable, WrittenQuestion
from reporting.serializers.reports import ReportTable
from reporting.services.publishing import LONGEST_TITLE


class PublicationSerializer(Serializer):
    """Protected tables that are, or were, there for everyone."""

    id = serializers.UUIDField(source="pk")
    code = serializers.CharField()
    title = serializers.CharField()
    question = serializers.UUIDField(source="question_id", allow_null=True)
    as_of = serializers.DateField()
    published_on = serializers.DateField()
    taken_down_on = serializers.DateField(allow_null=True)
    checksum = serializers.RegexField("^[0-9a-f]{64}$")
    tables = serializers.SerializerMethodField()

    @extend_schema_field(ReportTable(many=True))
    def get_tables(self, publication: Publication) -> list[dict[str, Any]]:
        """Each as the report of its code gives a table."""
        return [exports.as_document(one.table) for one in publishing.tables_of(publication)]


class NewPublication(Serializer):
    """Tables of a sent answer, by their `names` in it; or saved tables as of a day."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    question = IdField(WrittenQuestion, required=False)
    names = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=200, required=False
    )
    saved_tables = serializers.ListField(
        child=IdField(SavedTable), max_length=200, required=False, allow_empty=False
    )
    as_of = DayField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        ways = ({"question", "names"}, {"saved_tables", "as_of"})
        if set(attrs) - {"title"} not in ways:
            message = _("Geef een vraag met namen van tabellen, of bewaarde tabellen met een dag.")
            raise serializers.ValidationError(message)
        return attrs


class SwitchBody(Serializer):
    is_on = serializers.BooleanField(help_text="Whether the public pages of open data are there.")
