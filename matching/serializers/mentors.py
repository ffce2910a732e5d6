"""The file of a mentor as the API takes and gives it: the columns of mentors.csv, and what else
is kept of one; with what someone attended, and who may become one."""

from typing import Any

from rest_framework import serializers

from m2w.fields import validate_code
from m2w.reference.provinces import PROVINCES
from m2w.serializers import (
    IdField,
    ItemsField,
    LanguageCode,
    NameField,
    Serializer,
    ValueField,
    columns_of,
    without_nul,
)
from matching.mentor_file import INTERVIEW, InterestFile, MentorFile
from matching.models import Mentor
from matching.models.mentors import LONGEST_TITLE
from matching.serializers.matches import day
from matching.services.trainings import LEAST_HOURS, MOST_HOURS


class MentorFields(Serializer):
    """What is kept of a mentor: also how to reach them, their wishes, their papers, and how the
    interview went."""

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(MentorFile)}


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
    items = ItemsField(child=MentorItem())


class PauseMentorBody(Serializer):
    """From today unless said; without a last day until somebody resumes the mentor."""

    paused_from = day("paused_from")
    paused_until = day("paused_until")


class TrainingFields(Serializer):
    title = serializers.CharField(max_length=LONGEST_TITLE, validators=[without_nul])
    hours = serializers.DecimalField(
        max_digits=3,
        decimal_places=1,
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        required=False,
        allow_null=True,
    )

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "held_on": day("held_on", required=True)}


class TrainingSerializer(TrainingFields):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    mentor = IdField(read_only=True)


class NewTraining(TrainingFields):
    """`completes`: with it the mentor has followed the whole."""

    completes = serializers.BooleanField(required=False)


# Who may become one -----------------------------------------------------------------------------


class InterestSerializer(Serializer):
    """What someone filled in, and how the interview went. `called_language` and
    `called_province` are what the call for volunteers asked for."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    promoter = IdField(read_only=True)
    received_on = serializers.DateField(read_only=True)
    called_language = LanguageCode(allow_blank=True, read_only=True)
    called_province = NameField(lambda: ["", *PROVINCES], read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(InterestFile)}


class InterviewBody(Serializer):
    """When someone was met, and what came of it."""

    def get_fields(self) -> dict[str, Any]:
        kept = {column.name: ValueField(column, required=False) for column in INTERVIEW}
        return {
            **super().get_fields(),
            **kept,
            "interviewed_on": day("interviewed_on", required=True),
        }


class MentorOfInterest(NewMentor):
    """What is to be kept of the mentor beside what they filled in, or in place of it.
    `someone_else`: the caller knows that there is a mentor with this name and postcode."""

    someone_else = serializers.BooleanField(required=False)


class InterestLink(Serializer):
    """The address of the form of the caller's promoter."""

    url = serializers.URLField(read_only=True)
