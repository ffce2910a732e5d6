"""Documents as the API takes and gives them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from m2w.documents import owners
from m2w.documents.choices import ContentKind
from m2w.documents.models import Document
from m2w.serializers import KeyField, NameField, Serializer, UploadField


class DocumentSerializer(Serializer):
    id = serializers.UUIDField(read_only=True)
    owner_type = serializers.SerializerMethodField()
    owner = serializers.UUIDField(source="owner_id", read_only=True)
    title = serializers.CharField(read_only=True)
    original_name = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(ContentKind.choices, read_only=True)
    size = serializers.IntegerField(read_only=True)
    sha256 = serializers.RegexField("^[0-9a-f]{64}$", read_only=True)
    uploaded_at = serializers.DateTimeField(read_only=True)

    @extend_schema_field(NameField(owners.names))
    def get_owner_type(self, document: Document) -> str:
        return document.owner_kind.name


class NewDocument(Serializer):
    """`owner_type` is `mentee` or another kind that owns documents, `owner` the id of one."""

    owner_type = NameField(owners.names)
    owner = KeyField()
    title = serializers.CharField(max_length=200)
    file = UploadField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Whose document it is to be. Raises PermissionDenied for an object that is only read."""
        kind, key = owners.named(attrs.pop("owner_type")), attrs.pop("owner")
        user = self.context["request"].user
        found = kind.open_to(user).filter(pk=key).first() if kind else None
        if found is None:
            if kind and kind.rows("readers", user).filter(pk=key).exists():
                raise PermissionDenied
            raise serializers.ValidationError({"owner": _("Dit bestaat niet.")})
        return {**attrs, "owner": found}
