"""What everything that the API takes has in common."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

if TYPE_CHECKING:
    Base = serializers.Serializer[Any]
else:
    Base = object


class KnownFields(Base):
    """Refuses a field that does not exist or that only we fill in, by its name.

    `ignored` are names that callers may send along, and that mean nothing here.
    """

    ignored: ClassVar[frozenset[str]] = frozenset()

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (refused := self.refused(data)):
            raise serializers.ValidationError(refused)
        return super().to_internal_value(data)

    def refused(self, data: dict[str, Any]) -> dict[str, list[str]]:
        """Each name that may not be sent, with the reason."""
        unknown = set(data) - set(self.fields) - self.ignored
        ours = {name for name in data if name in self.fields and self.fields[name].read_only}
        return {name: [str(_("Dit veld bestaat niet."))] for name in sorted(unknown)} | {
            name: [str(_("Dit veld kunt u niet zelf invullen."))] for name in sorted(ours)
        }


class Serializer(KnownFields, serializers.Serializer[Any]):
    pass


class ModelSerializer(KnownFields, serializers.ModelSerializer[Any]):
    pass
