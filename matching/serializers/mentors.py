"""The file of a mentor as the API takes and gives it: the columns of mentors.csv."""

from typing import Any

from rest_framework import serializers

from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, columns_of
from m2w.upserts import MOST
from matching.models import Mentor
from matching.package.duos import MentorTable


class MentorFields(Serializer):
    """What is kept of a mentor."""

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(MentorTable)}


class MentorSerializer(MentorFields):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    promoter = IdField(read_only=True)
    version = serializers.IntegerField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        """What this caller may know; the description tells of all."""
        fields, request = super().get_fields(), self.context.get("request")
        if request is None:
            return fields
        rows = Mentor.objects.all()
        return {name: field for name, field in fields.items() if rows.tells(request.user, [name])}


class NewMentor(MentorFields):
    """`code` is the caller's own stable key; one is made when it is left out."""

    code = serializers.CharField(required=False, validators=[validate_code])


class MentorItem(MentorFields):
    """A file by the caller's own code: made when there is none with it yet."""

    code = serializers.CharField(validators=[validate_code])


class MentorItems(Serializer):
    items = serializers.ListField(child=MentorItem(), min_length=1, max_length=MOST)
