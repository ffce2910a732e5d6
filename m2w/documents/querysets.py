from typing import TYPE_CHECKING, Self

from django.db.models import Model

from m2w.documents.owners import OwnersPolicy
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.documents.models import Document


class DocumentQuerySet(GatedQuerySet["Document"]):
    readers = OwnersPolicy("readers")
    editors = OwnersPolicy("editors")

    def of(self, owner: Model) -> Self:
        """The documents of one object."""
        return self.filter(owner_type=owner._meta.label_lower, owner_id=owner.pk)
