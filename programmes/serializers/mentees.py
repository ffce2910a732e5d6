"""The file of a mentee as the API takes and gives it: the columns of mentees.csv."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from m2w.fields import validate_code
from m2w.serializers import IdField, ItemsField, Serializer, columns_of
from programmes.package.people import MenteeTable
from programmes.registering import IDENTITY
from programmes.services.people import review


class MenteeFields(Serializer):
    """What is kept of a mentee."""

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(MenteeTable)}


class MenteeSerializer(MenteeFields):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    promoter = IdField(read_only=True)
    version = serializers.IntegerField(read_only=True)


class NewMentee(MenteeFields):
    """`code` is the caller's own stable key; one is made when it is left out."""

    code = serializers.CharField(required=False, validators=[validate_code])


class MenteeItem(MenteeFields):
    """A file by the caller's own code: made when there is none with it yet."""

    code = serializers.CharField(validators=[validate_code])


class MenteeItems(Serializer):
    items = ItemsField(child=MenteeItem())


class MenteeOrFields(IdField):
    """The id of a file that the caller sees, or the fields of someone new."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            return super().to_internal_value(data)
        asked = NewMentee(data=data, context=self.context)
        asked.is_valid(raise_exception=True)
        return review(asked.validated_data)

    def use_pk_only_optimization(self) -> bool:
        return False


class MenteeOrFieldsShape(OpenApiSerializerFieldExtension):
    target_class = "programmes.serializers.mentees.MenteeOrFields"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        someone_new = auto_schema.resolve_serializer(NewMentee, direction).ref
        return {"oneOf": [{"type": "string", "format": "uuid"}, someone_new]}


class ResemblanceBody(Serializer):
    """What is known so far of someone."""

    def get_fields(self) -> dict[str, Any]:
        columns = columns_of(MenteeTable)
        known = {name: columns[name] for name in IDENTITY}
        for field in known.values():
            field.required = False
        return {**super().get_fields(), **known}


class ResemblanceSerializer(Serializer):
    """`numbered` has the same VDAB number, `named` much the same name and the same birth date: the
    files that the caller sees. `is_numbered` and `is_named` tell of all of one's promoter."""

    numbered = IdField(read_only=True, allow_null=True)
    is_numbered = serializers.BooleanField()
    named = IdField(many=True, read_only=True)
    is_named = serializers.BooleanField()
