"""Saved tables as the API takes and gives them."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.serializers import NameField, Serializer
from reporting.models import SavedTable
from reporting.reports import REPORTS
from reporting.saved_tables import address_of

LONGEST_NAME, LONGEST_OPTION = 120, 200


class SavedTableSerializer(Serializer):
    """`address` is that of its page; without `as_of` among its options it is about today."""

    id = serializers.UUIDField(source="pk")
    code = serializers.CharField()
    name = serializers.CharField()
    report = NameField(lambda: REPORTS)
    options = serializers.DictField(child=serializers.CharField())
    address = serializers.SerializerMethodField()
    saved_by = serializers.CharField(source="saved_by.name")
    saved_on = serializers.DateField()

    @extend_schema_field(OpenApiTypes.URI_REF)
    def get_address(self, table: SavedTable) -> str:
        return address_of(table)


class NameBody(Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME)


class NewSavedTable(NameBody):
    """A report, `cross` unless said, and the parameters of its address."""

    report = NameField(lambda: REPORTS, default="cross", max_length=40)
    options = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_OPTION), default=dict[str, Any]
    )
