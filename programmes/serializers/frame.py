"""Calls, lots, projects and extensions as the API takes and gives them: the columns of calls.csv,
lots.csv, projects.csv and extensions.csv."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import IdField, Serializer, ValueField, columns_of, without_nul
from programmes.facts import definitions_of
from programmes.models import Call
from programmes.models.calls import LONGEST_REASON
from programmes.package.calls import CallTable, ExtensionTable, LotTable, ProjectTable
from programmes.services.call_terms import MOST_HOURS
from programmes.services.definitions import MOST_DAYS, MOST_MONTHS


class Row(Serializer):
    """What every object has beside its columns."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)


class OutflowTerms(Serializer):
    """What counts as lasting work."""

    sustainable_months = serializers.IntegerField(min_value=1, max_value=MOST_MONTHS)
    outflow_horizon_months = serializers.IntegerField(min_value=1, max_value=MOST_MONTHS)
    spell_gap_days = serializers.IntegerField(min_value=0, max_value=MOST_DAYS)


class OutflowDefinitionSerializer(OutflowTerms):
    """The first version is that of the call itself, the last one that began is in force."""

    version = serializers.IntegerField()
    valid_from = serializers.DateField()
    reason = serializers.CharField()


class CallSerializer(Row):
    """`yearly_hours_norm` and `overhead_pct` are the terms by which costs are counted."""

    outflow_definitions = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, Any]:
        terms = {name: ValueField(column, read_only=True) for name, column in TERMS.items()}
        return {**super().get_fields(), **columns_of(CallTable), **terms}

    @extend_schema_field(OutflowDefinitionSerializer(many=True))
    def get_outflow_definitions(self, call: Call) -> Any:
        return OutflowDefinitionSerializer(definitions_of(call), many=True).data


TERMS = {
    "yearly_hours_norm": Column("yearly_hours_norm", kinds.integer(1, MOST_HOURS)),
    "overhead_pct": Column("overhead_pct", kinds.AMOUNT),
}


class TermsBody(Serializer):
    """Null: an hourly cost, or overhead, follows from nothing here."""

    def get_fields(self) -> dict[str, Any]:
        return {name: ValueField(column, required=True) for name, column in TERMS.items()}


class RedefineBody(OutflowTerms):
    """From today or a later day on."""

    valid_from = ValueField(Column("valid_from", kinds.DATE, required=True))
    reason = serializers.CharField(max_length=LONGEST_REASON, validators=[without_nul])


class LotSerializer(Row):
    call = IdField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(LotTable)}


class ProjectSerializer(Row):
    """`ends_on` is the last day of the initial term, `last_day` that of the whole term."""

    lot = IdField(read_only=True)
    promoter = IdField(read_only=True)
    last_day = serializers.DateField(source="term.last_day", read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(ProjectTable)}


class ExtensionSerializer(Row):
    """`last_day` is the new last day of the project."""

    project = IdField(read_only=True)
    last_day = serializers.DateField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(ExtensionTable)}
