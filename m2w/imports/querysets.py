from typing import TYPE_CHECKING

from m2w.imports import access
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.imports.models import Import


class ImportQuerySet(GatedQuerySet["Import"]):
    readers = editors = access.IMPORTERS
