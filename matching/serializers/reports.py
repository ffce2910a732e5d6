"""What mentor and mentee reported, as the API gives it, and what is decided of it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import IdField, Serializer, ValueField, columns_of
from matching.choices import Doubt, Reporter
from matching.models import ContactReport
from matching.package.duos import ContactTable
from matching.services.reports import in_one_meeting


class ToldSerializer(Serializer):
    """What one of the two said of a day. `seen` is `yes` or `no`; the rest as of a contact."""

    id = serializers.UUIDField(read_only=True)
    who = serializers.ChoiceField(Reporter.choices, read_only=True)

    def get_fields(self) -> dict[str, Any]:
        told = columns_of(ContactTable, "kind", "reached")
        seen = ValueField(Column("seen", kinds.YES_NO, required=True))
        return {**super().get_fields(), **told, "seen": seen}


class ReportSerializer(ToldSerializer):
    """With a `doubt` it waits for a decision until `handled_on`; who asks for a call waits until
    `called_on`. `meeting` are the other reports of the same meeting, as long as it is in doubt;
    `contact` is what counts of it."""

    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    match = IdField(read_only=True)
    contact = IdField(allow_null=True, read_only=True)
    call_me = serializers.BooleanField(read_only=True)
    received_at = serializers.DateTimeField(read_only=True)
    doubt = serializers.ChoiceField(Doubt.choices, allow_blank=True, read_only=True)
    handled_on = serializers.DateField(allow_null=True, read_only=True)
    called_on = serializers.DateField(allow_null=True, read_only=True)
    meeting = serializers.SerializerMethodField()

    @extend_schema_field(ToldSerializer(many=True))
    def get_meeting(self, report: ContactReport) -> list[Any]:
        if not report.doubt or report.handled_on:
            return []
        _itself, *others = in_one_meeting(report)
        return [ToldSerializer(one).data for one in others]


class DecideBody(Serializer):
    """Whether they met, and how long it took when they did."""

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(ContactTable, *AROUND)}


AROUND = ("held_on", "kind", "channel")


class LinkSerializer(Serializer):
    """Whose link it is, and the address that it opens."""

    who = serializers.ChoiceField(Reporter.choices, read_only=True)
    url = serializers.URLField(read_only=True)


class LinkBody(Serializer):
    who = serializers.ChoiceField(Reporter.choices)
