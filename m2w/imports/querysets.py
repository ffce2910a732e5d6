from typing import TYPE_CHECKING, Any

from m2w.imports import access
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.imports.models import Import


class ImportQuerySet(GatedQuerySet["Import"]):
    readers = editors = access.IMPORTERS

    @classmethod
    def opens_to(cls, user: Any) -> bool:
        """As personal files do, only to an organisation whose agreement is in force."""
        return super().opens_to(user) and user.acting.organisation.may_open_files
