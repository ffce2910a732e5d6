"""The shape of what the API takes and gives about screenings."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.choices import YesNoUnknown
from m2w.reference import languages, levels
from m2w.serializers import DayField, IdField, LanguageCode, Serializer
from programmes.choices import ScreeningResult, ScreeningSource
from programmes.eligibility import Result, Situation
from programmes.eligibility_texts import sentence
from programmes.models import Lot, Screening
from programmes.package.people import MenteeTable


class LotField(serializers.CharField):
    """A lot by its code or id; gives the Lot with its call."""

    default_error_messages = {"unknown": _("Dit perceel is niet gekend.")}

    def to_internal_value(self, data: Any) -> Lot:  # type: ignore[override]
        named = super().to_internal_value(data)
        lot = Lot.objects.named(named).select_related("call").first()
        if lot is None:
            self.fail("unknown")
        return lot


class OptionalChoice(serializers.ChoiceField):
    """A choice that may be absent, null or empty: then it is not known."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, required=False, allow_null=True, allow_blank=True, **kwargs)


class LanguageField(LanguageCode):
    default_error_messages = {"unknown": _("Deze taalcode is niet gekend.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, allow_blank=True, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if code and not languages.is_language(code):
            self.fail("unknown")
        return code


class OptionalDate(serializers.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, **kwargs)

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        return super().validate_empty_values(None if data == "" else data)


class ScreeningCheck(Serializer):
    """A mentee's fields, named as in mentees.csv, with a lot and a date."""

    ignored = frozenset(field.name for field in MenteeTable.fields)

    lot = LotField(help_text="Code or id of a lot.")
    on = DayField()
    birth_date = DayField()
    postcode = serializers.RegexField(r"\A[1-9][0-9]{3}\Z")
    employed = serializers.ChoiceField(YesNoUnknown.choices)
    home_language = LanguageField()
    migration_background = serializers.ChoiceField(YesNoUnknown.choices)
    vdab_guidance_since = OptionalDate()
    vdab_guidance_until = OptionalDate()
    dutch_level = serializers.ChoiceField([*levels.DUTCH_LABELS])
    dutch_attested = OptionalChoice(YesNoUnknown.choices)
    dutch_insufficient_for_job_target = OptionalChoice(YesNoUnknown.choices)
    diploma_level = serializers.ChoiceField([*levels.DIPLOMA_LABELS])
    diploma_language = LanguageField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["on"] < attrs["birth_date"]:
            raise serializers.ValidationError({"on": _("Deze datum ligt voor de geboorte.")})
        return attrs

    @property
    def situation(self) -> Situation:
        asked = self.validated_data
        texts = {
            name: asked.get(name) or ""
            for name in Situation._fields
            if not name.startswith(("birth", "vdab"))
        }
        return Situation(
            birth_date=asked["birth_date"],
            vdab_guidance_since=asked.get("vdab_guidance_since"),
            vdab_guidance_until=asked.get("vdab_guidance_until"),
            **texts,
        )


class ScreenedCriterion(serializers.Serializer[Any]):
    code = serializers.CharField()
    result = serializers.ChoiceField([result.value for result in Result])
    reason = serializers.CharField(help_text="A stable code.")
    text = serializers.CharField(help_text="The sentence in the language asked for.")


class ScreenedSubgroups(serializers.Serializer[Any]):
    hoa = serializers.ChoiceField([result.value for result in Result])
    loa = serializers.ChoiceField([result.value for result in Result])
    youth = serializers.ChoiceField([result.value for result in Result])


class Screened(serializers.Serializer[Any]):
    result = serializers.ChoiceField(ScreeningResult.choices)
    criteria = ScreenedCriterion(many=True)
    subgroups = ScreenedSubgroups()
    missing = serializers.ListField(child=serializers.CharField())


class StoredScreening(Serializer):
    """A screening that was taken. `attached`: the enrolment rests on this one."""

    lot = IdField(read_only=True)
    on = serializers.DateField(read_only=True)
    attached = serializers.SerializerMethodField()
    result = serializers.ChoiceField(ScreeningResult.choices, read_only=True)
    criteria = serializers.SerializerMethodField()
    subgroups = ScreenedSubgroups(read_only=True)
    missing = serializers.ListField(child=serializers.CharField(), read_only=True)

    def get_fields(self) -> dict[str, Any]:
        source = serializers.ChoiceField(ScreeningSource.choices, read_only=True)
        return {**super().get_fields(), "source": source}

    def get_attached(self, screening: Screening) -> bool:
        return bool(screening.pk == self.context["attached"])

    @extend_schema_field(ScreenedCriterion(many=True))
    def get_criteria(self, screening: Screening) -> list[dict[str, Any]]:
        return [one | {"text": str(sentence(one["reason"]))} for one in screening.criteria]
