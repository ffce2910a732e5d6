"""Grants as the API takes and gives them: the columns of grants.csv, and whether they count."""

from typing import Any

from rest_framework import serializers

from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, columns_of, without_nul
from programmes.models import Project
from programmes.package.money import GrantTable
from programmes.services.grants import MOST_WORDS


class GrantSerializer(Serializer):
    """`confirmed`: by a second person, or loaded; what is not counts in no figure."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    project = IdField(read_only=True)
    above_lot_reason = serializers.CharField(read_only=True)
    confirmed = serializers.BooleanField(read_only=True, source="counts")

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(GrantTable)}


class NewGrant(Serializer):
    """The grant of an extension is made with the extension; `months` belongs to it."""

    code = serializers.CharField(required=False, validators=[validate_code])
    project = IdField(Project)
    above_lot_reason = serializers.CharField(
        required=False, allow_blank=True, max_length=MOST_WORDS, validators=[without_nul]
    )

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(GrantTable, "months")}


def signed(*, nullable: bool = False) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=nullable)


class RoomToGrantSerializer(Serializer):
    """`unconfirmed` waits for a second person and is not left any more; `left_in_lot` is null for a
    lot without a budget of its own."""

    granted = signed()
    unconfirmed = signed()
    left_in_lot = signed(nullable=True)
    left_in_call = signed()
