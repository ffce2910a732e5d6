"""Colleagues as the API gives them, in the names and values of staff.csv."""

from rest_framework import serializers

from m2w.accounts.choices import Role
from m2w.accounts.models import Staff
from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.serializers import Serializer, ValueField


class StaffSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)
    role = serializers.SerializerMethodField()
    languages = ValueField(Column("languages", kinds.LANGUAGES), read_only=True)

    def get_role(self, staff: Staff) -> str:
        held = {membership.role for membership in staff.memberships.all()}
        return ";".join(role for role in Role if role in held)
