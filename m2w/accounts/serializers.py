"""Organisations, colleagues, invitations and absences as the API takes and gives them, in the
names and values of organisations.csv and staff.csv."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.accounts.access import NOTES_ABSENCE_OF
from m2w.accounts.choices import Role
from m2w.accounts.models import Invitation, Organisation, Staff
from m2w.accounts.package import OrganisationTable
from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, columns_of

ROLE = f"({'|'.join(Role.values)})"
PROVINCES = Column("provinces", kinds.PROVINCES)


class OrganisationSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(OrganisationTable)}


class OrganisationFields(Serializer):
    """What is corrected of an organisation. Its kind stays: the roles in it go with it."""

    def get_fields(self) -> dict[str, Any]:
        return columns_of(OrganisationTable, "kind")


class NewOrganisation(Serializer):
    code = serializers.CharField(required=False, validators=[validate_code])

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(OrganisationTable)}


class StaffSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)
    role = serializers.SerializerMethodField()
    languages = ValueField(Column("languages", kinds.LANGUAGES), read_only=True)

    @extend_schema_field({"type": "string", "pattern": f"^({ROLE}(;{ROLE})*)?$"})
    def get_role(self, staff: Staff) -> str:
        held = {membership.role for membership in staff.memberships.all()}
        return ";".join(role for role in Role if role in held)


class StaffFile(StaffSerializer):
    """One colleague. `is_open` is false once the account was closed."""

    organisation = IdField(read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)
    provinces = ValueField(PROVINCES, read_only=True)
    is_open = serializers.BooleanField(source="user.is_active", read_only=True)


class RoleBody(Serializer):
    role = serializers.ChoiceField(Role.choices)


class ProvincesBody(Serializer):
    provinces = ValueField(PROVINCES, required=True)


class InvitationSerializer(Serializer):
    """The link stands in the mail only."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    organisation = IdField(read_only=True)
    email = serializers.EmailField(read_only=True)
    name = serializers.CharField(read_only=True)
    role = serializers.ChoiceField(Role.choices, read_only=True)
    provinces = ValueField(PROVINCES, read_only=True)
    state = serializers.SerializerMethodField()
    expires_at = serializers.DateTimeField(read_only=True)

    @extend_schema_field(serializers.ChoiceField(["open", "expired", "accepted", "withdrawn"]))
    def get_state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return "accepted"
        if invitation.withdrawn_at:
            return "withdrawn"
        return "expired" if invitation.has_expired else "open"


class NewInvitation(Serializer):
    """To the own organisation unless said. Provinces matter at VDAB only."""

    organisation = IdField(Organisation, required=False)
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=200)
    role = serializers.ChoiceField(Role.choices)
    provinces = ValueField(PROVINCES)


class AbsenceSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    staff = IdField(read_only=True)
    replacement = IdField(read_only=True)
    first_day = ValueField(Column("first_day", kinds.DATE), read_only=True)
    last_day = ValueField(Column("last_day", kinds.DATE), read_only=True)


class NewAbsence(Serializer):
    """A counsellor notes their own absence, and may leave out `staff`; others name whose."""

    staff = IdField(Staff, required=False)
    replacement = IdField(Staff)
    first_day = ValueField(Column("first_day", kinds.DATE, required=True))
    last_day = ValueField(Column("last_day", kinds.DATE, required=True))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        acting = self.context["request"].user.acting
        if "staff" not in attrs:
            if NOTES_ABSENCE_OF[acting.role] != acting.role:
                raise serializers.ValidationError({"staff": _("Vul dit in.")})
            attrs["staff"] = acting.staff
        return attrs
