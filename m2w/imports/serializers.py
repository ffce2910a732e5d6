"""Imports as the API takes and gives them: how far a file is, how it is read, and its rows."""

from typing import Any

from django.utils.text import capfirst
from rest_framework import serializers

from m2w.imports import headings
from m2w.imports.cells import text
from m2w.imports.choices import Stage, Verdict
from m2w.imports.models import Import
from m2w.imports.services import known_headings
from m2w.imports.targets import Column, Target, targets
from m2w.serializers import Serializer, UploadField

LONGEST_OPTION = 200


class ColumnSerializer(Serializer):
    """A column that a file may have. `allowed` says in words what may stand in it."""

    name = serializers.CharField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field of this name
    needed = serializers.BooleanField()
    allowed = serializers.CharField()
    example = serializers.CharField()

    def get_label(self, column: Column) -> str:
        return capfirst(str(column.label))


class TargetSerializer(Serializer):
    """What can be imported, with its columns; `options` are what else one chooses."""

    name = serializers.CharField()
    heading = serializers.CharField()
    columns = ColumnSerializer(many=True)
    options = serializers.SerializerMethodField()

    def get_options(self, target: Target) -> list[str]:
        return list(target.options(self.context["request"].user))


class ImportSerializer(Serializer):
    """`failed` when the work came to nothing; `kept` counts what was made, once it was."""

    id = serializers.UUIDField()
    target = serializers.CharField()
    original_name = serializers.CharField()
    stage = serializers.ChoiceField(Stage.choices)
    failed = serializers.BooleanField(source="has_failed")
    sheet = serializers.IntegerField()
    heading_row = serializers.IntegerField()
    columns = serializers.DictField(child=serializers.CharField())
    counts = serializers.DictField(child=serializers.IntegerField())
    kept = serializers.DictField(child=serializers.IntegerField())
    made_by = serializers.CharField(source="made_by.name")
    created_at = serializers.DateTimeField()
    removed_on = serializers.DateTimeField()


class SheetSerializer(Serializer):
    name = serializers.CharField()
    rows = serializers.IntegerField()


class ImportFile(ImportSerializer):
    """One import with what is in its file: the sheets, the headings of the chosen one by their
    place, and which column each seems to be. Without those once every row was kept."""

    options = serializers.DictField()
    sheets = serializers.SerializerMethodField()
    headings = serializers.SerializerMethodField()
    guessed = serializers.SerializerMethodField()

    def get_sheets(self, upload: Import) -> list[dict[str, Any]]:
        sheets = upload.source.sheets if upload.has_file else []
        return [{"name": sheet.name, "rows": sheet.rows} for sheet in sheets]

    def cells(self, upload: Import) -> list[Any]:
        return upload.source.row(upload.sheet, upload.heading_row) if upload.has_file else []

    def get_headings(self, upload: Import) -> list[str]:
        return [text(cell) for cell in self.cells(upload)]

    def get_guessed(self, upload: Import) -> dict[str, str]:
        known = known_headings(upload, targets()[upload.target])
        found = headings.meanings(self.cells(upload), known)
        return {str(place): name for place, name in found.items()}


class NewImport(Serializer):
    """`target` is the name of what can be imported, `file` a workbook or CSV."""

    target = serializers.CharField()
    file = UploadField(allow_empty_file=True)


class CheckBody(Serializer):
    """Which column stands at which place of the headings, by the places of `headings`; as guessed
    unless said. The sheet counts from 0, the row of its headings from 1."""

    sheet = serializers.IntegerField(required=False, min_value=0)
    heading_row = serializers.IntegerField(required=False, min_value=1)
    columns = serializers.DictField(child=serializers.CharField(), required=False)
    options = serializers.DictField(required=False)


class KeepBody(Serializer):
    """`only_good` leaves the wrong rows out; without it there may be none."""

    only_good = serializers.BooleanField(default=False)


class FaultSerializer(Serializer):
    column = serializers.CharField(source="column.name")
    said = serializers.CharField()
    reason = serializers.CharField()


class RowSerializer(Serializer):
    """A row of the file by its number. `judged` says more of a good one, such as its screening."""

    number = serializers.IntegerField()
    verdict = serializers.ChoiceField(Verdict.choices)
    who = serializers.CharField()
    faults = FaultSerializer(many=True)
    judged = serializers.CharField(allow_null=True)
