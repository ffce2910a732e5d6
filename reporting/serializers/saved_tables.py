"""Saved tables as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from m2w.serializers import Serializer
from reporting.models import SavedTable
from reporting.saved_tables import address_of

LONGEST_NAME, LONGEST_OPTION = 120, 200


class SavedTableSerializer(Serializer):
    """`address` is that of its page; without `as_of` among its options it is about today."""

    id = serializers.UUIDField(source="pk")
    code = serializers.CharField()
    name = serializers.CharField()
    report = serializers.CharField()
    options = serializers.DictField(child=serializers.CharField())
    address = serializers.SerializerMethodField()
    saved_by = serializers.CharField(source="saved_by.name")
    saved_on = serializers.SerializerMethodField()

    def get_address(self, table: SavedTable) -> str:
        return address_of(table)

    def get_saved_on(self, table: SavedTable) -> str:
        return table.created_at.date().isoformat()


class NameBody(Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME)


class NewSavedTable(NameBody):
    """A report, `cross` unless said, and the parameters of its address."""

    report = serializers.CharField(default="cross", max_length=40)
    options = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_OPTION), default=dict[str, Any]
    )
