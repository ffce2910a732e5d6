"""Lists of what is erased, and what is asked for one file: codes and counts, never a name."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.privacy.choices import ItemState, ListReason, RestrictionGround, SkipReason
from m2w.privacy.models import ErasureList
from m2w.privacy.terms import Category
from m2w.serializers import IdField, Serializer


class ErasureSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    promoter = IdField(read_only=True)
    reason = serializers.ChoiceField(ListReason.choices, read_only=True)
    as_of = serializers.DateField(read_only=True)
    state = serializers.SerializerMethodField()
    made_by = serializers.CharField(source="made_by.name", read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    approved_by = serializers.SerializerMethodField()
    approved_at = serializers.DateTimeField(read_only=True, allow_null=True)
    finished_at = serializers.DateTimeField(read_only=True, allow_null=True)
    items = serializers.IntegerField(source="n_items", read_only=True)

    @extend_schema_field(serializers.ChoiceField(["waiting", "approved", "finished"]))
    def get_state(self, listed: ErasureList) -> str:
        if listed.finished_at:
            return "finished"
        return "approved" if listed.approved_at else "waiting"

    def get_approved_by(self, listed: ErasureList) -> str | None:
        return listed.approved_by.name if listed.approved_by else None


class ErasureItemSerializer(Serializer):
    """`touches` counts by kind the rows that go with it."""

    kind = serializers.CharField()
    code = serializers.CharField()
    category = serializers.ChoiceField(Category.choices, allow_blank=True)
    due_on = serializers.DateField(allow_null=True)
    touches = serializers.DictField(child=serializers.IntegerField())
    state = serializers.ChoiceField(ItemState.choices)
    skipped_because = serializers.ChoiceField(SkipReason.choices, allow_blank=True)


class GroundBody(Serializer):
    """Why someone asks this (GDPR art. 18)."""

    ground = serializers.ChoiceField(RestrictionGround.choices)


class RestrictionSerializer(Serializer):
    """Since when the use of a file is restricted; null when it is not."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    restricted_on = serializers.DateField(read_only=True, allow_null=True)


class SeenSerializer(Serializer):
    """Someone with this role saw the file so many times on a day."""

    day = serializers.DateField()
    role = serializers.CharField()
    organisation = serializers.CharField()
    how = serializers.CharField()
    times = serializers.IntegerField()


class ValueChangeSerializer(Serializer):
    """One value that somebody changed, in words."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class FileRecordSerializer(Serializer):
    seen = SeenSerializer(many=True)
    changes = ValueChangeSerializer(many=True)
