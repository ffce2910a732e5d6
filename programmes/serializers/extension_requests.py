"""Requests for extension as the API takes and gives them."""

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, without_nul
from programmes.choices import RequestState
from programmes.models import Project
from programmes.services.grants import MOST_WORDS

AMOUNT = Column("amount", kinds.AMOUNT, required=True)


def words(**options: object) -> serializers.CharField:
    return serializers.CharField(max_length=MOST_WORDS, validators=[without_nul], **options)  # type: ignore[arg-type]


class ExtensionRequestSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    project = IdField(read_only=True)
    state = serializers.ChoiceField(RequestState.choices, read_only=True)
    asked_on = serializers.DateField(read_only=True)
    asked_by = serializers.CharField(read_only=True)
    months = serializers.IntegerField(read_only=True)
    amount = ValueField(AMOUNT, read_only=True, required=False)
    motivation = serializers.CharField(read_only=True)
    decided_on = serializers.DateField(read_only=True)
    refusal_reason = serializers.CharField(read_only=True)


class AskExtensionBody(Serializer):
    """At most as many months as the call gives, and so much more in euro."""

    code = serializers.CharField(required=False, validators=[validate_code])
    project = IdField(Project)
    months = serializers.IntegerField(min_value=1, max_value=240)
    amount = ValueField(AMOUNT)
    motivation = words()


class GrantExtensionBody(Serializer):
    """The reason is needed when the budget of the lot is exceeded."""

    above_lot_reason = words(required=False, allow_blank=True)


class RefuseExtensionBody(Serializer):
    reason = words()
