"""What the API takes and gives while an answer is composed: tables, figures, contributions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.serializers import IdField, KeyField, NameField, Serializer
from reporting.desk import Work
from reporting.models import SavedTable
from reporting.reports import REPORTS
from reporting.serializers.questions import PlaceField, SubQuestionSerializer
from reporting.services.contributions import MOST_ASKED, MOST_GIVEN
from reporting.table_choice import of_saved, read_address

LONGEST_TITLE, LONGEST_ADDRESS, LONGEST_OPTION = 200, 2000, 200
WAYS = ("report", "saved_table", "address")


class NewTable(Serializer):
    """A report with its `options`, or a saved table, or the address of a table: one of three."""

    report = NameField(lambda: REPORTS, required=False, max_length=40)
    options = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_OPTION), required=False
    )
    saved_table = IdField(SavedTable, required=False)
    address = serializers.CharField(required=False, max_length=LONGEST_ADDRESS)
    title = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TITLE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if sum(name in attrs for name in WAYS) != 1:
            message = _("Geef een rapport, een bewaarde tabel of een adres: één van de drie.")
            raise serializers.ValidationError({"report": message})
        if "options" in attrs and "report" not in attrs:
            raise serializers.ValidationError({"options": _("Keuzes horen bij een rapport.")})
        return attrs

    def chosen(self) -> tuple[str, dict[str, str]]:
        """The report and its choices. Raises ValidationError at `address` for none."""
        asked = self.validated_data
        if "saved_table" in asked:
            return of_saved(asked["saved_table"])
        if "address" in asked:
            return read_address(asked["address"], self.context["request"].user)
        return asked["report"], asked.get("options", {})


class TableBody(Serializer):
    """Another title, or its place before the others."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_TITLE)
    first = serializers.BooleanField(required=False)


class TypedBody(Serializer):
    """`typed` as it stands in the text; `computed` the field in braces, or the figure itself."""

    typed = serializers.CharField(max_length=60)
    computed = serializers.CharField(max_length=60)


class ReasonOfFigure(Serializer):
    typed = serializers.CharField(max_length=60)
    reason = serializers.CharField(max_length=300)


class SourceBody(Serializer):
    """Sub-question `number` answered as sub-question `from_number` of another question."""

    number = PlaceField()
    from_question = KeyField()
    from_number = PlaceField()


class TakeOverBody(Serializer):
    sub_questions = SourceBody(many=True, allow_empty=False)


class SimilarSerializer(Serializer):
    question = serializers.UUIDField(source="sub.question_id")
    question_code = serializers.CharField(source="sub.question.code")
    number = serializers.IntegerField(source="sub.number")
    text = serializers.CharField(source="sub.text")
    likeness_pct = serializers.IntegerField(source="percent")


class AlikeSerializer(Serializer):
    """The earlier sub-questions that ask much the same as one, most alike first."""

    number = serializers.IntegerField()
    similar = SimilarSerializer(many=True)


class AskBody(Serializer):
    asked = serializers.CharField(max_length=MOST_ASKED)
    due_on = serializers.DateField()


class GiveBody(Serializer):
    text = serializers.CharField(max_length=MOST_GIVEN)


class ContributionSerializer(Serializer):
    """What VDAB is asked to say on a sub-question, and what it said."""

    id = serializers.UUIDField(source="pk")
    code = serializers.CharField()
    question = serializers.UUIDField(source="sub_question.question_id")
    number = serializers.IntegerField(source="sub_question.number")
    asked = serializers.CharField()
    asked_by = serializers.CharField(source="asked_by.name")
    asked_on = serializers.DateField()
    due_on = serializers.DateField()
    text = serializers.CharField()
    given_by = serializers.CharField(source="given_by.name", default=None, allow_null=True)
    given_on = serializers.DateField(allow_null=True)


class DifferingSerializer(Serializer):
    """A typed figure that is none of the computed ones, with the nearest of its kind, if any; in
    the answer or in the common text that it begins."""

    typed = serializers.CharField(source="number.text")
    nearest = serializers.CharField(source="nearest.text", default=None, allow_null=True)
    computed = serializers.CharField(
        source="to_take",
        help_text="What `take_over_figure` puts in its place; empty where nothing is computed.",
    )


class ReasonedSerializer(Serializer):
    typed = serializers.CharField(source="text")
    reason = serializers.CharField()


class WorkSerializer(Serializer):
    """A sub-question being answered: its own values, the figures that its text may name as they
    are now, and what is still to be done."""

    sub_question = SubQuestionSerializer(source="sub")
    state = serializers.CharField(source="mark.label")
    fields_of_text = serializers.SerializerMethodField()
    differing = DifferingSerializer(source="differences", many=True)
    unknown = serializers.ListField(child=serializers.CharField())
    left_standing = ReasonedSerializer(source="typed", many=True)
    contributions = ContributionSerializer(many=True)

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_fields_of_text(self, work: Work) -> dict[str, str]:
        return dict(sorted(work.answer.phrases.items()))
